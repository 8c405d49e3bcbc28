import { ok, type Result } from '../../result';
import { type Intervention, intervene, SCALE, SET } from '../intervene';
import { predict } from '../predict';
import type { ScmError } from '../scm-error';
import { type ConfoundedScm, sandwich } from './correlated-noise';

/** The distribution of all values under an intervention, in the order of the model's values. */
export interface InterventionalDistribution {
  /** E[x | do(…)], in priority points. */
  mean: Float64Array;
  /** Var(x_i | do(…)), in squared priority points; 0 for a value that is set. */
  variance: Float64Array;
  /** Cov(x | do(…)), row-major. */
  covariance: Float64Array;
}

/**
 * Noise resampled: what an intervention does to people in general, every noise term drawn anew (Pearl's second rung). Noise held,
 * the counterfactual of one person or text, is counterfactual.ts (third rung): it has the noise of the factual world and no
 * variance.
 *
 * Worked: Security (mean 3.2) → Conformity (mean 2.6), weight 0.5, noise variances 0.4 and 0.3, do(Security = 2): mean (2, 2.0),
 * variance (0, 0.3). The person with u = (4, 0.5) of counterfactual.ts gets 1.5 instead of 2.0. Without an intervention Conformity
 * has the variance 0.25 × 0.4 + 0.3 = 0.4.
 * Errors: unknown value, an amount that is not finite.
 */
export function resampleNoise(
  { scm, noiseCovariance }: ConfoundedScm,
  intervention: Intervention,
): Result<InterventionalDistribution, ScmError> {
  const submodel = intervene(scm, intervention);
  if (!submodel.ok) return submodel;
  const { action, amount } = submodel.value;
  const { size, order, parentStart, parents, weights } = scm;
  // Row i of `response`: points on x_i for one point on each noise term, in the submodel.
  const response = new Float64Array(size * size);
  for (const i of order) {
    if (action[i] === SET) continue;
    response[i * size + i] = 1;
    for (let k = parentStart[i]; k < parentStart[i + 1]; k++) {
      for (let u = 0; u < size; u++) response[i * size + u] += weights[k] * response[parents[k] * size + u];
    }
    if (action[i] === SCALE) for (let u = 0; u < size; u++) response[i * size + u] *= amount[i];
  }
  const covariance = sandwich(response, noiseCovariance, size);
  const variance = Float64Array.from({ length: size }, (_, i) => covariance[i * size + i]);
  return ok({ mean: predict(submodel.value, scm.intercepts), variance, covariance });
}
