import type { Run } from '../domain/runs/run';

/**
 * Stores runs. A run that is there at once is stored when things have rested for a while, and a newer one that comes before
 * takes its place; a run that grows is stored each time it has grown, and of versions that wait for the disk the last is.
 */
export class RunKeeper {
  readonly #keep: (run: Run) => Promise<void>;
  readonly #restMs: number;
  #waiting: { run: Run; timer: ReturnType<typeof setTimeout> } | null = null;
  /** By the run's id: of each run the last version waits. */
  readonly #grown = new Map<string, Run>();
  #writing: Promise<void> | null = null;

  constructor(keep: (run: Run) => Promise<void>, restMs: number) {
    this.#keep = keep;
    this.#restMs = restMs;
  }

  soon(run: Run): void {
    if (this.#waiting) clearTimeout(this.#waiting.timer);
    this.#waiting = { run, timer: setTimeout(() => void this.flush(), this.#restMs) };
  }

  /** Stores a run that grows; ends when this version or a later one of it is stored. */
  now(run: Run): Promise<void> {
    this.#grown.set(run.id, run);
    this.#writing ??= this.#write();
    return this.#writing;
  }

  /** Stores at once what would be stored a moment later. */
  async flush(): Promise<void> {
    const waiting = this.#waiting;
    if (waiting) {
      clearTimeout(waiting.timer);
      this.#waiting = null;
      await this.#keep(waiting.run);
    }
    await this.#writing;
  }

  async #write(): Promise<void> {
    try {
      for (const [id, run] of this.#grown) {
        this.#grown.delete(id);
        await this.#keep(run);
      }
    } finally {
      this.#writing = null;
    }
  }
}
