import { classArrows, equivalentGraphs } from './equivalence-class';
import { bestGraph, type Search } from './exact-search';

export interface Bootstrap {
  /** The Σ of each resample, floor removed. */
  covariances: number[][][];
  /** joined[a][b]: share of resamples whose best graph joins a and b. Symmetric. */
  joined: number[][];
  /** directed[a][b]: share in which a → b; where the class of a best graph leaves the direction open, half for either way. */
  directed: number[][];
}

/** `draw` gives the Σ of a new sample of as many people, floor removed; the whole search is repeated on each. */
export function bootstrap(
  draw: () => number[][],
  { size, people, resamples }: { size: number; people: number; resamples: number },
  search: Search,
): Bootstrap {
  const zeros = (): number[][] => Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const result: Bootstrap = { covariances: [], joined: zeros(), directed: zeros() };
  for (let b = 0; b < resamples; b++) {
    const regular = draw();
    result.covariances.push(regular);
    const points = classArrows(equivalentGraphs(bestGraph(regular, people, search)));
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        if (points[i][j] || points[j][i]) result.joined[i][j] += 1 / resamples;
        if (points[i][j]) result.directed[i][j] += (points[j][i] ? 0.5 : 1) / resamples;
      }
    }
  }
  return result;
}

/** The 95 % percentile interval: the 2.5 and 97.5 percentiles, linearly interpolated. Worked: 0 … 100 gives [2.5, 97.5]. */
export function percentileInterval(numbers: readonly number[]): [number, number] {
  const sorted = [...numbers].sort((one, other) => one - other);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  };
  return [at(0.025), at(0.975)];
}
