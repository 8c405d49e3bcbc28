import { ok, type Result } from '../result';
import { conditionalMoments } from './conditional-moments';
import { type DiscoveryError, discoveryFail } from './discovery-error';
import { twoSidedCritical } from './normal-tail';
import type { Correlations } from './regular-correlation';

/** Asks whether x and y are independent given the first `count` of `given`. All variables by position. */
export interface IndependenceTest {
  readonly columns: readonly string[];
  /** At least 0; the larger, the less the data agree with independence. Infinity where it can't be tested. */
  statistic(x: number, y: number, given: ArrayLike<number>, count: number): number;
  /** Below this the answer is “independent”. */
  readonly critical: number;
}

/**
 * Fisher's z: √(n − |S| − 3) · |artanh r_xy.S| is standard normal in absolute value where x and y are independent given S and
 * all is Gaussian (Fisher 1921; Kalisch & Bühlmann 2007, eq. 4). On rank correlations it is the same formula and an
 * approximation (Harris & Drton 2013).
 *
 * Worked: n = 103, r = 0.2, nothing given: √100 × 0.20273 = 2.027, above 1.960, so dependent at alpha = 0.05 (p = 0.0426).
 * A set that fixes x or y, or leaves no degree of freedom, can't be tested and counts as dependent: no edge is lost to it.
 * Errors: alpha outside 0 to 1.
 */
export function fisherZ(correlations: Correlations, alpha: number): Result<IndependenceTest, DiscoveryError> {
  if (!(alpha > 0 && alpha < 1)) {
    return discoveryFail(
      `The level of significance is ${alpha}; it must lie between 0 and 1, for instance 0.01.`,
    );
  }
  const { columns, rows, matrix } = correlations;
  const { partialCorrelation } = conditionalMoments(matrix, columns.length);
  return ok({
    columns,
    critical: twoSidedCritical(alpha),
    statistic(x, y, given, count) {
      const freedom = rows - count - 3;
      const r = Math.abs(partialCorrelation(x, y, given, count));
      if (freedom <= 0 || !(r < 1)) return Number.POSITIVE_INFINITY;
      return Math.sqrt(freedom) * Math.atanh(r);
    },
  });
}
