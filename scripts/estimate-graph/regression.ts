import { cholesky, solve, submatrix } from '../../src/domain/scm/linear-algebra';

export interface Regression {
  weights: number[];
  residualVariance: number;
}

/** Least squares of one value on others, from a regular Σ alone: b = Σ_pp⁻¹ Σ_py, residual Σ_yy − Σ_yp b. */
export function regress(
  covariance: readonly (readonly number[])[],
  y: number,
  on: readonly number[],
): Regression {
  const flat = Float64Array.from(covariance.flat());
  const factor = cholesky(submatrix(flat, covariance.length, on, on), on.length);
  if (!factor.ok)
    throw new Error(`Σ is singular at value ${on[factor.at]}; the centring floor was not removed.`);
  const weights = Array.from(
    solve(
      factor,
      Float64Array.from(on, (p) => covariance[p][y]),
    ),
  );
  const explained = on.reduce((sum, p, k) => sum + weights[k] * covariance[p][y], 0);
  return { weights, residualVariance: covariance[y][y] - explained };
}
