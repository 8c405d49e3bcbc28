import { ok, type Result } from '../result';
import { centredColumns } from '../discovery/centred-columns';
import { checkData } from '../discovery/check-data';
import { columnOf, type DataMatrix, takeColumns } from '../discovery/data-matrix';
import { covarianceOf } from '../discovery/moments';
import { lostLevel } from './fit-level';
import { scmFail, type ScmError } from './scm-error';

/** What a linear fit needs of the data: the moments of the columns that the graph names. */
export interface FitMoments {
  readonly index: ReadonlyMap<string, number>;
  readonly rows: number;
  readonly means: Float64Array;
  /** Divided by rows − 1, row-major. */
  readonly covariance: Float64Array;
  /** What has to be said beside every number computed from these. */
  readonly notes: readonly string[];
}

export interface FitOptions {
  /**
   * Put back the common level that centring within rows took out (centring-floor.ts). Without it, centred columns are tied to
   * each other whatever the graph says, and the notes say so.
   */
  restoreLevel?: boolean;
}

/**
 * Moments of the columns named by `ids`. Worked: a column (1, 2, 3) has the mean 2 and the variance 1.
 * Errors: a node without a column, and what check-data.ts names: missing numbers, NaN, a constant column, as many columns as rows.
 */
export function fitMoments(
  data: DataMatrix,
  ids: readonly string[],
  { restoreLevel = false }: FitOptions = {},
): Result<FitMoments, ScmError> {
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
  // The table may hold other columns, such as age: the level was taken out of the centred ones, and goes back to them alone.
  const centred = centredColumns(data);
  const lost = centred === null ? null : lostLevel(takeColumns(data, centred));
  const level = restoreLevel && lost !== null ? lost : 0;
  const had = ids.map((id) => centred?.includes(id) === true);
  const covariance = covarianceOf(chosen).map((entry, at) => {
    const both = had[Math.floor(at / ids.length)] && had[at % ids.length];
    return ((entry + (both ? level : 0)) * rows) / (rows - 1);
  });
  // One centred column alone is tied to no other column of the graph.
  const tied = had.filter(Boolean).length > (restoreLevel ? 0 : 1);
  const notes = lost === null || !tied ? [] : [restoreLevel ? restored(lost) : CENTRED];
  return ok({ index: new Map(ids.map((id, at) => [id, at])), rows, means, covariance, notes });
}

const CENTRED =
  'A sum of the columns is the same in every row (centred scores), which ties them to each other whatever the graph says. Have the common level put back to take that out.';

const restored = (level: number): string =>
  `The scores are centred within each row; a common level of variance ${level.toPrecision(3)} was put back.`;
