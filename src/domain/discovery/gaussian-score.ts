import { conditionalMoments } from './conditional-moments';
import type { Correlations } from './regular-correlation';

/** How well a set of causes explains a variable; higher is better. */
export type LocalScore = (effect: number, causes: ArrayLike<number>, count: number) => number;

/** Scores remembered at a time; more would fill the memory of a small device. */
const KEPT_MAX = 2_000_000;

/**
 * BIC of one variable in a linear Gaussian model (Schwarz 1978; Chickering 2002, §4), up to a constant that no set of causes changes:
 *
 *     −(n / 2) ln(share of the variance that the causes leave) − (penalty / 2) · (number of causes) · ln n
 *
 * The same for any two graphs of one equivalence class, summed over the variables. A cause too many costs half a ln n, so an
 * edge pays from about n r² = ln n on. Causes that fix the effect, or one another, score −Infinity: the data can't tell.
 *
 * Worked: n = 100, one cause with r = 0.5: −50 ln 0.75 − 0.5 ln 100 = 14.384 − 2.303 = 12.082, against 0 without it.
 */
export function gaussianScore({ columns, rows, matrix }: Correlations, penalty = 1): LocalScore {
  const { residualVariance } = conditionalMoments(matrix, columns.length);
  const price = (penalty / 2) * Math.log(rows);
  // Sets of up to 64 causes as two halves of 32 bits: a map of maps is looked up faster than a text key.
  const known = columns.map(() => new Map<number, Map<number, number>>());
  let kept = 0;
  return (effect, causes, count) => {
    let low = 0;
    let high = 0;
    for (let k = 0; k < count; k++) {
      if (causes[k] < 32) low |= 1 << causes[k];
      else high |= 1 << (causes[k] - 32);
    }
    let halves = known[effect].get(low);
    if (!halves) known[effect].set(low, (halves = new Map()));
    const before = halves.get(high);
    if (before !== undefined) return before;
    const left = residualVariance(effect, causes, count);
    const score = left > 0 ? (-rows / 2) * Math.log(left) - price * count : Number.NEGATIVE_INFINITY;
    halves.set(high, score);
    if (++kept > KEPT_MAX) {
      for (const map of known) map.clear();
      kept = 0;
    }
    return score;
  };
}
