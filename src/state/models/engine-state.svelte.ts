import type { EngineFailure } from '../../engine/engine-failure';
import type { LanguageModel } from '../../engine/language-model';
import type { LoadedModel, LoadOptions } from '../../engine/loaded-model';
import type { ModelEntry } from '../../engine/models/model-entry';
import type { EngineLock, Hold } from './engine-lock';
import type { LaunchRecord } from './launch-record';
import { ENGINE_FOLLOWS, type EnginePhase, follow } from './phases';
import { problemOf, toFailure } from './problem';

export interface TestOptions {
  readonly signal: AbortSignal;
  /** Share that is done, 0 to 1. */
  readonly onProgress: (fraction: number) => void;
  readonly loadMs: number;
}

/** Another model to use instead of one that failed. */
export interface Instead {
  readonly entry: ModelEntry;
  /** Whether all of it is here, so that nothing has to be downloaded. */
  readonly here: boolean;
}

export interface EnginePorts {
  readonly lock: EngineLock;
  readonly launch: LaunchRecord;
  readonly load: (entry: ModelEntry, options: LoadOptions) => Promise<LoadedModel>;
  /** Checks that a model answers as it should, and measures it. Rejects with an EngineFailure where it is of no use. */
  readonly test: (model: LoadedModel, entry: ModelEntry, options: TestOptions) => Promise<void>;
  /** The twin or the smaller model that a failure calls for. */
  readonly instead: (entry: ModelEntry, failure: EngineFailure) => Instead | null;
  /** Deletes the files of a model and fetches them again; false where they came from a disk or were fetched again before. */
  readonly refetch: (entry: ModelEntry) => boolean;
  /** Stops what the model is writing, and resolves when what is there was kept. */
  readonly stopAnswering: () => Promise<void>;
  /** Another tab asked for the engine, and has it now. */
  readonly onTaken: (entry: ModelEntry) => void;
  readonly onTrouble: (entry: ModelEntry, failure: EngineFailure) => void;
  /** Another model answers from now on, or none. */
  readonly onModel: () => void;
  /** Milliseconds; only differences count. */
  readonly now: () => number;
}

/** A load that has ended well: how long it took, and what was tried before it. */
interface Loaded {
  readonly entry: ModelEntry;
  readonly loadMs: number;
  readonly after: string | null;
}

/** The engine of this tab. What is asked of it is done one after the other; the newest wish stops what is under way. */
export class EngineState {
  readonly #ports: EnginePorts;
  #now = $state.raw<EnginePhase>({ phase: 'off' });
  #model: LoadedModel | null = null;
  #hold: Hold | null = null;
  #abort = new AbortController();
  #skip: AbortController | null = null;
  #work: Promise<void> = Promise.resolve();

  constructor(ports: EnginePorts) {
    this.#ports = ports;
  }

  get now(): EnginePhase {
    return this.#now;
  }

  /** The model that answers, once it is loaded and tested. */
  get model(): LanguageModel | null {
    return this.#now.phase === 'ready' ? this.#model : null;
  }

