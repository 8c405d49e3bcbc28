import { residualEntropy } from './entropy';
import type { LearningStep } from './learning';
import { dot } from './moments';

/** Whether the first of two variables may come before the second. */
export type MayPrecede = (first: number, second: number) => boolean;

/**
 * DirectLiNGAM's causal order (Shimizu et al. 2011, algorithm 1) with the pairwise likelihood measure (Hyvärinen & Smith
 * 2013): the variable whose regressions on it leave the others most independent of it comes first; its part is taken out of
 * the others, and so on. For standardised x, y with correlation r, and residuals scaled to variance 1,
 *
 *     D(x, y) = H(y) + H(residual of x on y) − H(x) − H(residual of y on x)     is negative where y → x fits better
 *
 * and a variable's badness is Σ over the others of min(0, D)². D(y, x) = −D(x, y), so each pair is measured once.
 *
 * `centred`: columns of mean 0 and the same length; they are overwritten. Returns positions, causes before effects.
 */
export function* findCausalOrder(
  centred: readonly Float64Array[],
  mayPrecede: MayPrecede,
): Generator<LearningStep, number[], void> {
  const size = centred.length;
  const order: number[] = [];
  let left = Array.from({ length: size }, (_, at) => at);
  while (left.length > 1) {
    const first = yield* findFirst(centred, left, mayPrecede);
    order.push(first);
    left = left.filter((i) => i !== first);
    for (const i of left) takeOut(centred[i], centred[first]);
  }
  return [...order, ...left];
}

/**
 * The candidate with the least badness; of equal ones the first. Badness only grows as pairs are measured, so the candidate
 * that is least so far is always the one to look at next, and once it has met all others nobody can fall below it: the same
 * answer as measuring all pairs, mostly after a small part of them.
 */
function* findFirst(
  centred: readonly Float64Array[],
  left: readonly number[],
  mayPrecede: MayPrecede,
): Generator<LearningStep, number, void> {
  const count = left.length;
  const entropy = left.map((i) => {
    standardise(centred[i]);
    return residualEntropy(centred[i], centred[i], 0, 1);
  });
  const measured = new Uint8Array(count * count);
  const badness = new Float64Array(count);
  const met = new Int32Array(count);
  const free = Array.from({ length: count }, (_, i) => i).filter((i) =>
    left.every((other, j) => i === j || mayPrecede(left[i], other)),
  );
  const candidates = free.length > 0 ? free : Array.from({ length: count }, (_, i) => i);
  const all = centred.length;
  for (;;) {
    const i = candidates.reduce((best, at) => (badness[at] < badness[best] ? at : best), candidates[0]);
    if (met[i] === count - 1) return left[i];
    // Against the least bad of those it has not met: a likely cause of many is quickest to tell it apart.
    let j = -1;
    for (let at = 0; at < count; at++) {
      if (at !== i && measured[i * count + at] === 0 && (j < 0 || badness[at] < badness[j])) j = at;
    }
    const [x, y] = [centred[left[i]], centred[left[j]]];
    const r = dot(x, y) / x.length;
    const scale = Math.sqrt(1 - r * r);
    const difference =
      entropy[j] + residualEntropy(x, y, r, scale) - entropy[i] - residualEntropy(y, x, r, scale);
    badness[difference < 0 ? i : j] += difference * difference;
    measured[i * count + j] = measured[j * count + i] = 1;
    met[i]++;
    met[j]++;
    yield { phase: `finding place ${all - count + 1} of ${all}`, share: 1 - (count / all) ** 3 };
  }
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
