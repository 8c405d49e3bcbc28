import type { Run } from '../domain/runs/run';

/** Stores a run once things have rested for a while; a newer run that comes before takes its place. */
export class RunKeeper {
  readonly #keep: (run: Run) => Promise<void>;
  readonly #restMs: number;
  #waiting: { run: Run; timer: ReturnType<typeof setTimeout> } | null = null;

  constructor(keep: (run: Run) => Promise<void>, restMs: number) {
    this.#keep = keep;
    this.#restMs = restMs;
  }

  soon(run: Run): void {
    if (this.#waiting) clearTimeout(this.#waiting.timer);
    this.#waiting = { run, timer: setTimeout(() => void this.flush(), this.#restMs) };
  }

  /** Stores at once what would be stored a moment later. */
  async flush(): Promise<void> {
    const waiting = this.#waiting;
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.#waiting = null;
    await this.#keep(waiting.run);
  }
}
