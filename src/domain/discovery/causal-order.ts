import { residualEntropy } from './entropy';
import type { LearningStep } from './learning';
import { dot } from './moments';

/** Whether the first of two variables may come before the second. */
export type MayPrecede = (first: number, second: number) => boolean;

/**
 * DirectLiNGAM's causal order (Shimizu et al. 2011, algorithm 1) with the pairwise likelihood measure (Hyvärinen & Smith
 * 2013): the variable whose regressions on it leave the others most independent of it comes first; its part is taken out of
 * the others, and so on. For standardised x, y with correlation r, and ρ the residual scaled to variance 1,
 *
 *     D(x, y) = H(y) + H(ρ of x on y) − H(x) − H(ρ of y on x)     is negative where y → x fits better
 *
 * and a variable's badness is Σ over the others of min(0, D)². D(y, x) = −D(x, y), so each pair is measured once.
 *
 * `centred`: columns of mean 0 and the same length; they are overwritten. Positions, causes before effects. Where the
 * knowledge leaves no candidate (it can't, being acyclic), all remain.
 */
export function* findCausalOrder(
  centred: readonly Float64Array[],
  mayPrecede: MayPrecede,
): Generator<LearningStep, number[], void> {
  const size = centred.length;
  const order: number[] = [];
  let left = Array.from({ length: size }, (_, at) => at);
  const entropy = new Float64Array(size);
  const pairs = (size * (size * size - 1)) / 6;
  let measured = 0;
  while (left.length > 1) {
    for (const i of left) {
      standardise(centred[i]);
      entropy[i] = residualEntropy(centred[i], centred[i], 0, 1);
    }
    const badness = new Float64Array(size);
    for (const [at, i] of left.entries()) {
      for (const j of left.slice(at + 1)) {
        const r = dot(centred[i], centred[j]) / centred[i].length;
        const scale = Math.sqrt(1 - r * r);
        const difference =
          entropy[j] +
          residualEntropy(centred[i], centred[j], r, scale) -
          entropy[i] -
          residualEntropy(centred[j], centred[i], r, scale);
        badness[difference < 0 ? i : j] += difference * difference;
        measured++;
      }
      yield { phase: `finding place ${order.length + 1} of ${size}`, share: measured / pairs };
    }
    const candidates = left.filter((i) => left.every((j) => i === j || mayPrecede(i, j)));
    const among = candidates.length > 0 ? candidates : left;
    const first = among.reduce((best, i) => (badness[i] < badness[best] ? i : best), among[0]);
    order.push(first);
    left = left.filter((i) => i !== first);
    for (const i of left) takeOut(centred[i], centred[first]);
  }
  return [...order, ...left];
}

function standardise(column: Float64Array): void {
  const over = 1 / Math.sqrt(dot(column, column) / column.length);
  for (let r = 0; r < column.length; r++) column[r] *= over;
}

/** The residual of a column on a standardised one; its mean stays 0. */
function takeOut(column: Float64Array, cause: Float64Array): void {
  const slope = dot(column, cause) / column.length;
  for (let r = 0; r < column.length; r++) column[r] -= slope * cause[r];
}
