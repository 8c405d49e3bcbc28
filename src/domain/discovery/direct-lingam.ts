import { ok } from '../result';
import { chiSquareTail } from '../scm/chi-square';
import { adaptiveLasso } from './adaptive-lasso';
import { findCausalOrder } from './causal-order';
import type { DataMatrix } from './data-matrix';
import { discoveryFail, quoteNames } from './discovery-error';
import { compileKnowledge, type Knowledge } from './knowledge';
import { edgesOf, type LearnedGraph } from './learned-graph';
import type { Learning } from './learning';
import { centredColumns, covarianceOf } from './moments';
import { emptyPdag, setArrow } from './pdag';
import { correlationsOf } from './regular-correlation';

export interface LingamOptions {
  knowledge?: Knowledge;
}

/** Level at which noise counts as not Gaussian. */
const GAUSSIAN_ALPHA = 0.05;

/**
 * DirectLiNGAM (Shimizu et al. 2011): a causal order and a weight for each arrow, from linear relations with noise that is *not*
 * Gaussian and no hidden common causes. Such noise makes cause and effect tell apart what correlations can't: if y = b x + e, x and e are
 * independent, but regressed the other way the residual depends on y. With Gaussian noise the order is a guess; a note says
 * for which columns the noise looks Gaussian (Jarque & Bera 1987).
 *
 * Weights: adaptive-lasso.ts on the columns that come before. In the units of the data.
 *
 * Worked: x uniform, y = x + uniform noise. D(x, y) of causal-order.ts is positive, so x comes first, and the weight is the
 * least-squares one, close to 1.
 * Errors: what regular-correlation.ts (columns that fix one another are refused) and knowledge.ts name.
 */
export function* directLingam(data: DataMatrix, options: LingamOptions = {}): Learning<LearnedGraph> {
  const regular = correlationsOf(data);
  if (!regular.ok) return regular;
  const { columns, rows } = data;
  const size = columns.length;
  const known = compileKnowledge(columns, options.knowledge);
  if (!known.ok) return known;
  const { required, forbidden } = known.value;
  const later = knownToFollow(known.value);
  const order = yield* findCausalOrder(centredColumns(data), (i, j) => later[j * size + i] === 0);

  const covariance = covarianceOf(data);
  const pdag = emptyPdag(size);
  const weights = new Map<number, number>();
  const noiseFrom: { effect: number; causes: number[]; weights: number[] }[] = [];
  for (const [at, effect] of order.entries()) {
    const on = order.slice(0, at).filter((cause) => forbidden[cause * size + effect] === 0);
    const sparse = adaptiveLasso(
      covariance,
      size,
      rows,
      effect,
      on,
      (cause) => required[cause * size + effect] === 1,
    );
    if (!sparse)
      return discoveryFail(`“${columns[effect]}” is fixed by other columns. Leave it out.`, [
        columns[effect],
      ]);
    const causes = sparse.kept.map((k) => on[k]);
    for (const [k, cause] of causes.entries()) {
      setArrow(pdag, cause, effect);
      weights.set(cause * size + effect, sparse.weights[k]);
    }
    noiseFrom.push({ effect, causes, weights: sparse.weights });
  }
  const gaussian = gaussianNoise(data, noiseFrom);
  const notes = [
    ...(gaussian.length > 0
      ? [
          `The noise of ${quoteNames(gaussian)} can't be told from Gaussian noise, so directions that rest on it are guesses.`,
        ]
      : []),
  ];
  return ok({
    columns,
    method: 'DirectLiNGAM',
    pdag,
    edges: edgesOf(columns, pdag, (from, to) => ({ weight: weights.get(from * size + to) ?? 0 })),
    separations: [],
    order: order.map((at) => columns[at]),
    notes,
  });
}

/** Entry j · size + i is 1 where knowledge puts i after j: a required path leads j → i, or i is in a later tier. */
function knownToFollow({
  size,
  required,
  tier,
}: {
  size: number;
  required: Uint8Array;
  tier: Int32Array;
}): Uint8Array {
  const follows = Uint8Array.from(required);
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) if (tier[j] >= 0 && tier[i] > tier[j]) follows[j * size + i] = 1;
  }
  for (let k = 0; k < size; k++) {
    for (let j = 0; j < size; j++) {
      for (let i = 0; i < size; i++)
        if (follows[j * size + k] && follows[k * size + i]) follows[j * size + i] = 1;
    }
  }
  return follows;
}

/** Columns whose noise passes the test of Jarque and Bera: n/6 (skewness² + excess kurtosis² / 4), chi-square with 2 degrees. */
function gaussianNoise(
  data: DataMatrix,
  equations: readonly { effect: number; causes: number[]; weights: number[] }[],
): string[] {
  const centred = centredColumns(data);
  const passes = equations.filter(({ effect, causes, weights }) => {
    let [second, third, fourth] = [0, 0, 0];
    for (let r = 0; r < data.rows; r++) {
      let noise = centred[effect][r];
      for (const [k, cause] of causes.entries()) noise -= weights[k] * centred[cause][r];
      second += noise ** 2 / data.rows;
      third += noise ** 3 / data.rows;
      fourth += noise ** 4 / data.rows;
    }
    const statistic = (data.rows / 6) * (third ** 2 / second ** 3 + (fourth / second ** 2 - 3) ** 2 / 4);
    return chiSquareTail(statistic, 2) > GAUSSIAN_ALPHA;
  });
  return passes.map(({ effect }) => data.columns[effect]);
}
