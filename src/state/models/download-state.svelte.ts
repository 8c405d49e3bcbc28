import { formatBytesOf, formatBytes } from '../../domain/text/format-bytes';
import type { EngineFailure } from '../../engine/engine-failure';
import type { ModelEntry } from '../../engine/models/model-entry';
import type {
  DownloadOptions,
  DownloadProgress,
  ModelStore,
  StoredModel,
} from '../../engine/models/model-store';
import { DOWNLOAD_FOLLOWS, type DownloadPhase, type DownloadSubject, follow } from './phases';
import { isAbort, problemOf, toFailure } from './problem';

export interface DownloadPorts {
  readonly store: () => Promise<ModelStore>;
  /** Called when all of a model is here and checked. */
  readonly onHere: (stored: StoredModel, thenUse: boolean) => void;
  /** Called when more or less of something may be here than before. */
  readonly onChange: () => void;
  /** Resolves after so many milliseconds, or when the signal fires. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

const NOTHING_YET: DownloadProgress = {
  phase: 'plan',
  doneBytes: 0,
  totalBytes: null,
  file: null,
  bytesPerSecond: null,
};
/** A connection that broke gets this long to come back before the one attempt that the app makes by itself. */
const BREATH_MS = 3000;

const AGAIN: Partial<Record<EngineFailure['step'], string>> = {
  resume: 'The connection broke. Going on by itself from what is here.',
  retry: 'The download stopped. Trying once more by itself.',
  'delete-and-retry': 'A file arrived damaged. It is fetched again by itself.',
};

/** One download, or one import from a disk, at a time. */
export class DownloadState {
  readonly #ports: DownloadPorts;
  #now = $state.raw<DownloadPhase>({ phase: 'none' });
  #abort: AbortController | null = null;
  /** What is done once the work under way has come to rest. */
  #after: 'pause' | 'forget' = 'pause';

  constructor(ports: DownloadPorts) {
    this.#ports = ports;
  }

  get now(): DownloadPhase {
    return this.#now;
  }

  /** Whether another one has to wait. */
  get busy(): boolean {
    return this.#now.phase === 'running' || this.#now.phase === 'pausing';
  }

  /** Fetches what is missing of a model. False where another download is under way. */
  async fetch(entry: ModelEntry, thenUse: boolean): Promise<boolean> {
    const subject: DownloadSubject = { id: entry.id, name: entry.name, entry };
    return this.#run(subject, thenUse, (store, options) => store.download(entry, options));
  }

  /** Takes in files from a disk. False where another download is under way. */
  async take(files: readonly File[], thenUse: boolean): Promise<boolean> {
    const [first] = files;
    if (!first) return false;
    const name = files.length === 1 ? first.name : `${first.name} and ${files.length - 1} more`;
    return this.#run({ id: null, name, entry: null }, thenUse, (store, options) =>
      store.importFiles(files, options),
    );
  }

  pause(): void {
    this.#stop('pause');
  }

  /** Puts the download away; what has come of it stays until it is deleted. */
  cancel(): void {
    if (this.busy) this.#stop('forget');
    else if (this.#now.phase !== 'none') this.#go({ phase: 'none' });
  }

  #stop(after: 'pause' | 'forget'): void {
    this.#after = after;
    if (this.#now.phase !== 'running') return;
    const { subject, progress } = this.#now;
    this.#go({ phase: 'pausing', subject, progress });
    this.#abort?.abort();
  }

  async #run(
    subject: DownloadSubject,
    thenUse: boolean,
    work: (store: ModelStore, options: DownloadOptions) => Promise<StoredModel>,
  ): Promise<boolean> {
    if (this.busy) return false;
    const abort = new AbortController();
    this.#abort = abort;
    this.#after = 'pause';
    // A paused download shows how much is here while it asks the host again.
    const before = 'progress' in this.#now && this.#now.subject.id === subject.id ? this.#now.progress : null;
    const progress = before ? { ...NOTHING_YET, doneBytes: before.doneBytes } : NOTHING_YET;
    this.#go({ phase: 'running', subject, progress, thenUse, again: null });
    const tried: EngineFailure['step'][] = [];
    for (;;) {
      try {
        const store = await this.#ports.store();
        const onProgress = (next: DownloadProgress): void => this.#progress(next);
        const stored = await work(store, { signal: abort.signal, onProgress });
        this.#go({ phase: 'none' });
        this.#ports.onChange();
        // All of it came in the moment in which the person stopped it: it stays, and is not loaded.
        this.#ports.onHere(stored, thenUse && !abort.signal.aborted);
        return true;
      } catch (thrown) {
        if (abort.signal.aborted || isAbort(thrown)) {
          this.#rest();
          return true;
        }
        const failure = toFailure(thrown, 'download');
        const again = AGAIN[failure.step];
        const canAgain = again !== undefined && subject.entry !== null && !tried.includes(failure.step);
        if (!canAgain) {
          this.#fail(failure, tried);
          return true;
        }
        tried.push(failure.step);
        if (this.#now.phase === 'running') this.#go({ ...this.#now, again });
        await this.#ports.wait(BREATH_MS, abort.signal);
        if (abort.signal.aborted) {
          this.#rest();
          return true;
        }
      }
    }
  }

  #progress(progress: DownloadProgress): void {
    if (this.#now.phase === 'running') this.#go({ ...this.#now, progress });
  }

  /** The work has stopped because it was told to. */
  #rest(): void {
    const { phase } = this.#now;
    if (phase !== 'running' && phase !== 'pausing') return;
    const { subject, progress } = this.#now;
    if (phase === 'running') this.#go({ phase: 'pausing', subject, progress });
    // Files from a disk are gone with the page: there is nothing to go on with.
    const forget = this.#after === 'forget' || subject.entry === null;
    this.#go(forget ? { phase: 'none' } : { phase: 'paused', subject, progress });
    this.#ports.onChange();
  }

  #fail(failure: EngineFailure, tried: readonly string[]): void {
    const { phase } = this.#now;
    if (phase !== 'running' && phase !== 'pausing') return;
    const { subject, progress } = this.#now;
    const { doneBytes, totalBytes } = progress;
    const here = totalBytes === null ? formatBytes(doneBytes) : formatBytesOf(doneBytes, totalBytes);
    const kept = doneBytes > 0 && subject.entry ? `${here} are here and stay here.` : null;
    const last = tried.length > 0 ? 'The app has tried again by itself once.' : null;
    this.#go({ phase: 'failed', subject, progress, problem: problemOf(failure, { kept, tried: last }) });
    this.#ports.onChange();
  }

  #go(next: DownloadPhase): void {
    this.#now = follow(DOWNLOAD_FOLLOWS, this.#now, next);
  }
}
