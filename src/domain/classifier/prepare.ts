import type { ClassifierTables } from './tables';

/**
 * The networks and the linear part laid out for speed: floating-point rows, standardisation folded in, all networks side by
 * side. Row u of `first` gives hidden unit u from the raw dense features; the last rows give the linear part of each value.
 */
export interface PreparedNets {
  readonly inputs: number;
  readonly units: number;
  readonly values: number;
  /** (units + values) x inputs. */
  readonly first: Float32Array;
  readonly bias: Float32Array;
  /** units x values; already divided by the number of networks. */
  readonly second: Float32Array;
}

export interface PreparedTables extends ClassifierTables {
  readonly prepared: PreparedNets;
}

/** Lays the tables out; takes about a millisecond and adds about 300 kB. */
export function prepare(tables: ClassifierTables): PreparedTables {
  const { featureMean, featureDeviation, linear, linearBias, nets } = tables;
  const inputs = linear.rows;
  const values = linear.columns;
  const units = nets.reduce((sum, { hidden }) => sum + hidden.columns, 0);
  const first = new Float32Array((units + values) * inputs);
  const bias = new Float32Array(units + values);
  const second = new Float32Array(units * values);
  let next = 0;
  const layers = [...nets.map(({ hidden, hiddenBias }) => ({ matrix: hidden, shift: hiddenBias }))];
  for (const { matrix, shift } of [...layers, { matrix: linear, shift: linearBias }]) {
    for (let column = 0; column < matrix.columns; column += 1, next += 1) {
      bias[next] = shift[column];
      for (let row = 0; row < inputs; row += 1) {
        const weight =
          (matrix.data[row * matrix.columns + column] * matrix.scale[column]) / featureDeviation[row];
        first[next * inputs + row] = weight;
        bias[next] -= weight * featureMean[row];
      }
    }
  }
  let at = 0;
  for (const { output } of nets) {
    for (let entry = 0; entry < output.data.length; entry += 1, at += 1) {
      second[at] = (output.data[entry] * output.scale[entry % values]) / nets.length;
    }
  }
  return { ...tables, prepared: { inputs, units, values, first, bias, second } };
}

/** What goes into the ReLU, and after it the linear part: one number for each row of `first`. */
export function firstLayer({ inputs, first, bias }: PreparedNets, features: Float64Array): Float64Array {
  const sums = new Float64Array(bias.length);
  for (let row = 0; row < sums.length; row += 1) {
    const start = row * inputs;
    // Four running sums: a single one would wait for itself at every addition.
    let a = bias[row];
    let b = 0;
    let c = 0;
    let d = 0;
    let at = 0;
    for (; at + 3 < inputs; at += 4) {
      a += first[start + at] * features[at];
      b += first[start + at + 1] * features[at + 1];
      c += first[start + at + 2] * features[at + 2];
      d += first[start + at + 3] * features[at + 3];
    }
    for (; at < inputs; at += 1) a += first[start + at] * features[at];
    sums[row] = a + b + (c + d);
  }
  return sums;
}

/** Logits of the networks and the linear part together, from the numbers of `firstLayer`. */
export function netLogits({ units, values, second }: PreparedNets, sums: Float64Array): Float64Array {
  const logits = sums.slice(units);
  for (let unit = 0; unit < units; unit += 1) {
    const active = sums[unit];
    if (active <= 0) continue;
    const start = unit * values;
    for (let value = 0; value < values; value += 1) logits[value] += active * second[start + value];
  }
  return logits;
}

/** Gradient of one value's network and linear logit in the dense features. */
export function netGradient(
  { inputs, units, values, first, second }: PreparedNets,
  sums: Float64Array,
  value: number,
): Float64Array {
  const linear = (units + value) * inputs;
  const gradient = Float64Array.from(first.subarray(linear, linear + inputs));
  for (let unit = 0; unit < units; unit += 1) {
    if (sums[unit] <= 0) continue;
    const weight = second[unit * values + value];
    const start = unit * inputs;
    for (let at = 0; at < inputs; at += 1) gradient[at] += weight * first[start + at];
  }
  return gradient;
}