  /** Loads a model into memory in place of the one that is there, and tests it. */
  use(entry: ModelEntry): Promise<void> {
    return this.#instead(async (signal) => {
      await this.#free();
      if (!usesMemory(entry)) this.#letGo();
      else if (!this.#hold) {
        this.#hold = await this.#ports.lock.tryHold(() => void this.#handOver());
        if (!this.#hold) return this.#go({ phase: 'elsewhere', entry });
      }
      await this.#load(entry, signal);
    });
  }

  /** Asks the tab that holds the engine to let go, and loads the model here. */
  takeOver(): Promise<void> {
    if (this.#now.phase !== 'elsewhere') return Promise.resolve();
    const { entry } = this.#now;
    return this.#instead(async (signal) => {
      this.#go({ phase: 'waiting', entry });
      try {
        this.#hold = await this.#ports.lock.takeOver(() => void this.#handOver(), signal);
      } catch {
        if (!signal.aborted) this.#go({ phase: 'elsewhere', entry });
        return;
      }
      await this.#load(entry, signal);
    });
  }

  /** Back to the built-in reasoner: stops a load, or frees the memory of the model that is there. */
  stop(): Promise<void> {
    return this.#instead(async () => {
      await this.#free();
      this.#letGo();
      if (this.#now.phase !== 'off') this.#go({ phase: 'off' });
    });
  }

  /** Uses the model without the rest of its self-test. */
  skipTest(): void {
    this.#skip?.abort();
  }

  /** Tests the model that is in use once more. */
  testAgain(): Promise<void> {
    return this.#instead(async (signal) => {
      const model = this.#model;
      const { phase } = this.#now;
      // A test that was asked for before this one has left its phase behind.
      if (!model || (phase !== 'ready' && phase !== 'testing')) return;
      const { entry } = this.#now;
      await this.#ports.stopAnswering();
      if (signal.aborted) return;
      try {
        await this.#test(model, { entry, loadMs: 0, after: null }, signal);
      } catch (thrown) {
        // What was asked for instead frees the model, or tests it again.
        if (signal.aborted) return;
        await this.#failed(entry, toFailure(thrown, 'call'), null, signal);
      }
    });
  }

  /** Another tab asked for the engine. */
  #handOver(): Promise<void> {
    return this.#instead(async () => {
      const entry = 'entry' in this.#now ? this.#now.entry : null;
      await this.#free();
      this.#letGo();
      if (!entry || this.#now.phase !== 'unloading') return;
      this.#go({ phase: 'taken', entry });
      this.#ports.onTaken(entry);
    });
  }

  /** A model died while it was in use, and its engine could not be started again. */
  #died(entry: ModelEntry, model: LoadedModel, failure: EngineFailure): void {
    if (this.#model !== model) return;
    void this.#instead(async (signal) => {
      await this.#free();
      await this.#failed(entry, failure, null, signal);
    });
  }

  #instead(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#abort.abort();
    const abort = new AbortController();
    this.#abort = abort;
    const before = this.#work.catch(() => undefined);
    this.#work = before.then(() => (abort.signal.aborted ? undefined : work(abort.signal)));
    return this.#work;
  }

  async #load(first: ModelEntry, signal: AbortSignal): Promise<void> {
    const { launch, load, now } = this.#ports;
    let entry = first;
    let tried: string | null = null;
    while (!signal.aborted) {
      const began = now();
      this.#go({ phase: 'loading', entry, progress: { phase: 'start', fraction: null }, again: tried });
      // A tab that is killed in here leaves the mark behind; every other end takes it away.
      if (usesMemory(entry)) launch.setLoading(entry.id);
      try {
        const model = await load(entry, {
          signal,
          onProgress: (progress) => {
            if (this.#now.phase === 'loading') this.#go({ ...this.#now, progress });
          },
        });
        this.#model = model;
        const loadMs = now() - began;
        const loaded = entry;
        model.onDeath((failure) => this.#died(loaded, model, failure));
        await this.#test(model, { entry, loadMs, after: tried }, signal);
        launch.setLast({ id: entry.id, name: entry.name, loadMs });
        return;
      } catch (thrown) {
        const during = this.#model === null ? 'load' : 'call';
        await this.#free();
        if (signal.aborted) return;
        const failure = toFailure(thrown, during);
        const next: { entry: ModelEntry; why: string } | null =
          tried === null ? this.#automatic(entry, failure) : null;
        if (!next) return await this.#failed(entry, failure, tried, signal);
        this.#ports.onTrouble(entry, failure);
        ({ entry, why: tried } = next);
      } finally {
        launch.endLoading();
      }
    }
  }

  async #test(model: LoadedModel, { entry, loadMs, after }: Loaded, signal: AbortSignal): Promise<void> {
    const skip = new AbortController();
    const stop = (): void => skip.abort();
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    this.#skip = skip;
    const answered = this.model !== null;
    this.#go({ phase: 'testing', entry, used: model.used, fraction: 0, leftMs: null });
    // Nobody may ask a model anything while it is being tested.
    if (answered) this.#ports.onModel();
    const began = this.#ports.now();
    try {
      await this.#ports.test(model, entry, {
        signal: skip.signal,
        loadMs,
        onProgress: (fraction) => {
          if (this.#now.phase !== 'testing') return;
          const leftMs = fraction > 0 ? (this.#ports.now() - began) * (1 / fraction - 1) : null;
          this.#go({ ...this.#now, fraction, leftMs });
        },
      });
    } catch (thrown) {
      // Skipped by the person: the model is used untested.
      if (signal.aborted || !skip.signal.aborted) throw thrown;
    } finally {
      signal.removeEventListener('abort', stop);
      this.#skip = null;
    }
    if (signal.aborted) throw new DOMException('Stopped.', 'AbortError');
    this.#go({ phase: 'ready', entry, used: model.used, after });
    this.#ports.onModel();
  }

  /** What the app does about a failure by itself, once. */
  #automatic(entry: ModelEntry, failure: EngineFailure): { entry: ModelEntry; why: string } | null {
    const { step } = failure;
    if (step === 'retry' || step === 'new-worker')
      return { entry, why: `${failure.message} It is loaded once more by itself, from a clean start.` };
    if (step === 'f32-twin' || step === 'smaller-model') {
      const other = this.#ports.instead(entry, failure);
      // What is not here yet is proposed: a download is the person's to begin.
      if (other?.here)
        return { entry: other.entry, why: `${failure.message} ${other.entry.name} is loaded instead.` };
    }
    return null;
  }

  async #failed(
    entry: ModelEntry,
    failure: EngineFailure,
    before: string | null,
    signal: AbortSignal,
  ): Promise<void> {
    await this.#free();
    this.#letGo();
    if (signal.aborted) return;
    this.#ports.onTrouble(entry, failure);
    const refetched = failure.step === 'delete-and-retry' && this.#ports.refetch(entry);
    const tried = refetched
      ? 'Its files were deleted and are fetched again by themselves.'
      : before === null
        ? null
        : 'The app has tried again by itself once.';
    const insteadId = this.#ports.instead(entry, failure)?.entry.id ?? null;
    const kept = refetched || !usesMemory(entry) ? null : 'Its files stay on this device.';
    this.#go({ phase: 'failed', entry, problem: problemOf(failure, { tried, insteadId, kept }) });
    this.#ports.onModel();
  }

  /** Empties the memory; the phase says so until the work that goes on names another one. */
  async #free(): Promise<void> {
    const { phase } = this.#now;
    const model = this.#model;
    if (phase === 'loading' || phase === 'testing' || phase === 'ready')
      this.#go({ phase: 'unloading', entry: this.#now.entry });
    if (!model) return;
    // In any phase: a run may have begun in the moment before its screen heard that the model is gone.
    await this.#ports.stopAnswering();
    this.#model = null;
    this.#ports.onModel();
    // An engine that is dead already has nothing left to free.
    await model.unload().catch(() => undefined);
  }

  #letGo(): void {
    this.#hold?.release();
    this.#hold = null;
  }

  #go(next: EnginePhase): void {
    this.#now = follow(ENGINE_FOLLOWS, this.#now, next);
  }
}

/** Engines of this origin share the machine's memory; a server, or the browser's own model, has its own. */
export function usesMemory({ engine }: Pick<ModelEntry, 'engine'>): boolean {
  return engine === 'webllm' || engine === 'wllama';
}
