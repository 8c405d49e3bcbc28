import { gramBuckets, GRAM_BUCKETS } from '../../src/domain/classifier/char-grams';
import { roundIdf } from '../../src/domain/classifier/classifier-file';
import { toByteMatrix, toNibbleMatrix } from '../../src/domain/classifier/quantise';
import type { NibbleMatrix } from '../../src/domain/classifier/tables';
import {
  denseFeatures,
  sumWords,
  vocabularyRow,
  type FeatureTables,
} from '../../src/domain/classifier/text-features';
import { words } from '../../src/domain/classifier/words';
import { DIMENSIONS, type WordVectors } from './word-vectors';

/** How many of the most frequent words are kept beside those of the training texts, for texts on other matters. */
const FREQUENT_WORDS = 10000;

/**
 * Highest idf: words that training saw less than about eight times weigh no more than those, since what they say about
 * values is known from their neighbours among the word vectors only.
 */
const IDF_MAX = 6.5;

export interface Vocabulary {
  readonly rows: ReadonlyMap<string, number>;
  readonly vectors: NibbleMatrix;
}

/** The sorted vocabulary (words of the texts and frequent words that have a vector) with its unit vectors in four bits. */
export function buildVocabulary(texts: readonly string[], source: WordVectors): Vocabulary {
  const known = new Map(source.words.map((word, index) => [word, index]));
  const kept = new Set<string>();
  for (const text of texts) {
    for (const { text: word } of words(text)) {
      for (const form of [word, word.replace(/n't$|'.*$/, '')]) if (known.has(form)) kept.add(form);
    }
  }
  for (const word of source.words.slice(0, FREQUENT_WORDS)) if (/^[a-z]{2,}$/.test(word)) kept.add(word);
  const list = [...kept].filter((word) => /^[a-z0-9']{1,64}$/.test(word)).sort();
  const values = new Float32Array(list.length * DIMENSIONS);
  list.forEach((word, index) => {
    const start = (known.get(word) ?? 0) * DIMENSIONS;
    const row = source.values.subarray(start, start + DIMENSIONS);
    const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    values.set(
      row.map((value) => value / Math.max(1e-9, length)),
      index * DIMENSIONS,
    );
  });
  return {
    rows: new Map(list.map((word, index) => [word, index])),
    vectors: toNibbleMatrix(values, list.length, DIMENSIONS, { clip: 3, centre: 7.5 }),
  };
}

/** The tables that exist before anything is trained: document frequencies are counted on `texts` alone. */
export function buildFeatureTables(
  { rows, vectors }: Vocabulary,
  texts: readonly string[],
  descriptions: readonly string[],
): FeatureTables {
  const empty = toByteMatrix([], 0, DIMENSIONS);
  const bare = {
    vocabulary: rows,
    vectors,
    idf: new Float32Array(rows.size),
    gramIdf: new Float32Array(GRAM_BUCKETS),
    descriptions: empty,
  };
  const counts = new Float32Array(rows.size);
  const gramCounts = new Float32Array(GRAM_BUCKETS);
  for (const text of texts) {
    const found = [...new Set(words(text).map((word) => word.text))];
    for (const row of new Set(found.map((word) => vocabularyRow(bare, word))))
      if (row !== undefined) counts[row] += 1;
    for (const bucket of new Set(found.flatMap(gramBuckets))) gramCounts[bucket] += 1;
  }
  const idf = (count: number) => roundIdf(Math.min(IDF_MAX, Math.log((texts.length + 1) / (count + 1))));
  const tables = { ...bare, idf: counts.map(idf), gramIdf: gramCounts.map(idf) };
  const directions = descriptions.flatMap((text) => {
    const mean = denseFeatures(tables, sumWords(tables, words(text)));
    const length = Math.sqrt(mean.reduce((sum, value) => sum + value * value, 0));
    return [...mean.map((value) => value / Math.max(1e-9, length))];
  });
  return { ...tables, descriptions: toByteMatrix(directions, descriptions.length, DIMENSIONS) };
}
