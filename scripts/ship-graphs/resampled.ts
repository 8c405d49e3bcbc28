import type { Random } from '../../src/domain/random';
import { percentileInterval } from '../estimate-graph/bootstrap';

/**
 * Whole groups drawn with replacement, as many as there are, and a number for each pair from each draw: the 95 % percentile interval by
 * pair. Items of one group resemble each other (arguments on one conclusion), so groups are drawn and not items.
 * `numbersOf` gives the numbers by key; a key that a draw lacks counts as 0, no association.
 */
export function intervalsByPair<T>(
  groups: readonly (readonly T[])[],
  numbersOf: (items: readonly T[]) => ReadonlyMap<string, number>,
  resamples: number,
  random: Random,
): (key: string) => [number, number] {
  const draws = Array.from({ length: resamples }, () =>
    numbersOf(groups.flatMap(() => groups[Math.floor(random() * groups.length)])),
  );
  return (key) => percentileInterval(draws.map((draw) => draw.get(key) ?? 0));
}

/** The items by what `keyOf` says of them, in the order of first appearance. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}
