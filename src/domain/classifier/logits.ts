import { firstLayer, netLogits, type PreparedTables } from './prepare';
import { addNibbleRow } from './quantise';
import { denseFeatures, gramFeatures, type WordSums } from './text-features';

/** What scoring a text leaves behind, for finding out afterwards which words moved the score. */
export interface Scored {
  readonly features: Float64Array;
  /** The numbers before the ReLU, see `firstLayer`. */
  readonly inside: Float64Array;
  /** Uncalibrated score of each value: networks and linear part, plus the weighted n-gram part. */
  readonly logits: Float64Array;
}

export function scoreSums(tables: PreparedTables, sums: WordSums): Scored {
  const features = denseFeatures(tables, sums);
  const inside = firstLayer(tables.prepared, features);
  const logits = netLogits(tables.prepared, inside);
  const { buckets, values } = gramFeatures(tables, sums);
  const grams = Float64Array.from(tables.gramBias);
  for (let at = 0; at < buckets.length; at += 1) addNibbleRow(tables.grams, buckets[at], values[at], grams);
  for (let value = 0; value < logits.length; value += 1) logits[value] += tables.gramWeight * grams[value];
  return { features, inside, logits };
}
