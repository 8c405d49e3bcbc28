import type { PriorityChoice } from '../../domain/runs/attribution';

const PRIORITIES = [1, 2, 3, 4, 5];

/** The priorities that an engine is offered which tells at most `maxLabels` labels apart: spread over the scale, 2 or more. */
export function offeredPriorities(maxLabels: number): number[] {
  if (maxLabels >= PRIORITIES.length) return PRIORITIES;
  if (maxLabels === 4) return [1, 2, 4, 5];
  return maxLabels === 3 ? [1, 3, 5] : [1, 5];
}

export interface PriorityEstimate {
  /** Σ p · priority. */
  readonly priority: number;
  /** One standard deviation to each side, inside the scale. */
  readonly interval: [number, number];
  /** Absent where the engine tells no probabilities: one sample would pass for certainty. */
  readonly choice?: PriorityChoice;
}

/** One sample says nothing about its spread: the neighbours on the scale are as likely as anything. */
const SAMPLE_SPREAD = 1;

/**
 * A priority from the probabilities of its digits. Worked: 1 to 5 at 0, 0, ½, ½, 0 give ½ · 3 + ½ · 4 = 3.5, deviation 0.5,
 * interval 3 to 4, entropy 1 bit.
 * @param offered the priorities, in the order of `probabilities`
 * @param sampled the probabilities are one sample: the interval is then one point to each side, and there is no choice to show
 */
export function estimatePriority(
  offered: readonly number[],
  probabilities: readonly number[],
  sampled: boolean,
): PriorityEstimate {
  const all = PRIORITIES.map((priority) => {
    const at = offered.indexOf(priority);
    return at < 0 ? 0 : Math.min(1, Math.max(0, probabilities[at]));
  });
  const total = all.reduce((sum, p) => sum + p, 0);
  const shares = all.map((p) => (total > 0 ? p / total : 1 / all.length));
  const expected = shares.reduce((sum, p, at) => sum + p * PRIORITIES[at], 0);
  const priority = Math.min(5, Math.max(1, expected));
  const variance = shares.reduce((sum, p, at) => sum + p * (PRIORITIES[at] - priority) ** 2, 0);
  const spread = sampled ? SAMPLE_SPREAD : Math.sqrt(variance);
  const interval: [number, number] = [Math.max(1, priority - spread), Math.min(5, priority + spread)];
  if (sampled) return { priority, interval };
  const entropy = shares.reduce((sum, p) => (p > 0 ? sum - p * Math.log2(p) : sum), 0);
  return { priority, interval, choice: { probabilities: shares, entropy: Math.max(0, entropy) } };
}
