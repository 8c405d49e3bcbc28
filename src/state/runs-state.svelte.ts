import { readRunFile, writeRunFile } from '../domain/formats/run-file';
import { parseJson } from '../domain/formats/parse-json';
import type { Run } from '../domain/runs/run';
import type { ValueSystem } from '../domain/values/value-system';
import type { Backup } from '../storage/backup';
import type { UnreadableRecord } from '../storage/readable';
import type { StorageError } from '../storage/storage-error';
import type { ListedRun, Storage } from '../storage/storage';
import type { LibraryPorts } from './library-ports';
import { restoreSentences } from './restore-sentences';
import { valueSystems } from './static-data';

/** Where things are kept: `reason` says why it is memory only. */
export interface Place {
  readonly engine: Storage['engine'];
  readonly reason: StorageError | null;
}

/** The stored runs, and everything stored as a whole. */
export class RunsState {
  readonly #ports: LibraryPorts;
  #list = $state.raw<readonly ListedRun[]>([]);
  #unreadable = $state.raw<readonly UnreadableRecord[]>([]);
  #place = $state.raw<Place | null>(null);
  #systems = $state.raw<readonly ValueSystem[]>([]);
  #loaded = $state(false);
  #busy = $state<string | null>(null);

  constructor(ports: LibraryPorts) {
    this.#ports = ports;
  }

  /** Newest first, without events. */
  get list(): readonly ListedRun[] {
    return this.#list;
  }
  get unreadable(): readonly UnreadableRecord[] {
    return this.#unreadable;
  }
  get place(): Place | null {
    return this.#place;
  }
  get loaded(): boolean {
    return this.#loaded;
  }
  /** What is being done to everything stored, in words; null when nothing is. */
  get busy(): string | null {
    return this.#busy;
  }

  /** The value system with this id, where this app has it. */
  systemOf(id: string | undefined): ValueSystem | undefined {
    return this.#systems.find((system) => system.id === id);
  }

  async load(): Promise<void> {
    const shipped = await valueSystems().catch(() => null);
    this.#systems = shipped ? [shipped.ten, shipped.twenty] : [];
    const { engine, reason } = await this.#ports.storage();
    this.#place = { engine, reason };
    await this.#refresh();
    this.#loaded = true;
  }

  /** The whole run; undefined with a notice where it can't be read. */
  async get(id: string): Promise<Run | undefined> {
    const found = await (await this.#ports.storage()).runs.get(id);
    if (found.ok) return found.value;
    this.#ports.notices.problem(found.error.message);
    return undefined;
  }

  /** Deletes at once, and offers to undo it. */
  async remove(id: string): Promise<void> {
    const { notices } = this.#ports;
    const removed = await (await this.#ports.storage()).runs.remove(id);
    if (!removed.ok) return notices.problem(removed.error.message);
    await this.#refresh();
    const { value } = removed;
    if (!value) return;
    notices.info('The run was deleted.', { label: 'Undo', run: () => void this.#put(value) });
  }

  /** A run as the text of a file. */
  async exportText(id: string): Promise<string | undefined> {
    const run = await this.get(id);
    return run && writeRunFile(run);
  }

  /** Adds a run from a file and gives it back; where its id is taken by another run, it gets a new one. */
  async importText(text: string, fileName: string): Promise<Run | undefined> {
    const { notices, newId } = this.#ports;
    const read = readRunFile(text, fileName);
    if (!read.ok) {
      notices.problem(read.error);
      return undefined;
    }
    const storage = await this.#ports.storage();
    const existing = await storage.runs.get(read.value.id);
    const known = existing.ok ? existing.value : undefined;
    if (known && writeRunFile(known) === writeRunFile(read.value)) {
      notices.info(`The run of ${fileName} is here already.`);
      return known;
    }
    // An id that is taken, also by a record that can't be read, is left alone.
    const run = known || !existing.ok ? { ...read.value, id: newId() } : read.value;
    if (!(await this.#put(run))) return undefined;
    notices.info(`The run of ${fileName} was imported.`);
    return run;
  }

  /** Everything stored as the text of a file; undefined with a notice where it can't be read. */
  async backupText(): Promise<string | undefined> {
    return this.#whole('Collecting everything that is stored', async () => {
      const backup = await this.#backup();
      return backup && `${JSON.stringify(backup)}\n`;
    });
  }

  /** Merges a backup file into what is stored; true where something may have changed. */
  async restoreText(text: string, fileName: string): Promise<boolean> {
    const json = parseJson(text, fileName);
    if (!json.ok) {
      this.#ports.notices.problem(json.error);
      return false;
    }
    const done = await this.#whole(`Importing ${fileName}`, () => this.#restore(json.value, 'imported'));
    return done ?? false;
  }

  /** Deletes everything that is stored, and offers to bring back all of it that can be read. */
  async deleteEverything(onrestored: () => void): Promise<boolean> {
    const done = await this.#whole('Deleting everything', async () => {
      const backup = await this.#backup();
      if (!backup) return false;
      const deleted = await (await this.#ports.storage()).deleteEverything();
      if (!deleted.ok) {
        this.#ports.notices.problem(deleted.error.message);
        return false;
      }
      await this.#refresh();
      const run = () =>
        void this.#whole('Bringing everything back', () => this.#restore(backup, 'brought back')).then(
          onrestored,
        );
      this.#ports.notices.info('Everything that was stored on this device is deleted.', {
        label: 'Undo',
        run,
      });
      return true;
    });
    return done ?? false;
  }

  async #backup(): Promise<Backup | undefined> {
    const backup = await (await this.#ports.storage()).backup(this.#ports.now());
    if (backup.ok) return backup.value;
    this.#ports.notices.problem(backup.error.message);
    return undefined;
  }

  async #restore(json: unknown, done: 'imported' | 'brought back'): Promise<boolean> {
    const { notices } = this.#ports;
    const report = await (await this.#ports.storage()).restore(json);
    if (!report.ok) {
      notices.problem(report.error.message);
      return false;
    }
    const { good, problem } = restoreSentences(report.value, done);
    notices.info(good);
    if (problem) notices.problem(problem);
    await this.#refresh();
    return true;
  }

  async #put(run: Run): Promise<boolean> {
    const stored = await (await this.#ports.storage()).runs.put(run);
    if (!stored.ok) this.#ports.notices.problem(stored.error.message);
    await this.#refresh();
    return stored.ok;
  }

  async #refresh(): Promise<void> {
    const list = await (await this.#ports.storage()).runs.list();
    if (!list.ok) return this.#ports.notices.problem(list.error.message);
    this.#list = list.value.values;
    this.#unreadable = list.value.unreadable;
  }

  /** One thing at a time to everything stored; a second request while one is under way is refused in words. */
  async #whole<T>(what: string, work: () => Promise<T>): Promise<T | undefined> {
    if (this.#busy !== null) {
      this.#ports.notices.info(`${this.#busy}: wait until it is done.`);
      return undefined;
    }
    this.#busy = what;
    try {
      return await work();
    } finally {
      this.#busy = null;
    }
  }
}
