import { ok, type Result } from '../result';
import { cholesky, solve, submatrix } from '../scm/linear-algebra';
import { columnOf, completeRows, type DataMatrix, takeColumns } from './data-matrix';
import { type DiscoveryError, discoveryFail, quoteNames } from './discovery-error';
import { correlationFrom, covarianceOf } from './moments';

const TINY = 1e-6;

/**
 * The columns of which a weighted sum, all weights positive, is the same in every row, as after subtracting each person's mean
 * answer; null where there are none. Other columns, such as age or a copy, may stand anywhere among them. Rows with a missing
 * number are passed over, and columns that are constant or empty.
 *
 * Worked: columns a, age, b with the rows (1, 30, −1), (−1, 50, 1), (0, 20, 0), (2, 60, −2): a and b.
 */
export function centredColumns(data: DataMatrix): string[] | null {
  const told = data.columns.filter((_, at) => new Set(columnOf(data, at).filter(Number.isFinite)).size > 1);
  let left = completeRows(takeColumns(data, told));
  left = takeColumns(
    left,
    left.columns.filter((_, at) => new Set(columnOf(left, at)).size > 1),
  );
  while (left.columns.length > 1 && left.rows > left.columns.length) {
    const size = left.columns.length;
    const correlation = correlationFrom(covarianceOf(left), size);
    const factor = cholesky(correlation, size);
    if (factor.ok) return null;
    // The columns before the one that breaks it are regular, so these weights are the only ones.
    const fixed = factor.at;
    const before = Array.from({ length: fixed }, (_, at) => at);
    const regular = cholesky(submatrix(correlation, size, before, before), fixed);
    if (!regular.ok) return null;
    const target = Float64Array.from(before, (at) => correlation[at * size + fixed]);
    const weights = solve(regular, target);
    const name = left.columns[fixed];
    const fixing = before.filter((at) => Math.abs(weights[at]) > TINY);
    if (fixing.length > 0 && fixing.every((at) => weights[at] < 0)) {
      return [...fixing.map((at) => left.columns[at]), name];
    }
    left = takeColumns(
      left,
      left.columns.filter((column) => column !== name),
    );
  }
  return null;
}

/**
 * Refuses to put a common level back where it can't be: the data as they came are centred, but the chosen columns don't show it,
 * since some were left out or others were added. Without this the level would stay out, without a sound.
 */
export function checkLevel(all: DataMatrix, chosen: DataMatrix): Result<DataMatrix, DiscoveryError> {
  const centred = centredColumns(all);
  if (!centred || !chosen.columns.some((name) => centred.includes(name))) return ok(chosen);
  const out = centred.filter((name) => !chosen.columns.includes(name));
  const added = chosen.columns.filter((name) => !centred.includes(name));
  if (out.length === 0 && added.length === 0) return ok(chosen);
  const ways = [
    ...(out.length > 0 ? [`choose ${quoteNames(out)} too`] : []),
    ...(added.length > 0 ? [`leave out ${quoteNames(added)}`] : []),
  ].join(' and ');
  return discoveryFail(
    `Some scores are centred within each row, and their common level can only be put back where all of them are chosen and nothing else. For that, ${ways}; or choose another way with centred scores, so that no level is put back.`,
    [...out, ...added],
  );
}
