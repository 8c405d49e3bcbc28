import type { ByteMatrix, NibbleMatrix } from './tables';

/** Rounds a row-major matrix to signed 8-bit steps; the largest magnitude of a column becomes 127. */
export function toByteMatrix(values: ArrayLike<number>, rows: number, columns: number): ByteMatrix {
  const scale = new Float32Array(columns);
  for (let at = 0; at < rows * columns; at += 1) {
    scale[at % columns] = Math.max(scale[at % columns], Math.abs(values[at]));
  }
  for (let column = 0; column < columns; column += 1) scale[column] = scale[column] / 127 || 1;
  const data = new Int8Array(rows * columns);
  for (let at = 0; at < data.length; at += 1) data[at] = Math.round(values[at] / scale[at % columns]);
  return { rows, columns, data, scale };
}

/**
 * Rounds a row-major matrix to sixteen levels per column, clipped at `clip` times the root mean square of the column. For instance with clip 3, centre 7.5 and a column of root mean square 1 the step is 0.4.
 */
export function toNibbleMatrix(
  values: ArrayLike<number>,
  rows: number,
  columns: number,
  { clip, centre }: { clip: number; centre: 7.5 | 8 },
): NibbleMatrix {
  const scale = new Float32Array(columns);
  for (let at = 0; at < rows * columns; at += 1) scale[at % columns] += values[at] * values[at];
  for (let column = 0; column < columns; column += 1) {
    scale[column] = (Math.sqrt(scale[column] / Math.max(1, rows)) * clip) / 7.5 || 1;
  }
  const data = new Uint8Array(Math.ceil((rows * columns) / 2));
  for (let at = 0; at < rows * columns; at += 1) {
    const level = Math.min(15, Math.max(0, Math.floor(values[at] / scale[at % columns] + centre + 0.5)));
    data[at >> 1] |= at % 2 === 0 ? level : level << 4;
  }
  return { rows, columns, centre, data, scale };
}

/** Adds `factor` times a row of the matrix to `into`. */
export function addNibbleRow(matrix: NibbleMatrix, row: number, factor: number, into: Float64Array): void {
  const { columns, centre, data, scale } = matrix;
  let at = row * columns;
  for (let column = 0; column < columns; column += 1, at += 1) {
    const level = at % 2 === 0 ? data[at >> 1] & 15 : data[at >> 1] >> 4;
    into[column] += factor * (level - centre) * scale[column];
  }
}
