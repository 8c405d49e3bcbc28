import type { Assignment, PerformerKind, Primitive } from '../../domain/runs/primitive';
import { ok, type Result } from '../../domain/result';
import type { EngineFailure } from '../../engine/engine-failure';
import { fits } from '../../engine/models/fits';
import type { Machine } from '../../engine/models/machine';
import type { ModelEntry } from '../../engine/models/model-entry';
import type { Recommendation } from '../../engine/models/recommend';
import type { OfflineCheck, SentRequest, StoredModel } from '../../engine/models/model-store';
import { advise, adviseInstead, type Known } from './advice';
import { DownloadState } from './download-state.svelte';
import { EngineState, type TestOptions, usesMemory } from './engine-state.svelte';
import type { LoadedModel } from '../../engine/loaded-model';
import { type Measured, type ModelNotes, NO_NOTES, readNotes, writeNote } from './model-notes';
import { takeKilled } from './killed-tab';
import { listedModels } from './listed-models';
import { isLasting, type ModelsPorts } from './models-ports';
import { modelsStatus, type ModelsStatus } from './models-status';
import { BROWSER_MODEL, serverEntry } from './own-server';
import { assignmentOf, type Shares, sharesOf } from './who-does-what';

/** What of a model is in this browser. */
export interface Here {
  readonly stored: StoredModel;
  readonly check: OfflineCheck;
  /** Bytes that are here. */
  readonly bytes: number;
}

/** One line of the list of models. */
export interface ModelRow {
  readonly entry: ModelEntry;
  readonly here: Here | null;
  readonly measured: Measured | null;
  /** Why it can't run on this machine, before anything is downloaded. */
  readonly obstacle: string | null;
  /** What went wrong with it here before. */
  readonly trouble: string | null;
}

/** The model manager: what this machine can carry, what is here, what is on its way, and what answers. */
export class ModelsState {
  readonly download: DownloadState;
  readonly engine: EngineState;
  readonly #ports: ModelsPorts;
  #machine = $state.raw<Machine | null>(null);
  #storage = $state.raw<Machine['storage']>(null);
  #here = $state.raw<Readonly<Partial<Record<string, Here>>>>({});
  #notes = $state.raw<ModelNotes>(NO_NOTES);
  #sent = $state.raw<readonly SentRequest[]>([]);
  #killed = $state.raw<string | null>(null);
  #problem = $state<string | null>(null);
  #loaded = $state(false);
  #atStart = $state(false);
  readonly #refetched: string[] = [];
  #opened: Promise<void> | null = null;

