import { ok, type Result } from '../result';
import { type DiscoveryError, discoveryFail } from './discovery-error';

/** Numbers to learn a graph from: one column a variable, one row a person, text or answer. A missing number is NaN. */
export interface DataMatrix {
  readonly columns: readonly string[];
  readonly rows: number;
  /** Column-major: row r of column c is at c · rows + r. */
  readonly values: Float64Array;
}

/**
 * A table of rows as a DataMatrix; null and undefined become NaN, which check-data.ts counts.
 * Worked: columns (a, b) with the rows (1, 2), (3, 4) have the values (1, 3, 2, 4).
 * Errors: a row with another number of cells than there are columns.
 */
export function dataMatrix(
  columns: readonly string[],
  rows: readonly (readonly (number | null | undefined)[])[],
): Result<DataMatrix, DiscoveryError> {
  const values = new Float64Array(columns.length * rows.length);
  for (const [r, row] of rows.entries()) {
    if (row.length !== columns.length) {
      return discoveryFail(`Row ${r + 1} has ${row.length} cells for ${columns.length} columns.`);
    }
    for (const [c, cell] of row.entries()) values[c * rows.length + r] = cell ?? Number.NaN;
  }
  return ok({ columns, rows: rows.length, values });
}

/** The numbers of one column: a view, not a copy. */
export function columnOf(data: DataMatrix, at: number): Float64Array {
  return data.values.subarray(at * data.rows, (at + 1) * data.rows);
}

/** The rows at `places`, in that order, repeats allowed: a bootstrap sample, or a filtered table. */
export function takeRows(data: DataMatrix, places: ArrayLike<number>): DataMatrix {
  const { columns, rows } = data;
  const values = new Float64Array(columns.length * places.length);
  for (let c = 0; c < columns.length; c++) {
    const from = c * rows;
    const to = c * places.length;
    for (let r = 0; r < places.length; r++) values[to + r] = data.values[from + places[r]];
  }
  return { columns, rows: places.length, values };
}

/** The named columns in the order of `names`; names that the data lack are passed over. */
export function takeColumns(data: DataMatrix, names: readonly string[]): DataMatrix {
  const places = names.map((name) => data.columns.indexOf(name)).filter((at) => at >= 0);
  const values = new Float64Array(places.length * data.rows);
  for (const [to, at] of places.entries()) values.set(columnOf(data, at), to * data.rows);
  return { columns: places.map((at) => data.columns[at]), rows: data.rows, values };
}

/** One way out of missing values: only the rows in which every column holds a finite number. */
export function completeRows(data: DataMatrix): DataMatrix {
  const complete = Array.from({ length: data.rows }, (_, r) => r).filter((r) =>
    data.columns.every((_, c) => Number.isFinite(data.values[c * data.rows + r])),
  );
  return takeRows(data, complete);
}
