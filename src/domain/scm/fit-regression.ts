import { ok, type Result } from '../result';
import type { FitMoments } from './fit-data';
import { studentCritical, studentTail } from './fit-student-t';
import { cholesky, inverse, solve, submatrix } from './linear-algebra';
import { scmFail, type ScmError } from './scm-error';

export interface Coefficient {
  on: string;
  weight: number;
  standardError: number;
  /** 95 % interval, by Student's t. */
  interval: [number, number];
  /** Two-sided p-value of the weight being 0. */
  p: number;
}

export interface Regression {
  coefficients: Coefficient[];
  /** Unbiased: the sum of squares divided by rows − predictors − 1. Squared points. */
  residualVariance: number;
  /** Share of the variance of y explained, 0 to 1. */
  rSquared: number;
}

/** What the predictors leave of y, as a share of its variance, counts as nothing below this. */
const NOTHING_LEFT = 1e-9;

/** Below this, a predictor counts as taking no part in fixing another. */
const NO_PART = 1e-6;

/**
 * Least squares of y on some columns, from their moments: b = (S_pp + λ D)⁻¹ S_py, with D the variances of the predictors, so
 * that λ (`ridge`) has no unit: 0 is plain least squares, 0.1 adds a tenth of each predictor's own variance and shrinks. Standard
 * errors of the ridge are s² A⁻¹ S_pp A⁻¹ / (n − 1), A = S_pp + λ D (Hoerl & Kennard 1970); they leave the shrinkage's bias out.
 *
 * Worked: y = (1, 2, 4), x = (0, 1, 2): S_xx = 1, S_xy = 1.5, b = 1.5; residuals 1/6, −1/3, 1/6, residual variance
 * (1/6) / (3 − 2) = 1/6; R² = 27/28 = 0.964; standard error √(1/6 / 2) = 0.289.
 * Errors: a predictor that the others fix (singular), or y fixed by the predictors, named with the way out.
 */
export function regression(
  { index, rows, covariance }: FitMoments,
  y: string,
  on: readonly string[],
  ridge = 0,
): Result<Regression, ScmError> {
  const size = index.size;
  const places = on.map((id) => index.get(id) ?? -1);
  const yAt = index.get(y) ?? -1;
  const plain = submatrix(covariance, size, places, places);
  const count = on.length;
  const penalised = plain.map((entry, at) => (at % (count + 1) === 0 ? entry * (1 + ridge) : entry));
  const factor = cholesky(penalised, count);
  if (!factor.ok) return singular(plain, on, factor.at, y);
  const withY = Float64Array.from(places, (at) => covariance[at * size + yAt]);
  const weights = solve(factor, withY);
  const variance = covariance[yAt * size + yAt];
  let left = variance;
  for (let i = 0; i < count; i++) {
    left -= 2 * weights[i] * withY[i];
    for (let j = 0; j < count; j++) left += weights[i] * plain[i * count + j] * weights[j];
  }
  const degrees = rows - count - 1;
  if (ridge === 0 && left < NOTHING_LEFT * variance) {
    return scmFail(
      `In these data “${y}” is fixed by ${quoted(on)}, as when scores are centred or summed, so its weights would say nothing. Remove one of these arrows, have the common level put back, or fit with a ridge.`,
      [y, ...on],
    );
  }
  const residualVariance = (Math.max(0, left) * (rows - 1)) / degrees;
  const spread = spreadOfWeights(inverse(factor), plain, count);
  const critical = studentCritical(0.05, degrees);
  const coefficients = on.map((id, at): Coefficient => {
    const standardError = Math.sqrt((residualVariance * spread[at]) / (rows - 1));
    const weight = weights[at];
    const p = standardError > 0 ? studentTail(weight / standardError, degrees) : weight === 0 ? 1 : 0;
    const half = critical * standardError;
    return { on: id, weight, standardError, interval: [weight - half, weight + half], p };
  });
  return ok({ coefficients, residualVariance, rSquared: Math.min(1, Math.max(0, 1 - left / variance)) });
}

const quoted = (ids: readonly string[]): string => ids.map((id) => `“${id}”`).join(', ');

/** The diagonal of A⁻¹ S A⁻¹; with λ = 0 that of S⁻¹. */
function spreadOfWeights(inverted: Float64Array, plain: Float64Array, count: number): Float64Array {
  const spread = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < count; j++) {
        spread[at] += inverted[at * count + i] * plain[i * count + j] * inverted[j * count + at];
      }
    }
  }
  return spread;
}

function singular(
  plain: Float64Array,
  on: readonly string[],
  at: number,
  y: string,
): { ok: false; error: ScmError } {
  const before = [...Array(at).keys()];
  const factor = cholesky(submatrix(plain, on.length, before, before), at);
  const shares = factor.ok
    ? solve(
        factor,
        Float64Array.from(before, (i) => plain[i * on.length + at]),
      )
    : new Float64Array(at).fill(1);
  const scale = (i: number): number => Math.sqrt(plain[i * on.length + i] / plain[at * on.length + at]);
  const fixing = on.filter((_, i) => i < at && Math.abs(shares[i]) * scale(i) > NO_PART);
  return scmFail(
    `“${y}” can't be regressed on its causes: in these data “${on[at]}” is fixed by ${quoted(fixing)}, as when scores are centred or summed. Remove one of these arrows into “${y}”, have the common level put back, or fit with a ridge.`,
    [on[at], ...fixing],
  );
}