  constructor(ports: ModelsPorts) {
    this.#ports = ports;
    this.#atStart = ports.launch.read().atStart;
    this.download = new DownloadState({
      store: ports.store,
      wait: ports.wait,
      onChange: () => void this.refresh(),
      onHere: (stored, thenUse) => {
        if (thenUse && this.#free) void this.engine.use(stored.entry);
      },
    });
    this.engine = new EngineState({
      lock: ports.lock,
      launch: ports.launch,
      load: ports.load,
      now: ports.now,
      test: (model, entry, options) => this.#test(model, entry, options),
      instead: (entry, failure) => adviseInstead(this.#known, entry, failure),
      refetch: (entry) => this.#refetch(entry),
      stopAnswering: ports.stopAnswering,
      onTaken: ports.onTaken,
      onTrouble: (entry, failure) => this.#note(entry.id, failure.kind),
      onModel: ports.onWorld,
    });
  }

  get machine(): Machine | null {
    return this.#machine;
  }
  get storage(): Machine['storage'] {
    return this.#storage;
  }
  get notes(): ModelNotes {
    return this.#notes;
  }
  /** Requests for model files, newest last. */
  get sent(): readonly SentRequest[] {
    return this.#sent;
  }
  /** Why the list could not be read. */
  get problem(): string | null {
    return this.#problem;
  }
  get loaded(): boolean {
    return this.#loaded;
  }
  /** Whether the model that was in use last is loaded when the app opens. */
  get atStart(): boolean {
    return this.#atStart;
  }
  set atStart(atStart: boolean) {
    this.#atStart = atStart;
    this.#ports.launch.setAtStart(atStart);
  }

  /** Catalogue, then the person's own, then what lies in the browser's storage under neither. */
  readonly entries: readonly ModelEntry[] = $derived.by(() => {
    const known = [...this.#ports.catalogue.models, ...this.#notes.own];
    const others = Object.values(this.#here).flatMap((one) => one?.stored.entry ?? []);
    return [...known, ...others.filter(({ id }) => !known.some((entry) => entry.id === id))];
  });

  readonly rows: readonly ModelRow[] = $derived.by(() => {
    const here = Object.keys(this.#here);
    return listedModels(this.#machine, this.entries, here).map((entry) => this.#row(entry));
  });

  /** What this machine is advised to take, of those that it has had no trouble with. */
  readonly advice: Recommendation | null = $derived.by(() => advise(this.#known));

  /** The model whose load has killed the tab last time, until the person has seen it. */
  get killed(): ModelEntry | null {
    return this.entries.find(({ id }) => id === this.#killed) ?? null;
  }

  /** The model that was in use when the app was closed, where it is here and could be loaded again. */
  readonly last: { entry: ModelEntry; loadMs: number } | null = $derived.by(() => {
    // Read again whenever the engine's phase is another one.
    void this.engine.now;
    const { last } = this.#ports.launch.read();
    const entry = this.entries.find(({ id }) => id === last?.id);
    if (!last || !entry || !this.#usable(entry)) return null;
    return { entry, loadMs: last.loadMs };
  });

  /** The entry of the model in use. */
  readonly used: ModelEntry | null = $derived.by(() =>
    this.engine.now.phase === 'ready' ? this.engine.now.entry : null,
  );

  readonly status: ModelsStatus = $derived.by(() => modelsStatus(this.engine.now, this.download.now));

  /** Who does what with a model, and who said so. */
  sharesFor(entry: ModelEntry): Shares {
    const { measured, choices } = this.#notes;
    return sharesOf(entry, measured[entry.id], choices[entry.id]);
  }

  /** Who does what now, or null while no language model is there. */
  readonly assignment: Assignment | null = $derived(
    this.used === null ? null : assignmentOf(this.sharesFor(this.used)),
  );

  entryOf(id: string): ModelEntry | null {
    return this.entries.find((entry) => entry.id === id) ?? null;
  }

  /** Whether a model could be loaded with the network cut. */
  isHere(entry: ModelEntry): boolean {
    return this.#usable(entry);
  }

  /** Bytes of a model that are here, of a broken-off download too. */
  bytesHere(entry: ModelEntry): number {
    return this.#here[entry.id]?.bytes ?? 0;
  }

  /** Resolves when everything is known that can be known; the lists fill on the way there. */
  get ready(): Promise<void> {
    return this.#opened ?? this.open();
  }

  /** Reads what is here and asks the machine. */
  open(): Promise<void> {
    this.#problem = null;
    this.#opened = this.#read();
    return this.#opened;
  }

  async #read(): Promise<void> {
    try {
      const [machine, settings] = await Promise.all([this.#ports.probe(), this.#ports.settings()]);
      this.#notes = await readNotes(settings);
      this.#machine = machine;
      this.#storage = machine.storage;
      await this.refresh();
      await this.#lookForKilled();
      this.#loaded = true;
    } catch (error) {
      this.#problem = error instanceof Error ? error.message : String(error);
    }
  }

  /** Loads the model of the last time, where the person wants that, it is here, and its load did not kill the tab. */
  async loadLast(): Promise<void> {
    if (this.#atStart && this.last && this.#killed === null && this.engine.now.phase === 'off')
      await this.engine.use(this.last.entry);
  }

  /** Reads what is here again. */
  async refresh(): Promise<void> {
    // An insecure page has no storage for models; the machine's card says so.
    if (this.#machine?.secureContext === false) return;
    try {
      const store = await this.#ports.store();
      const list = await store.list();
      const here = await Promise.all(
        list.map(async (stored): Promise<[string, Here]> => {
          const check = await store.check(stored.entry.id);
          const bytes = stored.files.reduce((sum, file) => sum + file.here, 0);
          return [stored.entry.id, { stored, check, bytes }];
        }),
      );
      this.#here = Object.fromEntries(here);
      this.#sent = await store.sent();
      this.#storage = await this.#ports.storage();
    } catch (error) {
      this.#ports.say(error instanceof Error ? error.message : String(error));
    }
  }

  /** The one thing to do with a model next: fetch it and then use it, or use it at once where it is here. */
  async take(entry: ModelEntry): Promise<void> {
    if (this.#usable(entry)) return this.engine.use(entry);
    // A model that is in use stays in use: the new one is only made ready.
    if (!(await this.download.fetch(entry, this.#free)))
      this.#ports.say('Another download is under way: wait until it is done, or cancel it.');
  }

  /** Takes in files from a disk. */
  async takeFiles(files: readonly File[]): Promise<void> {
    if (!(await this.download.take(files, this.#free)))
      this.#ports.say('Another download is under way: wait until it is done, or cancel it.');
  }

  /** Back to the built-in reasoner, also at the next start. */
  async useBuiltin(): Promise<void> {
    this.#ports.launch.setLast(null);
    await this.engine.stop();
  }

  /** Deletes the files of a model. */
  async remove(entry: ModelEntry): Promise<void> {
    const { now } = this.engine;
    if ('entry' in now && now.entry.id === entry.id) await this.engine.stop();
    const loading = this.download.now;
    if (loading.phase !== 'none' && loading.subject.id === entry.id) this.download.cancel();
    try {
      await (await this.#ports.store()).remove(entry.id);
    } catch (error) {
      this.#ports.say(error instanceof Error ? error.message : String(error));
    }
    await this.refresh();
  }

  /** Whether a person put the model on the list. */
  isOwn({ id }: ModelEntry): boolean {
    return this.#notes.own.some((entry) => entry.id === id);
  }

  /** Puts a model on the list by the address of its files. Gives back why not, where it can't be. */
  async addAddress(address: string, library: string): Promise<string | null> {
    return this.#add(this.#ports.readAddress(address, library.trim() === '' ? undefined : library));
  }

  /** Puts a server on this machine on the list. Gives back why not, where it can't be. */
  async addServer(address: string, model: string): Promise<string | null> {
    return this.#add(serverEntry(address, model));
  }

  async addBrowserModel(): Promise<void> {
    await this.#add(ok(BROWSER_MODEL));
  }

  /** Takes a model of the person's own off the list, with its files. */
  async forget(entry: ModelEntry): Promise<void> {
    await this.remove(entry);
    await this.#write(
      'own',
      this.#notes.own.filter(({ id }) => id !== entry.id),
    );
  }

  /** Null gives the primitive back to what the self-test or the tier says. */
  async choose(entry: ModelEntry, primitive: Primitive, by: PerformerKind | null): Promise<void> {
    const { [primitive]: _old, ...others } = this.#notes.choices[entry.id] ?? {};
    const choice = by === null ? others : { ...others, [primitive]: by };
    await this.#write('choices', { ...this.#notes.choices, [entry.id]: choice });
    if (this.used?.id === entry.id) this.#ports.onWorld();
  }

  /** Asks the browser to keep what is stored. */
  async persist(): Promise<void> {
    const kept = await this.#ports.persist();
    this.#storage = await this.#ports.storage();
    if (!kept)
      this.#ports.say(
        'The browser did not promise to keep the files. Most do so for a site that is used often, or that was installed as an app.',
      );
  }

  /** The person has seen which load killed the tab. */
  dismissKilled(): void {
    this.#killed = null;
  }

  async #add(read: Result<ModelEntry>): Promise<string | null> {
    if (!read.ok) return read.error;
    const entry: ModelEntry = { ...read.value, addedBy: 'person' };
    if (this.#ports.catalogue.models.some(({ id }) => id === entry.id))
      return `“${entry.name}” is on the list already.`;
    const others = this.#notes.own.filter(({ id }) => id !== entry.id);
    await this.#write('own', [...others, entry]);
    return null;
  }

  /** Whether no model is in use, or on its way into memory. */
  get #free(): boolean {
    return ['off', 'failed', 'taken', 'elsewhere'].includes(this.engine.now.phase);
  }

  #usable(entry: ModelEntry): boolean {
    return !usesMemory(entry) || this.#here[entry.id]?.check.ready === true;
  }

  async #lookForKilled(): Promise<void> {
    const killed = await takeKilled(this.#ports.launch, this.#ports.lock);
    if (killed === null) return;
    this.#killed = killed;
    this.#note(killed, 'tab-killed');
  }

  async #test(
    model: LoadedModel,
    entry: ModelEntry,
    { signal, onProgress, loadMs }: TestOptions,
  ): Promise<void> {
    const before = this.#notes.measured[entry.id];
    // Behind the name of a server, or of the browser's own model, there may be another model by now.
    const same = usesMemory(entry) && before?.backend === model.used.backend;
    const known = before && same && loadMs > 0 ? before : null;
    const report = await this.#ports.test(model, {
      signal,
      onProgress,
      known,
      tierDefault: entry.assignment,
    });
    const measured: Measured = {
      ...report,
      at: this.#ports.now(),
      backend: model.used.backend,
      loadMs: loadMs > 0 ? loadMs : (before?.loadMs ?? 0),
    };
    await this.#write('measured', { ...this.#notes.measured, [entry.id]: measured });
    // It works here now: what went wrong before is over.
    const { [entry.id]: over, ...troubles } = this.#notes.troubles;
    if (over) await this.#write('troubles', troubles);
  }

  get #known(): Known {
    return {
      machine: this.#machine,
      catalogue: this.#ports.catalogue,
      troubles: this.#notes.troubles,
      stored: Object.keys(this.#here),
      entries: this.entries,
      usable: (entry) => this.#usable(entry),
    };
  }

  #row(entry: ModelEntry): ModelRow {
    const here = this.#here[entry.id] ?? null;
    const stored = here ? [entry.id] : [];
    const fit = this.#machine ? fits(this.#machine, entry, { stored }) : null;
    return {
      entry,
      here,
      measured: this.#notes.measured[entry.id] ?? null,
      obstacle: fit === null || fit.ok ? null : fit.reason,
      trouble: this.#notes.troubles[entry.id]?.kind ?? null,
    };
  }

  #refetch(entry: ModelEntry): boolean {
    const { kind } = entry.source;
    if ((kind !== 'mlc' && kind !== 'gguf') || this.#refetched.includes(entry.id) || this.download.busy)
      return false;
    this.#refetched.push(entry.id);
    void (async () => {
      await (await this.#ports.store()).remove(entry.id);
      await this.download.fetch(entry, true);
    })().catch((error: unknown) => this.#ports.say(error instanceof Error ? error.message : String(error)));
    return true;
  }

  #note(id: string, kind: EngineFailure['kind']): void {
    if (!isLasting(kind)) return;
    void this.#write('troubles', { ...this.#notes.troubles, [id]: { kind, at: this.#ports.now() } });
  }

  async #write<N extends keyof ModelNotes>(name: N, note: ModelNotes[N]): Promise<void> {
    this.#notes = { ...this.#notes, [name]: note };
    const problem = await writeNote(await this.#ports.settings(), name, note);
    if (problem !== null) this.#ports.say(problem);
  }
}
