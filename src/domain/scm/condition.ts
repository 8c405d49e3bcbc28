import { ok, type Result } from '../result';
import type { Target } from '../values/profile';
import { cholesky, solve, submatrix } from './linear-algebra';
import type { LinearScm } from './linear-scm';
import { type PartialWorld, readPriorities } from './read-priorities';
import { scmFail, type ScmError } from './scm-error';

/**
 * Seeing, not doing: what is expected of every value once some have been observed,
 *
 *     E[x_m | x_o] = μ_m + Σ_mo Σ_oo⁻¹ (x_o − μ_o)
 *
 * with the Σ that the graph implies (Gaussian conditioning). Information runs along arrows in both directions, which is the
 * difference from an intervention (intervene.ts). With everything observed the observation comes back as it is.
 *
 * Worked (means 3, unit noise; Security → Conformity 1, Security → Tradition 1, Conformity → Tradition 0.5):
 * Conformity seen at 5 makes Tradition 3 + 2 × (0.5 + 1/2) = 5, because Security is then expected at 4;
 * Conformity *set* to 5 makes it 3 + 2 × 0.5 = 4.
 * Errors: unknown value, not a number, observed values of which one is fixed by the others (Σ_oo singular).
 */
export function conditionalExpectation(scm: LinearScm, observed: Target): Result<Float64Array, ScmError> {
  const read = readPriorities(scm, observed);
  return read.ok ? expectGiven(scm, read.value) : read;
}

export function expectGiven(
  scm: LinearScm,
  { known, numbers }: PartialWorld,
): Result<Float64Array, ScmError> {
  const { size, means, covariance } = scm;
  const world = Float64Array.from(numbers);
  if (known.length === size) return ok(world);

  const factor = cholesky(submatrix(covariance, size, known, known), known.length);
  if (!factor.ok) {
    const id = scm.valueIds[known[factor.at]];
    return scmFail(
      `The other observed values already fix “${id}” in this graph (its noise variance is 0), so it cannot be observed with them.`,
      [id],
    );
  }
  const deviation = Float64Array.from(known, (at) => numbers[at] - means[at]);
  const weight = solve(factor, deviation);
  for (let at = 0; at < size; at++) {
    if (!Number.isNaN(numbers[at])) continue;
    world[at] = means[at];
    for (let k = 0; k < known.length; k++) world[at] += covariance[at * size + known[k]] * weight[k];
  }
  return ok(world);
}
