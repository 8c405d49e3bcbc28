import { ok, type Result } from '../result';
import { checkData } from '../discovery/check-data';
import { columnOf, type DataMatrix, takeColumns } from '../discovery/data-matrix';
import { covarianceOf } from '../discovery/moments';
import { scmFail, type ScmError } from './scm-error';

/** What a linear fit needs of the data: the moments of the columns that the graph names. */
export interface FitMoments {
  readonly index: ReadonlyMap<string, number>;
  readonly rows: number;
  readonly means: Float64Array;
  /** Divided by rows − 1, row-major. */
  readonly covariance: Float64Array;
}

/**
 * Moments of the columns named by `ids`. Worked: a column (1, 2, 3) has the mean 2 and the variance 1.
 * Errors: a node without a column, and what check-data.ts names: missing numbers, NaN, a constant column, as many columns as rows.
 */
export function fitMoments(data: DataMatrix, ids: readonly string[]): Result<FitMoments, ScmError> {
  const absent = ids.filter((id) => !data.columns.includes(id));
  if (absent.length > 0) {
    const names = absent.map((id) => `“${id}”`).join(', ');
    return scmFail(
      `The data have no column ${names}. Rename the node or the column, mark the node as latent, or remove it.`,
      absent,
    );
  }
  const chosen = takeColumns(data, ids);
  const checked = checkData(chosen);
  if (!checked.ok) return scmFail(checked.error.message, checked.error.columns);
  const { rows } = chosen;
  const means = Float64Array.from(ids, (_, at) => columnOf(chosen, at).reduce((a, b) => a + b, 0) / rows);
  const covariance = covarianceOf(chosen).map((entry) => (entry * rows) / (rows - 1));
  return ok({ index: new Map(ids.map((id, at) => [id, at])), rows, means, covariance });
}
