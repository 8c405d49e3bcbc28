import type { ValuePair } from './delta';

/** ρ, −1 to 1, or null with the reason why it is undefined. */
export type RankCorrelation = { rho: number; reason: null } | { rho: null; reason: string };

/**
 * Spearman's ρ between measured and target priorities: the Pearson correlation of the ranks, ties sharing their average rank
 * (the formula 1 − 6Σd²/(n³ − n) would be wrong with ties, and priorities of 1 to 5 tie often).
 *
 * Worked: measured (1, 2, 2, 5) has ranks (1, 2.5, 2.5, 4), target (2, 1, 3, 4) has (2, 1, 3, 4). Deviations from 2.5:
 * (−1.5, 0, 0, 1.5) and (−0.5, −1.5, 0.5, 1.5), products 0.75 + 2.25 = 3, ρ = 3 / √(4.5 × 5) = 0.632.
 * Undefined with fewer than two values, and where a profile gives all its values the same priority.
 */
export function spearman(pairs: readonly ValuePair[]): RankCorrelation {
  if (pairs.length < 2) return { rho: null, reason: 'An order needs at least two values.' };
  const measured = averageRanks(pairs.map((pair) => pair.measured));
  const target = averageRanks(pairs.map((pair) => pair.target));
  const middle = (pairs.length + 1) / 2;
  let product = 0;
  let measuredSquares = 0;
  let targetSquares = 0;
  for (let i = 0; i < pairs.length; i++) {
    product += (measured[i] - middle) * (target[i] - middle);
    measuredSquares += (measured[i] - middle) ** 2;
    targetSquares += (target[i] - middle) ** 2;
  }
  if (measuredSquares === 0) return { rho: null, reason: 'All measured priorities are the same.' };
  if (targetSquares === 0) return { rho: null, reason: 'The target gives all its values the same priority.' };
  return { rho: product / Math.sqrt(measuredSquares * targetSquares), reason: null };
}

/** Ranks from 1, ties sharing the average of the places they take. Worked: (3, 1, 3) → (2.5, 1, 2.5). */
export function averageRanks(numbers: readonly number[]): number[] {
  const places = numbers.map((_, at) => at).sort((one, other) => numbers[one] - numbers[other]);
  const ranks = new Array<number>(numbers.length);
  for (let first = 0; first < places.length;) {
    let end = first + 1;
    while (end < places.length && numbers[places[end]] === numbers[places[first]]) end++;
    for (let k = first; k < end; k++) ranks[places[k]] = (first + 1 + end) / 2;
    first = end;
  }
  return ranks;
}
