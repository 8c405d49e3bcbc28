import { ok, type Result } from '../result';
import type { Target } from '../values/profile';
import type { ValueId } from '../values/value-system';
import { chiSquareTail } from './chi-square';
import { cholesky, inverse, submatrix } from './linear-algebra';
import type { LinearScm } from './linear-scm';
import { readPriorities } from './read-priorities';
import { scmFail, type ScmError } from './scm-error';

/** A squared Mahalanobis distance with its degrees of freedom and its chi-square tail probability, 0 to 1. */
export interface Unlikeliness {
  distanceSquared: number;
  degrees: number;
  /** Share of people at least as far out, if values are jointly normal with this Σ. */
  tail: number;
}

export interface Tension extends Unlikeliness {
  /**
   * The same after the best common shift of all set values is taken out: how unlikely their order and spacing are, whatever
   * the level. Where this is likely and the whole is not, the target only sets everything high, or everything low.
   */
  apartFromLevel: Unlikeliness;
  /** Share of each set value by itself: K_ii d_i². Together with `pairs` they sum to `distanceSquared`. */
  alone: { valueId: ValueId; share: number }[];
  /** 2 K_ij d_i d_j, largest first. Positive: this combination adds tension. Negative: the two excuse each other. */
  pairs: { a: ValueId; b: ValueId; share: number }[];
}

/**
 * How unlikely a partial target is among the people that Σ describes: D² = dᵀ K d with d = target − mean on the set values
 * and K = Σ_TT⁻¹. Σ is the data's own (`graph.covariance`, its centring floor already removed in the shipped graphs), not
 * the one that the arrows imply: the question is what people hold together, not what brings it about.
 *
 * Worked: means 3, variances 1, correlation −0.5. Both set to 4: K = [[4/3, 2/3], [2/3, 4/3]], D² = 4/3 + 4/3 + 4/3 = 4
 * (each alone 4/3, the pair 4/3), tail e^(−2) = 0.135. One at 4, the other at 2: the pair's share is −4/3 and D² = 4/3.
 * Nothing set: D² = 0, tail 1. Errors: unknown value, not a number, a value that Σ fixes through the others set.
 */
export function tensionOf(scm: LinearScm, target: Target): Result<Tension, ScmError> {
  const read = readPriorities(scm, target);
  if (!read.ok) return read;
  const { known, numbers } = read.value;
  const count = known.length;
  const sigma = Float64Array.from(scm.graph.covariance.flat());
  const factor = cholesky(submatrix(sigma, scm.size, known, known), count);
  if (!factor.ok) {
    const id = scm.valueIds[known[factor.at]];
    return scmFail(`Σ says that “${id}” is fixed by the other values set, so its tension has no number.`, [
      id,
    ]);
  }
  const precision = inverse(factor);
  const deviation = known.map((at) => numbers[at] - scm.means[at]);

  const alone = known.map((at, i) => ({
    valueId: scm.valueIds[at],
    share: precision[i * count + i] * deviation[i] ** 2,
  }));
  const pairs: Tension['pairs'] = [];
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      const share = 2 * precision[i * count + j] * deviation[i] * deviation[j];
      pairs.push({ a: scm.valueIds[known[i]], b: scm.valueIds[known[j]], share });
    }
  }
  pairs.sort((one, other) => other.share - one.share);
  const distanceSquared = [...alone, ...pairs].reduce((sum, { share }) => sum + share, 0);
  return ok({
    ...unlikeliness(distanceSquared, count),
    apartFromLevel: unlikeliness(distanceSquared - levelPart(precision, deviation), Math.max(0, count - 1)),
    alone,
    pairs,
  });
}

function unlikeliness(distanceSquared: number, degrees: number): Unlikeliness {
  const distance = Math.max(0, distanceSquared);
  return { distanceSquared: distance, degrees, tail: chiSquareTail(distance, degrees) };
}

/** What the best common shift c explains: (1ᵀ K d)² / (1ᵀ K 1), the drop of D² from d to d − c 1 at its minimum. */
function levelPart(precision: Float64Array, deviation: readonly number[]): number {
  const count = deviation.length;
  let pull = 0;
  let total = 0;
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      pull += precision[i * count + j] * deviation[j];
      total += precision[i * count + j];
    }
  }
  return total > 0 ? pull ** 2 / total : 0;
}
