import type { Dataset } from '../domain/datasets/dataset';
import type { ImportReport } from '../domain/datasets/import-report';
import { counted } from '../domain/text/format-number';
import type { ValueSystem } from '../domain/values/value-system';
import type { UnreadableRecord } from '../storage/readable';
import type { Storage } from '../storage/storage';
import type { ImportClient, ImportFile } from '../workers/import-client';
import type { ImportProgress } from '../workers/import-protocol';
import { DatasetBrowser } from './dataset-browser.svelte';
import type { LibraryPorts } from './library-ports';
import { valueSystems } from './static-data';

/** How the last import ended: a dataset with its report, or the sentence that says why there is none. */
export interface ImportOutcome {
  readonly dataset: Dataset | null;
  /** True where this dataset was stored before: the same files give the same dataset. */
  readonly known: boolean;
  readonly message: string | null;
  readonly report: ImportReport | null;
}

type ClientFor = (storage: Storage) => Promise<ImportClient>;

const workerClient: ClientFor = async (storage) =>
  (await import('../workers/import-client')).importClient(storage);

/** The imported datasets: importing in a worker, the list, and browsing one of them. */
export class DatasetsState {
  readonly browser: DatasetBrowser;
  readonly #ports: LibraryPorts;
  readonly #clientFor: ClientFor;
  #list = $state.raw<readonly Dataset[]>([]);
  #unreadable = $state.raw<readonly UnreadableRecord[]>([]);
  #progress = $state.raw<ImportProgress | null>(null);
  #outcome = $state.raw<ImportOutcome | null>(null);
  #systems = $state.raw<readonly ValueSystem[]>([]);
  #loaded = $state(false);
  #abort: AbortController | null = null;

  constructor(ports: LibraryPorts, clientFor: ClientFor = workerClient) {
    this.#ports = ports;
    this.#clientFor = clientFor;
    this.browser = new DatasetBrowser(ports);
  }

  /** Newest import first. */
  get list(): readonly Dataset[] {
    return this.#list;
  }
  get unreadable(): readonly UnreadableRecord[] {
    return this.#unreadable;
  }
  /** How far the import is; null when none is under way. */
  get progress(): ImportProgress | null {
    return this.#progress;
  }
  get outcome(): ImportOutcome | null {
    return this.#outcome;
  }
  get loaded(): boolean {
    return this.#loaded;
  }

  /** The value system that a dataset's labels belong to. */
  systemOf(dataset: Dataset): ValueSystem | undefined {
    return this.#systems.find(({ id }) => id === dataset.valueSystemId);
  }

  async load(): Promise<void> {
    const systems = valueSystems().catch(() => null);
    await this.#refresh();
    const shipped = await systems;
    this.#systems = shipped ? [shipped.ten, shipped.twenty] : [];
    const [first] = this.#list;
    if (first && !this.browser.dataset) await this.browser.open(first);
    this.#loaded = true;
  }

  /** Reads and stores a folder's files; the outcome tells how it went. One import at a time. */
  async importFiles(files: readonly ImportFile[]): Promise<void> {
    if (this.#abort)
      return this.#ports.notices.info('An import is under way: wait until it is done, or cancel it.');
    const abort = new AbortController();
    this.#abort = abort;
    this.#outcome = null;
    this.#progress = { phase: 'reading', file: '', share: 0 };
    // For a stopwatch: from the files to everything stored.
    performance.mark('import:start');
    try {
      const client = await this.#clientFor(await this.#ports.storage());
      const imported = await client.importFiles(files, {
        now: this.#ports.now(),
        signal: abort.signal,
        onProgress: (progress) => (this.#progress = progress),
      });
      performance.mark('import:complete');
      if (imported.ok) {
        const dataset = imported.value;
        const known = this.#list.some(({ id }) => id === dataset.id);
        this.#outcome = { dataset, known, message: null, report: dataset.report };
      } else {
        const { message, report = null } = imported.error;
        this.#outcome = { dataset: null, known: false, message, report };
      }
    } catch {
      const message =
        'The part of the app that reads files did not arrive. What was stored before is kept: reload the page and try again.';
      this.#outcome = { dataset: null, known: false, message, report: null };
    } finally {
      this.#abort = null;
      this.#progress = null;
    }
    await this.#refresh();
    if (this.#outcome.dataset) await this.browser.open(this.#outcome.dataset);
  }

  cancel(): void {
    this.#abort?.abort();
  }

  dismissOutcome(): void {
    this.#outcome = null;
  }

  /** Shows the report of a stored dataset again. */
  showReport(dataset: Dataset): void {
    this.#outcome = { dataset, known: false, message: null, report: dataset.report };
  }

  /** Deletes at once, and offers to undo it. */
  async remove(id: string): Promise<void> {
    const { notices } = this.#ports;
    const removed = await (await this.#ports.storage()).datasets.remove(id);
    if (!removed.ok) return notices.problem(removed.error.message);
    if (this.#outcome?.dataset?.id === id) this.#outcome = null;
    await this.#refresh();
    const { value } = removed;
    if (!value) return;
    const { dataset, items } = value;
    const undo = async () => {
      const saved = await (await this.#ports.storage()).datasets.save(dataset, items);
      if (!saved.ok) notices.problem(saved.error.message);
      await this.#refresh();
    };
    notices.info(`“${dataset.name}” was deleted with its ${counted(items.length, 'item')}.`, {
      label: 'Undo',
      run: () => void undo(),
    });
  }

  async #refresh(): Promise<void> {
    const list = await (await this.#ports.storage()).datasets.list();
    if (!list.ok) return this.#ports.notices.problem(list.error.message);
    this.#list = list.value.values.toSorted((a, b) => b.importedAt - a.importedAt);
    this.#unreadable = list.value.unreadable;
    const { dataset } = this.browser;
    if (dataset && !this.#list.some(({ id }) => id === dataset.id)) this.browser.close();
  }
}
