/**
 * Person-centred scores sum to zero in every person, so that each value is negatively correlated with the rest whatever
 * people think: ten unrelated values of equal variance would all correlate at −1/9. This is the centring floor. It also
 * leaves Σ singular (rank 9 for ten values).
 *
 * Removing the floor puts back the common level that centring took out, as a level of variance τ² shared by all values:
 *
 *     Σ* = Σ + τ² 1 1ᵀ,   τ² = −(mean off-diagonal covariance), or 0 where that mean is not negative
 *
 * so that values are, on average, uncorrelated. τ² is not identified by centred data; this is the choice that favours
 * neither conflict nor harmony. It gives back the uncentred Σ, up to a common level, where every value shares as much with
 * the rest as every other (equal row sums, as on a perfect circle); where they differ, small tilts by value remain.
 * Σ* is regular wherever Σ lacks only the level. Applied twice it changes nothing.
 */
export interface FloorRemoved {
  /** Σ*, in the unit of Σ. */
  covariance: number[][];
  /** τ², the variance of the level that was put back, in the unit of Σ. */
  level: number;
}

/**
 * Worked: three unrelated values of variance 1, centred, have Σ with 2/3 on the diagonal and −1/3 beside it. τ² = 1/3 gives
 * back the unit matrix.
 */
export function removeCentringFloor(covariance: readonly (readonly number[])[]): FloorRemoved {
  const size = covariance.length;
  let sum = 0;
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) if (i !== j) sum += covariance[i][j];
  const level = size < 2 ? 0 : Math.max(0, -sum / (size * (size - 1)));
  return { covariance: covariance.map((row) => row.map((entry) => entry + level)), level };
}
