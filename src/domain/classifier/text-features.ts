import { gramBuckets } from './char-grams';
import { addNibbleRow } from './quantise';
import type { ClassifierTables } from './tables';
import { withoutApostrophe, type Word } from './words';

/** What the two halves of the classifier need to know about the words: tables that exist before anything is trained. */
export type FeatureTables = Pick<
  ClassifierTables,
  'vocabulary' | 'vectors' | 'idf' | 'descriptions' | 'gramIdf'
>;

/**
 * The sums over the words of a text that every feature is computed from. They can be lowered by one word, which is what
 * leaving a word out means.
 */
export interface WordSums {
  /** Sum of idf times word vector. */
  readonly vector: Float64Array;
  /** Sum of idf over the words of the vocabulary. */
  weight: number;
  /** Occurrences by n-gram bucket. */
  readonly grams: Map<number, number>;
}

/** Row of a word in the vocabulary, its shorter form's row, or undefined. */
export function vocabularyRow(tables: FeatureTables, word: string): number | undefined {
  const row = tables.vocabulary.get(word);
  if (row !== undefined) return row;
  const shorter = withoutApostrophe(word);
  return shorter === undefined ? undefined : tables.vocabulary.get(shorter);
}

/** Adds a word `sign` times (1 adds, -1 takes away). */
export function countWord(tables: FeatureTables, sums: WordSums, word: string, sign: 1 | -1): void {
  const row = vocabularyRow(tables, word);
  if (row !== undefined) {
    const idf = tables.idf[row];
    addNibbleRow(tables.vectors, row, sign * idf, sums.vector);
    sums.weight += sign * idf;
  }
  for (const bucket of gramBuckets(word)) {
    const count = (sums.grams.get(bucket) ?? 0) + sign;
    if (count === 0) sums.grams.delete(bucket);
    else sums.grams.set(bucket, count);
  }
}

export function sumWords(tables: FeatureTables, words: readonly Word[]): WordSums {
  const sums: WordSums = { vector: new Float64Array(tables.vectors.columns), weight: 0, grams: new Map() };
  for (const word of words) countWord(tables, sums, word.text, 1);
  return sums;
}

/**
 * Dense features: the idf-weighted mean of the word vectors (100), then its cosine with each label description (54).
 * All 0 for a text without a known word.
 */
export function denseFeatures(tables: FeatureTables, sums: WordSums): Float64Array {
  const { vectors, descriptions } = tables;
  const features = new Float64Array(vectors.columns + descriptions.rows);
  if (sums.weight < 1e-6) return features;
  let square = 0;
  for (let column = 0; column < vectors.columns; column += 1) {
    features[column] = sums.vector[column] / sums.weight;
    square += features[column] * features[column];
  }
  const length = Math.max(1e-9, Math.sqrt(square));
  for (let row = 0; row < descriptions.rows; row += 1) {
    let dot = 0;
    for (let column = 0; column < descriptions.columns; column += 1) {
      dot +=
        features[column] *
        descriptions.data[row * descriptions.columns + column] *
        descriptions.scale[column];
    }
    features[vectors.columns + row] = dot / length;
  }
  return features;
}

/**
 * Character n-gram features as a unit vector: (1 + ln count) * idf by bucket, over its length. Empty for a text without
 * words.
 */
export function gramFeatures(tables: FeatureTables, sums: WordSums): { buckets: number[]; values: number[] } {
  const buckets: number[] = [];
  const values: number[] = [];
  let square = 0;
  for (const [bucket, count] of sums.grams) {
    const value = (1 + Math.log(count)) * tables.gramIdf[bucket];
    buckets.push(bucket);
    values.push(value);
    square += value * value;
  }
  const length = Math.max(1e-9, Math.sqrt(square));
  return { buckets, values: values.map((value) => value / length) };
}
