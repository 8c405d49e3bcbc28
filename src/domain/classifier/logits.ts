import { addNibbleRow } from './quantise';
import type { ByteMatrix, ClassifierTables } from './tables';
import { denseFeatures, gramFeatures, type WordSums } from './text-features';

/** The uncalibrated score of each value: mean of the networks plus the linear part, plus the weighted n-gram part. */
export function logits(tables: ClassifierTables, sums: WordSums): Float64Array {
  const dense = denseLogits(tables, denseFeatures(tables, sums));
  const { buckets, values } = gramFeatures(tables, sums);
  const grams = Float64Array.from(tables.gramBias);
  for (let at = 0; at < buckets.length; at += 1) addNibbleRow(tables.grams, buckets[at], values[at], grams);
  return dense.map((value, index) => value + tables.gramWeight * grams[index]);
}

function denseLogits(tables: ClassifierTables, features: Float64Array): Float64Array {
  const inputs = features.map(
    (value, index) => (value - tables.featureMean[index]) / tables.featureDeviation[index],
  );
  const total = multiply(inputs, tables.linear, tables.linearBias);
  for (const net of tables.nets) {
    const hidden = multiply(inputs, net.hidden, net.hiddenBias);
    for (let unit = 0; unit < hidden.length; unit += 1) hidden[unit] = Math.max(0, hidden[unit]);
    const output = multiply(hidden, net.output);
    for (let value = 0; value < total.length; value += 1) total[value] += output[value] / tables.nets.length;
  }
  return total;
}

/** bias + x M for a row vector x. */
function multiply(x: Float64Array, matrix: ByteMatrix, bias?: Float32Array): Float64Array {
  const { rows, columns, data, scale } = matrix;
  const sums = new Float64Array(columns);
  for (let row = 0; row < rows; row += 1) {
    const factor = x[row];
    if (factor === 0) continue;
    const start = row * columns;
    for (let column = 0; column < columns; column += 1) sums[column] += factor * data[start + column];
  }
  for (let column = 0; column < columns; column += 1) {
    sums[column] = sums[column] * scale[column] + (bias ? bias[column] : 0);
  }
  return sums;
}
