/** Silence is counted in this many steps. */
const STEPS = 8;

/**
 * Reports a silence that is longer than was allowed. It counts steps in which the page was awake instead of looking at a
 * clock: a laptop that slept, or a tab that was frozen, does not make an engine that slept with it look hung.
 */
export class Watchdog {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly onSilence: () => void) {}

  /** Starts afresh. `allowed` in milliseconds. */
  expect(allowed: number): void {
    this.rest();
    const step = (left: number): void => {
      this.#timer = setTimeout(() => (left > 1 ? step(left - 1) : this.onSilence()), allowed / STEPS);
    };
    step(STEPS);
  }

  rest(): void {
    clearTimeout(this.#timer);
  }
}
