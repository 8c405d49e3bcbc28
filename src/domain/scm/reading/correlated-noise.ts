import { ok, type Result } from '../../result';
import type { ValueId } from '../../values/value-system';
import { cholesky, submatrix } from '../linear-algebra';
import type { LinearScm } from '../linear-scm';
import { scmFail, type ScmError, unknownValue } from '../scm-error';

/** What a bidirected edge a ↔ b means in a linear model: an unseen common cause makes the two noise terms covary. */
export interface NoiseCovariance {
  between: readonly [ValueId, ValueId];
  /** In squared priority points. */
  covariance: number;
}

/** A linear model whose noise terms need not be independent: x = B x + u with cov(u) = Ω. */
export interface ConfoundedScm {
  /** The model, with Σ = T Ω Tᵀ in place of the Σ of independent noise: condition.ts then observes with confounding. */
  readonly scm: LinearScm;
  /** Ω, row-major. */
  readonly noiseCovariance: Float64Array;
}

/**
 * Adds confounding to a model (Pearl, Causality, 2nd ed., §5.1; semi-Markovian models).
 *
 * Worked: a → b with weight 1, unit noise variances and the noise covariance 0.5: Ω = [[1, 0.5], [0.5, 1]] and
 * Σ_ab = T_a Ω T_bᵀ = 1 × 1 + 0.5 = 1.5, Σ_bb = 1 + 2 × 0.5 + 1 = 3.
 * Errors: unknown value, a value with itself, a covariance that no common cause can give (Ω not positive definite among the
 * values concerned).
 */
export function withNoiseCovariances(
  scm: LinearScm,
  pairs: readonly NoiseCovariance[],
): Result<ConfoundedScm, ScmError> {
  const { size, noiseVariances, totalEffects: effects } = scm;
  const omega = new Float64Array(size * size);
  noiseVariances.forEach((variance, at) => (omega[at * size + at] = variance));
  const touched = new Set<number>();
  for (const { between, covariance } of pairs) {
    const [one, other] = between.map((id) => scm.index.get(id));
    if (one === undefined) return unknownValue(scm.graph.name, between[0]);
    if (other === undefined) return unknownValue(scm.graph.name, between[1]);
    if (one === other || !Number.isFinite(covariance)) {
      return scmFail(`The confounding of “${between[0]}” with “${between[1]}” is not usable.`, between);
    }
    omega[one * size + other] = covariance;
    omega[other * size + one] = covariance;
    touched.add(one).add(other);
  }
  if (pairs.length === 0) return ok({ scm, noiseCovariance: omega });
  const concerned = [...touched];
  const factor = cholesky(submatrix(omega, size, concerned, concerned), concerned.length);
  if (!factor.ok) {
    const id = scm.valueIds[concerned[factor.at]];
    return scmFail(
      `The confounding of “${id}” is stronger than its noise variance allows. Lower the weight of one of its ↔ edges.`,
      [id],
    );
  }
  return ok({
    scm: { ...scm, covariance: sandwich(effects, omega, size) },
    noiseCovariance: omega,
  });
}

/** M Ω Mᵀ for square row-major matrices. */
export function sandwich(matrix: Float64Array, omega: Float64Array, size: number): Float64Array {
  return timesTransposed(timesTransposed(matrix, omega, size), matrix, size);
}

/** A Bᵀ. Since Ω is symmetric, A Ωᵀ = A Ω. */
function timesTransposed(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += a[i * size + k] * b[j * size + k];
      result[i * size + j] = sum;
    }
  }
  return result;
}
