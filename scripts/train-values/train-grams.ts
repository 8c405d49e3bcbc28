import { GRAM_BUCKETS } from '../../src/domain/classifier/char-grams';
import { seededRandom } from '../../src/domain/random';

export interface SparseRow {
  readonly buckets: readonly number[];
  readonly values: readonly number[];
}

export interface TrainedGrams {
  /** Row-major, buckets by values. */
  readonly weights: Float64Array;
  readonly bias: Float64Array;
}

const EPOCHS = 12;
const RATE = 0.1;
/** Strength of the pull towards 0, as the inverse of the usual C. */
const RIDGE = 0.5;

/**
 * One logistic regression for each value on hashed character n-grams, by AdaGrad (Duchi et al., 2011) one row at a time.
 * The ridge term of a bucket is spread over its occurrences. The same rows give the same weights.
 */
export function trainGrams(rows: readonly SparseRow[], targets: readonly Float64Array[]): TrainedGrams {
  const outputs = targets[0].length;
  const weights = new Float64Array(GRAM_BUCKETS * outputs);
  const squares = new Float64Array(GRAM_BUCKETS * outputs).fill(1e-4);
  const bias = new Float64Array(outputs).fill(-1.5);
  const biasSquares = new Float64Array(outputs).fill(1);
  const occurrences = new Float64Array(GRAM_BUCKETS);
  for (const { buckets } of rows) for (const bucket of buckets) occurrences[bucket] += 1;
  const random = seededRandom(7);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let step = 0; step < rows.length; step += 1) {
      const index = Math.floor(random() * rows.length);
      const { buckets, values } = rows[index];
      const logits = scoreGrams({ weights, bias }, rows[index]);
      const error = logits.map((value, at) => 1 / (1 + Math.exp(-value)) - targets[index][at]);
      for (let output = 0; output < outputs; output += 1) {
        biasSquares[output] += error[output] * error[output];
        bias[output] -= (RATE * error[output]) / Math.sqrt(biasSquares[output]);
      }
      for (let entry = 0; entry < buckets.length; entry += 1) {
        const start = buckets[entry] * outputs;
        const pull = RIDGE / occurrences[buckets[entry]];
        for (let output = 0; output < outputs; output += 1) {
          const at = start + output;
          const slope = error[output] * values[entry] + pull * weights[at];
          squares[at] += slope * slope;
          weights[at] -= (RATE * slope) / Math.sqrt(squares[at]);
        }
      }
    }
  }
  return { weights, bias };
}

export function scoreGrams({ weights, bias }: TrainedGrams, { buckets, values }: SparseRow): Float64Array {
  const logits = Float64Array.from(bias);
  for (let entry = 0; entry < buckets.length; entry += 1) {
    const start = buckets[entry] * logits.length;
    for (let output = 0; output < logits.length; output += 1)
      logits[output] += values[entry] * weights[start + output];
  }
  return logits;
}
