import { ok, type Result } from '../result';
import { columnOf, completeRows, type DataMatrix } from './data-matrix';
import { type DiscoveryError, discoveryFail, quoteNames } from './discovery-error';

/** Sets of columns are kept as 64 bits, and beyond this many a search would take hours. */
export const COLUMNS_MAX = 64;
export const ROWS_MAX = 100_000;

/**
 * Everything about a table that would make a learned graph wrong without a sound, apart from columns that fix one another
 * (regular-correlation.ts): too few or too many columns or rows, a name twice, missing or infinite numbers, a constant column.
 * Each error names the columns and says what to do.
 */
export function checkData(data: DataMatrix): Result<DataMatrix, DiscoveryError> {
  const { columns, rows } = data;
  if (columns.length < 2) {
    return discoveryFail(`The data have ${columns.length} columns; a graph needs at least two.`, columns);
  }
  if (columns.length > COLUMNS_MAX) {
    return discoveryFail(
      `The data have ${columns.length} columns, more than the ${COLUMNS_MAX} a graph can be learned for. Choose fewer.`,
    );
  }
  if (rows > ROWS_MAX) {
    return discoveryFail(
      `The data have ${rows} rows, more than the ${ROWS_MAX} that are read. A random sample of them serves as well.`,
    );
  }
  const twice = columns.filter((name, at) => columns.indexOf(name) !== at);
  if (twice.length > 0) return discoveryFail(`The column ${quoteNames(twice)} is there twice.`, twice);
  if (data.values.length !== columns.length * rows) {
    return discoveryFail(
      `There are ${data.values.length} numbers for ${columns.length} columns of ${rows} rows.`,
    );
  }
  const missing = checkMissing(data);
  if (!missing.ok) return missing;
  if (rows <= columns.length) {
    return discoveryFail(
      `${rows === 1 ? 'One row is' : `${rows} rows are`} too few for ${columns.length} columns: there must be more rows than columns. Add rows, or choose fewer columns.`,
    );
  }
  return checkConstant(data);
}

function checkMissing(data: DataMatrix): Result<DataMatrix, DiscoveryError> {
  const bad = data.columns
    .map((name, c) => ({ name, count: columnOf(data, c).filter((x) => !Number.isFinite(x)).length }))
    .filter(({ count }) => count > 0);
  if (bad.length === 0) return ok(data);
  const names = bad.map(({ name }) => name);
  const counts = bad
    .slice(0, 5)
    .map(({ name, count }) => `“${name}” in ${count}`)
    .join(', ');
  const more = bad.length > 5 ? ` and ${bad.length - 5} more columns` : '';
  const kept = completeRows(data).rows;
  return discoveryFail(
    `Numbers are missing or not finite: ${counts}${more} of ${data.rows} rows. Leave out those columns, or the ${data.rows - kept} incomplete rows (${kept} remain).`,
    names,
  );
}

function checkConstant(data: DataMatrix): Result<DataMatrix, DiscoveryError> {
  const constant = data.columns.filter((_, c) => {
    const numbers = columnOf(data, c);
    return numbers.every((x) => x === numbers[0]);
  });
  if (constant.length === 0) return ok(data);
  return discoveryFail(
    `${quoteNames(constant)} ${constant.length === 1 ? 'is' : 'are'} the same in every row, so nothing can be seen to vary with ${constant.length === 1 ? 'it' : 'them'}. Leave ${constant.length === 1 ? 'this column' : 'these columns'} out.`,
    constant,
  );
}
