import type { DataMatrix } from '../discovery/data-matrix';
import { covarianceOf } from '../discovery/moments';
import { correlationsOf } from '../discovery/regular-correlation';
import { removeCentringFloor } from './centring-floor';

/**
 * The variance of the common level that centring took out of the rows (centring-floor.ts), in the squared unit of the data; null
 * where no sum of the columns, weighted or not, is the same in every row, so that nothing was taken out.
 *
 * Worked: the rows (1, −1), (−1, 1), (0, 0) add up to 0. Their Σ is ⅔ [[1, −1], [−1, 1]], and the level ⅔.
 */
export function lostLevel(data: DataMatrix): number | null {
  const restored = correlationsOf(data, { singular: 'restore-level' });
  if (!restored.ok || restored.value.notes.length === 0) return null; // the note is that the level was put back
  const size = data.columns.length;
  const covariance = covarianceOf(data);
  const square = Array.from({ length: size }, (_, i) => [...covariance.subarray(i * size, (i + 1) * size)]);
  return removeCentringFloor(square).level;
}
