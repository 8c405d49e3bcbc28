/**
 * The little linear algebra that a graph of up to some dozens of values needs. Matrices are row-major Float64Arrays: entry
 * (row, column) of an n × n matrix is at row · n + column.
 */

/** A pivot below this share of its own diagonal entry counts as zero: the variable is fixed by the ones before it. */
const SINGULAR = 1e-10;

export type Cholesky = { ok: true; lower: Float64Array; size: number } | { ok: false; at: number };

/**
 * L with A = L Lᵀ for a symmetric positive definite A. Worked: A = [[4, 2], [2, 3]] gives L = [[2, 0], [1, √2]].
 * Where A is singular, indefinite or holds NaN: the position of the first variable that breaks it.
 */
export function cholesky(matrix: Float64Array, size: number): Cholesky {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column];
      for (let k = 0; k < column; k++) sum -= lower[row * size + k] * lower[column * size + k];
      if (row !== column) lower[row * size + column] = sum / lower[column * size + column];
      else if (sum > SINGULAR * matrix[row * size + row]) lower[row * size + row] = Math.sqrt(sum);
      else return { ok: false, at: row };
    }
  }
  return { ok: true, lower, size };
}

/** x with L Lᵀ x = b. */
export function solve({ lower, size }: { lower: Float64Array; size: number }, b: Float64Array): Float64Array {
  const x = Float64Array.from(b);
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) x[row] -= lower[row * size + k] * x[k];
    x[row] /= lower[row * size + row];
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++) x[row] -= lower[k * size + row] * x[k];
    x[row] /= lower[row * size + row];
  }
  return x;
}

/** A⁻¹ from its Cholesky factor. */
export function inverse(factor: { lower: Float64Array; size: number }): Float64Array {
  const { size } = factor;
  const result = new Float64Array(size * size);
  const unit = new Float64Array(size);
  for (let column = 0; column < size; column++) {
    unit.fill(0);
    unit[column] = 1;
    const x = solve(factor, unit);
    for (let row = 0; row < size; row++) result[row * size + column] = x[row];
  }
  return result;
}

/** The rows `rows` and columns `columns` of a square matrix. */
export function submatrix(
  matrix: Float64Array,
  size: number,
  rows: readonly number[],
  columns: readonly number[],
): Float64Array {
  const result = new Float64Array(rows.length * columns.length);
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < columns.length; j++) {
      result[i * columns.length + j] = matrix[rows[i] * size + columns[j]];
    }
  }
  return result;
}
