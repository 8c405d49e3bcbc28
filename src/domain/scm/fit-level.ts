import type { DataMatrix } from '../discovery/data-matrix';
import { covarianceOf } from '../discovery/moments';
import { removeCentringFloor } from './centring-floor';

/** The sum of a row varies by less than this share of the variances of its columns: it is always the same, up to rounding. */
const SAME_SUM = 1e-6;

/**
 * The variance of the common level that centring took out of the rows (centring-floor.ts), in the squared unit of the data; null
 * where the rows do not all add up to the same number, so that nothing was taken out.
 *
 * Worked: the rows (1, −1), (−1, 1) add up to 0. Their Σ = [[1, −1], [−1, 1]] has the level 1.
 */
export function lostLevel(data: DataMatrix): number | null {
  const size = data.columns.length;
  const covariance = covarianceOf(data);
  if (size < 2 || covariance.some((entry) => !Number.isFinite(entry))) return null;
  let sum = 0;
  let variances = 0;
  for (let i = 0; i < size; i++) {
    variances += covariance[i * size + i];
    for (let j = 0; j < size; j++) sum += covariance[i * size + j];
  }
  if (sum > SAME_SUM * variances) return null;
  const square = Array.from({ length: size }, (_, i) => [...covariance.subarray(i * size, (i + 1) * size)]);
  return removeCentringFloor(square).level;
}
