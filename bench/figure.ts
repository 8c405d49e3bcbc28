/** One measured figure. It is met when `value` is at most `target`. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'bytes' | 'ms' | 'µs';
  readonly target: number;
}

/** A figure that could not be measured, and why. */
export interface Unmeasured {
  readonly name: string;
  readonly why: string;
}

/** The middle of the sorted numbers; of the two in the middle the mean. `median([3, 1, 2])` is 2. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  const lower = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/**
 * Time of one call in milliseconds: the median over batches of the mean within a batch, after a batch that only warms up.
 * The work returns something so that it can't be optimised away.
 */
export function timeOf(work: () => unknown, calls: number, batches = 15): number {
  let kept: unknown;
  const batch = (): number => {
    const start = performance.now();
    for (let call = 0; call < calls; call += 1) kept = work();
    return (performance.now() - start) / calls;
  };
  batch();
  const times = Array.from({ length: batches }, batch);
  if (kept === undefined) throw new Error('The measured work gave nothing back.');
  return median(times);
}
