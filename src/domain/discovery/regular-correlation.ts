import { ok, type Result } from '../result';
import { removeCentringFloor } from '../scm/centring-floor';
import { cholesky, solve, submatrix } from '../scm/linear-algebra';
import { checkData } from './check-data';
import type { DataMatrix } from './data-matrix';
import { type DiscoveryError, discoveryFail, quoteNames } from './discovery-error';
import { correlationFrom, covarianceOf } from './moments';
import { normalFromSpearman, rankColumns } from './ordinal-ranks';

export interface CorrelationOptions {
  /** `linear`: Pearson's. `ranks`: only the order of the answers counts, as suits answers on a scale of a few steps. */
  scale?: 'linear' | 'ranks';
  /**
   * Columns that fix one another, such as scores centred within each person: `refuse` them with the reason; `restore-level`
   * puts the common level back (scm/centring-floor.ts), which changes the correlations; `keep` them as they are, and
   * then what can't be tested counts as dependent.
   */
  singular?: 'refuse' | 'restore-level' | 'keep';
}

/** All that the Gaussian methods need to know of the data. */
export interface Correlations {
  readonly columns: readonly string[];
  readonly rows: number;
  /** Row-major, 1 on the diagonal. */
  readonly matrix: Float64Array;
  /** What was done to the data and has to be said beside the result. */
  readonly notes: readonly string[];
}

const TINY = 1e-6;

/**
 * Checked data to correlations. Columns that fix one another are found in the plain numbers whatever the scale: their ranks
 * may be regular and still carry the centring floor.
 * Errors: what check-data.ts names; columns that fix one another, with `refuse`, or where there is no level to restore.
 */
export function correlationsOf(
  data: DataMatrix,
  { scale = 'linear', singular = 'refuse' }: CorrelationOptions = {},
): Result<Correlations, DiscoveryError> {
  const checked = checkData(data);
  if (!checked.ok) return checked;
  const { columns, rows } = data;
  const size = columns.length;
  const covariance = covarianceOf(data);
  const plain = correlationFrom(covariance, size);
  let matrix = plain;
  if (scale === 'ranks') {
    matrix = normalFromSpearman(correlationFrom(covarianceOf(rankColumns(data)), size));
  }
  const notes: string[] = [];
  const factor = cholesky(plain, size);
  if (!factor.ok) {
    const centred = isCentred(plain, size, factor.at);
    if (singular === 'refuse' || (singular === 'restore-level' && !centred)) {
      return refuse(columns, factor.at, centred);
    }
    if (singular === 'keep') notes.push(KEPT);
    else {
      const { covariance: regular, level } = removeCentringFloor(scaled(matrix, covariance, size));
      matrix = correlationFrom(Float64Array.from(regular.flat()), size);
      notes.push(
        `The scores are centred within each row; a common level of variance ${level.toPrecision(3)} was put back.`,
      );
    }
  }
  if (scale === 'ranks') {
    const { matrix: shrunk, shrunkBy } = shrinkUntilRegular(matrix, size);
    matrix = shrunk;
    if (shrunkBy > 0) notes.push(`The rank correlations were shrunk by ${shrunkBy} towards zero.`);
  }
  return ok({ columns, rows, matrix, notes });
}

const KEPT = 'The columns fix one another; what could not be tested counts as dependent.';

function refuse(
  columns: readonly string[],
  fixedAt: number,
  centred: boolean,
): { ok: false; error: DiscoveryError } {
  if (centred) {
    return discoveryFail(
      'A sum of the columns is the same in every row (scores centred within each person), so any one is fixed by the others. Leave one column out; methods that work on correlations can also have the common level put back.',
      columns,
    );
  }
  const fixed = columns[fixedAt];
  const fixing = columns.slice(0, fixedAt);
  return discoveryFail(
    `${quoteNames([fixed])} is fixed by ${quoteNames(fixing)}: it is a sum or a copy of them. Leave one of these columns out.`,
    [fixed, ...fixing],
  );
}

/** Correlations with the variances of `covariance`. */
function scaled(correlation: Float64Array, covariance: Float64Array, size: number): number[][] {
  const deviation = Array.from({ length: size }, (_, i) => Math.sqrt(covariance[i * size + i]));
  return deviation.map((one, i) => deviation.map((other, j) => one * other * correlation[i * size + j]));
}

/**
 * Whether the last column is fixed by all the others with negative weights only: then some weighted sum of the columns, all
 * weights positive, is the same in every row, as after subtracting each person's mean answer.
 */
function isCentred(correlation: Float64Array, size: number, fixed: number): boolean {
  if (fixed !== size - 1) return false;
  const others = Array.from({ length: fixed }, (_, at) => at);
  const factor = cholesky(submatrix(correlation, size, others, others), fixed);
  if (!factor.ok) return false;
  return solve(
    factor,
    Float64Array.from(others, (at) => correlation[at * size + fixed]),
  ).every((w) => w < -TINY);
}

/** (1 − λ) R + λ I with the smallest λ of 0, 0.001, 0.002, 0.004, … that makes R regular. */
function shrinkUntilRegular(matrix: Float64Array, size: number): { matrix: Float64Array; shrunkBy: number } {
  let shrunkBy = 0;
  let shrunk = matrix;
  while (shrunkBy < 1 && !cholesky(shrunk, size).ok) {
    shrunkBy = shrunkBy === 0 ? 0.001 : Math.min(1, shrunkBy * 2);
    const keep = 1 - shrunkBy;
    shrunk = matrix.map((r, at) => (at % (size + 1) === 0 ? 1 : r * keep));
  }
  return { matrix: shrunk, shrunkBy };
}
