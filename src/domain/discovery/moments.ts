import { columnOf, type DataMatrix } from './data-matrix';

/** Σ of the columns (divided by n), row-major, with two passes so that a large mean costs no digits. */
export function covarianceOf(data: DataMatrix): Float64Array {
  const size = data.columns.length;
  const centred = centredColumns(data);
  const covariance = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const entry = dot(centred[i], centred[j]) / data.rows;
      covariance[i * size + j] = entry;
      covariance[j * size + i] = entry;
    }
  }
  return covariance;
}

/** Worked: Σ = [[4, 2], [2, 4]] gives the correlation 0.5. The diagonal is exactly 1. */
export function correlationFrom(covariance: Float64Array, size: number): Float64Array {
  const correlation = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const scale = Math.sqrt(covariance[i * size + i] * covariance[j * size + j]);
      const entry = Math.max(-1, Math.min(1, covariance[i * size + j] / scale));
      correlation[i * size + j] = entry;
      correlation[j * size + i] = entry;
    }
    correlation[i * size + i] = 1;
  }
  return correlation;
}

/** Each column minus its mean. */
export function centredColumns(data: DataMatrix): Float64Array[] {
  return data.columns.map((_, c) => {
    const numbers = Float64Array.from(columnOf(data, c));
    let sum = 0;
    for (let r = 0; r < numbers.length; r++) sum += numbers[r];
    const mean = sum / numbers.length;
    for (let r = 0; r < numbers.length; r++) numbers[r] -= mean;
    return numbers;
  });
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let r = 0; r < a.length; r++) sum += a[r] * b[r];
  return sum;
}
