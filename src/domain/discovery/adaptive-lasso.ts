import { cholesky, solve, submatrix } from '../scm/linear-algebra';

export interface SparseRegression {
  /** Places of the predictors that were kept, among `on`. */
  kept: number[];
  /** Their least-squares weights. */
  weights: number[];
  /** Variance that they leave. */
  residualVariance: number;
}

const STEPS = 60;
const SMALLEST = 1e-5;
const SWEEPS_MAX = 200;
const SETTLED = 1e-10;

/**
 * Which predictors of `y` to keep: the adaptive lasso (Zou 2006), which shrinks each weight the more the smaller its
 * least-squares estimate is, gives a path of ever larger sets; of these the one with the best BIC after a least-squares fit is
 * kept, with the weights of that fit. Required predictors are in every set. (causal-learn chooses along the same path and reports the shrunk weights.)
 *
 * Everything is done on Σ, so the number of rows costs nothing. Worked: y = 2 a + noise, and b unrelated: the path is {}, {a},
 * {a, b}; b lowers n ln(residual variance) by less than ln n, so {a} with weight 2 is kept.
 */
export function adaptiveLasso(
  covariance: Float64Array,
  size: number,
  rows: number,
  y: number,
  on: readonly number[],
  isRequired: (predictor: number) => boolean = () => false,
): SparseRegression | undefined {
  const full = fit(
    covariance,
    size,
    y,
    on,
    on.map((_, k) => k),
  );
  if (!full) return undefined;
  // Predictors are scaled by their least-squares weights, so one λ penalises all of them as the adaptive lasso wants.
  const gram = submatrix(covariance, size, on, on);
  const p = on.length;
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < p; j++) gram[i * p + j] *= full.weights[i] * full.weights[j];
  }
  const target = Float64Array.from(on, (at, k) => covariance[at * size + y] * full.weights[k]);
  const start = target.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const b = new Float64Array(p);
  let best: SparseRegression | undefined;
  let bestScore = Number.POSITIVE_INFINITY;
  let last: string | undefined;
  for (let step = 0; step <= STEPS; step++) {
    descend(gram, target, b, start * SMALLEST ** (step / STEPS));
    const kept = Array.from(b.keys()).filter((k) => b[k] !== 0 || isRequired(on[k]));
    if (kept.join() === last) continue;
    last = kept.join();
    const refit = fit(covariance, size, y, on, kept);
    if (refit && bic(refit, rows) < bestScore) {
      best = refit;
      bestScore = bic(refit, rows);
    }
  }
  return best;
}

const bic = ({ kept, residualVariance }: SparseRegression, rows: number): number =>
  rows * Math.log(residualVariance) + kept.length * Math.log(rows);

/** Coordinate descent on ½ bᵀGb − tᵀb + λ Σ|b| (Friedman, Hastie & Tibshirani 2010). */
function descend(gram: Float64Array, target: Float64Array, b: Float64Array, lambda: number): void {
  const p = b.length;
  for (let sweep = 0; sweep < SWEEPS_MAX; sweep++) {
    let moved = 0;
    for (let k = 0; k < p; k++) {
      const own = gram[k * p + k];
      if (own === 0) continue;
      let rest = target[k];
      for (let other = 0; other < p; other++) if (other !== k) rest -= gram[k * p + other] * b[other];
      const next = (Math.sign(rest) * Math.max(0, Math.abs(rest) - lambda)) / own;
      moved = Math.max(moved, Math.abs(next - b[k]));
      b[k] = next;
    }
    if (moved < SETTLED) return;
  }
}

function fit(
  covariance: Float64Array,
  size: number,
  y: number,
  on: readonly number[],
  kept: number[],
): SparseRegression | undefined {
  const places = kept.map((k) => on[k]);
  const factor = cholesky(submatrix(covariance, size, places, places), places.length);
  if (!factor.ok) return undefined;
  const shared = Float64Array.from(places, (at) => covariance[at * size + y]);
  const weights = Array.from(solve(factor, shared));
  const residualVariance = weights.reduce((left, w, k) => left - w * shared[k], covariance[y * size + y]);
  return residualVariance > 0 ? { kept, weights, residualVariance } : undefined;
}
