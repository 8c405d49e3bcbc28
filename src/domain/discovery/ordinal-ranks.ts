import { columnOf, type DataMatrix } from './data-matrix';

/** Every column replaced by its ranks from 1, ties sharing the average of their places. Worked: (3, 1, 3) → (2.5, 1, 2.5). */
export function rankColumns(data: DataMatrix): DataMatrix {
  const values = new Float64Array(data.values.length);
  const places = new Int32Array(data.rows);
  for (let c = 0; c < data.columns.length; c++) {
    const numbers = columnOf(data, c);
    for (let r = 0; r < data.rows; r++) places[r] = r;
    places.sort((one, other) => numbers[one] - numbers[other]);
    for (let first = 0; first < data.rows;) {
      let end = first + 1;
      while (end < data.rows && numbers[places[end]] === numbers[places[first]]) end++;
      for (let k = first; k < end; k++) values[c * data.rows + places[k]] = (first + 1 + end) / 2;
      first = end;
    }
  }
  return { ...data, values };
}

/**
 * The correlation of two normal variables of which only the order was seen: r = 2 sin(π ρ / 6) with Spearman's ρ (Pearson
 * 1907; Liu, Han & Zhang 2012, the nonparanormal skeptic). Worked: ρ = 1 gives 1, ρ = 0.5 gives 2 sin(15°) = 0.5176.
 * The matrix of such numbers need not be positive definite; regular-correlation.ts sees to that.
 */
export function normalFromSpearman(spearman: Float64Array): Float64Array {
  return spearman.map((rho) => 2 * Math.sin((Math.PI / 6) * rho));
}
