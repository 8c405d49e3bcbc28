import { seededRandom, type Random } from '../../src/domain/random';
import { Adam } from './adam';

const HIDDEN = 64;
const EPOCHS = 12;
const BATCH = 64;
const RATE = 1e-3;
/** Shares of inputs and of hidden units that are left out while training. */
const INPUT_DROPOUT = 0.3;
const HIDDEN_DROPOUT = 0.5;

export interface TrainedNet {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
  readonly hiddenWeights: Float64Array;
  readonly hiddenBias: Float64Array;
  readonly outputWeights: Float64Array;
  readonly linearWeights: Float64Array;
  readonly bias: Float64Array;
}

/**
 * Trains logits = bias + x L + relu(x W1 + b1) W2 by minibatch Adam on the mean binary cross-entropy, with dropout.
 * `inputs` are standardised rows, `targets` 0/1 rows. The same seed gives the same network.
 */
export function trainNet(
  inputs: readonly Float64Array[],
  targets: readonly Float64Array[],
  seed: number,
): TrainedNet {
  const random = seededRandom(seed);
  const size = inputs[0].length;
  const outputs = targets[0].length;
  const net: TrainedNet = {
    inputs: size,
    hidden: HIDDEN,
    outputs,
    hiddenWeights: gaussian(size * HIDDEN, Math.sqrt(2 / size), random),
    hiddenBias: new Float64Array(HIDDEN),
    outputWeights: gaussian(HIDDEN * outputs, 0.01, random),
    linearWeights: gaussian(size * outputs, 0.001, random),
    bias: new Float64Array(outputs).fill(-1.5),
  };
  const parts = [net.hiddenWeights, net.hiddenBias, net.outputWeights, net.linearWeights, net.bias].map(
    (values) => ({
      values,
      gradient: new Float64Array(values.length),
      adam: new Adam(values.length),
    }),
  );
  const gradients = parts.map((part) => part.gradient);
  const batches = Math.floor(inputs.length / BATCH);
  const order = inputs.map((_, index) => index);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, random);
    for (let batch = 0; batch < batches; batch += 1) {
      for (const index of order.slice(batch * BATCH, (batch + 1) * BATCH)) {
        addGradient(net, gradients, inputs[index], targets[index], random);
      }
      const rate = RATE * (1 - (epoch * batches + batch) / (EPOCHS * batches));
      for (const { values, gradient, adam } of parts) adam.step(values, gradient, rate);
    }
  }
  return net;
}

function addGradient(
  net: TrainedNet,
  [toHidden, toHiddenBias, toOutput, toLinear, toBias]: readonly Float64Array[],
  row: Float64Array,
  target: Float64Array,
  random: Random,
): void {
  const input = row.map((value) => (random() < INPUT_DROPOUT ? 0 : value / (1 - INPUT_DROPOUT)));
  const hidden = hiddenUnits(net, input);
  for (let unit = 0; unit < hidden.length; unit += 1) {
    hidden[unit] = random() < HIDDEN_DROPOUT ? 0 : Math.max(0, hidden[unit]) / (1 - HIDDEN_DROPOUT);
  }
  const logits = outputLogits(net, input, hidden);
  const error = logits.map((value, index) => (1 / (1 + Math.exp(-value)) - target[index]) / BATCH);
  for (let index = 0; index < error.length; index += 1) toBias[index] += error[index];
  addOuter(toLinear, input, error);
  addOuter(toOutput, hidden, error);
  const back = new Float64Array(hidden.length);
  for (let unit = 0; unit < hidden.length; unit += 1) {
    if (hidden[unit] === 0) continue;
    let sum = 0;
    for (let index = 0; index < error.length; index += 1) {
      sum += net.outputWeights[unit * error.length + index] * error[index];
    }
    back[unit] = sum / (1 - HIDDEN_DROPOUT);
    toHiddenBias[unit] += back[unit];
  }
  addOuter(toHidden, input, back);
}

/** The logits of one standardised row. */
export function runNet(net: TrainedNet, input: Float64Array): Float64Array {
  return outputLogits(
    net,
    input,
    hiddenUnits(net, input).map((value) => Math.max(0, value)),
  );
}

function hiddenUnits(net: TrainedNet, input: Float64Array): Float64Array {
  const sums = Float64Array.from(net.hiddenBias);
  addProduct(sums, input, net.hiddenWeights);
  return sums;
}

function outputLogits(net: TrainedNet, input: Float64Array, hidden: Float64Array): Float64Array {
  const sums = Float64Array.from(net.bias);
  addProduct(sums, input, net.linearWeights);
  addProduct(sums, hidden, net.outputWeights);
  return sums;
}

function addProduct(sums: Float64Array, row: Float64Array, matrix: Float64Array): void {
  const columns = sums.length;
  for (let at = 0; at < row.length; at += 1) {
    const factor = row[at];
    if (factor === 0) continue;
    const start = at * columns;
    for (let column = 0; column < columns; column += 1) sums[column] += factor * matrix[start + column];
  }
}

function addOuter(matrix: Float64Array, row: Float64Array, error: Float64Array): void {
  const columns = error.length;
  for (let at = 0; at < row.length; at += 1) {
    const factor = row[at];
    if (factor === 0) continue;
    const start = at * columns;
    for (let column = 0; column < columns; column += 1) matrix[start + column] += factor * error[column];
  }
}

function gaussian(size: number, deviation: number, random: Random): Float64Array {
  return new Float64Array(size).map(
    () => deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  );
}

/** Fisher-Yates. */
function shuffle(order: number[], random: Random): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other], order[at]];
  }
}
