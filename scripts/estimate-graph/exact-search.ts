import { regress } from './regression';

/** A directed acyclic graph on values 0 … n − 1: the causes of each value, ascending. */
export type Parents = readonly (readonly number[])[];

export interface Search {
  /** Most causes a value may have. */
  maxParents: number;
  /** γ of the extended BIC, 0 (plain BIC) to 1. */
  gamma: number;
  /** Pairs that may be joined; all where it is absent. */
  mayJoin?: (a: number, b: number) => boolean;
}

/**
 * The directed acyclic graph of the best extended BIC among all of them with at most `maxParents` causes a value: exact, by
 * dynamic programming over the 2ⁿ subsets (Silander & Myllymäki 2006). Local score of value y with causes P, in m people and
 * n values (Foygel & Drton 2010, divided by −2): −m/2 · ln(residual variance) − |P| · (½ ln m + 2 γ ln n).
 * Equal scores: the subset, then the sink, that comes first in value order.
 */
export function bestGraph(
  covariance: readonly (readonly number[])[],
  people: number,
  search: Search,
): Parents {
  const size = covariance.length;
  const subsets = 1 << size;
  const localScores = covariance.map((_, y) => scoreParentSets(covariance, people, y, search));

  // Best causes of y among each subset of candidates: the subset itself, or the best of a subset with one value less.
  const bestScore = localScores.map(() => new Float64Array(subsets).fill(-Infinity));
  const bestSet = localScores.map(() => new Int32Array(subsets));
  for (let y = 0; y < size; y++) {
    for (let candidates = 0; candidates < subsets; candidates++) {
      if (candidates & (1 << y)) continue;
      bestScore[y][candidates] = localScores[y].get(candidates) ?? -Infinity;
      bestSet[y][candidates] = candidates;
      for (let p = 0; p < size; p++) {
        const fewer = candidates & ~(1 << p);
        if (fewer === candidates || bestScore[y][fewer] < bestScore[y][candidates]) continue;
        bestScore[y][candidates] = bestScore[y][fewer];
        bestSet[y][candidates] = bestSet[y][fewer];
      }
    }
  }

  // Best graph on each subset: some value is its sink, with causes among the others.
  const graphScore = new Float64Array(subsets).fill(-Infinity);
  const sinkOf = new Int32Array(subsets).fill(-1);
  graphScore[0] = 0;
  for (let set = 1; set < subsets; set++) {
    for (let sink = 0; sink < size; sink++) {
      if (!(set & (1 << sink))) continue;
      const rest = set & ~(1 << sink);
      const score = graphScore[rest] + bestScore[sink][rest];
      if (score <= graphScore[set]) continue;
      graphScore[set] = score;
      sinkOf[set] = sink;
    }
  }

  const parents: number[][] = covariance.map(() => []);
  for (let set = subsets - 1; set > 0; set &= ~(1 << sinkOf[set])) {
    const sink = sinkOf[set];
    parents[sink] = members(bestSet[sink][set & ~(1 << sink)], size);
  }
  return parents;
}

function scoreParentSets(
  covariance: readonly (readonly number[])[],
  people: number,
  y: number,
  { maxParents, gamma, mayJoin = () => true }: Search,
): Map<number, number> {
  const scores = new Map<number, number>();
  const price = Math.log(people) / 2 + 2 * gamma * Math.log(covariance.length);
  for (let set = 0; set < 1 << covariance.length; set++) {
    const parents = members(set, covariance.length);
    if (set & (1 << y) || parents.length > maxParents || !parents.every((p) => mayJoin(p, y))) continue;
    const { residualVariance } = regress(covariance, y, parents);
    scores.set(set, (-people / 2) * Math.log(residualVariance) - parents.length * price);
  }
  return scores;
}

function members(set: number, size: number): number[] {
  return Array.from({ length: size }, (_, at) => at).filter((at) => set & (1 << at));
}
