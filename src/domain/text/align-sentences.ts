import { diffArrays } from 'diff';
import { sentenceSpans } from './sentences';

/** A sentence of each text, white space after it included; an empty string where it has no partner. */
export interface SentencePair {
  before: string;
  after: string;
}

/** Share of words that two sentences must have in common to be read as one sentence rewritten (Dice coefficient). */
const SAME_SENTENCE = 0.5;
/** Above this many comparisons only equal sentences are paired: a text pasted by mistake must not hang the page. */
const COMPARISONS_AT_MOST = 40_000;

/**
 * Pairs the sentences of two texts in order so that the words shared in all pairs are as many as possible (dynamic
 * programming, as in Needleman and Wunsch 1970). The befores joined are `before`, the afters joined are `after`.
 *
 * Worked: "Stay. Go home now." and "Go home." give ("Stay. ", "") and ("Go home now.", "Go home."): two of five words twice,
 * 2 × 2 / (3 + 2) = 0.8.
 */
export function alignSentences(before: string, after: string): SentencePair[] {
  const one = sentences(before);
  const other = sentences(after);
  if (one.length * other.length > COMPARISONS_AT_MOST) return pairEqual(one, other);
  const oneWords = one.map(wordCounts);
  const otherWords = other.map(wordCounts);
  const width = other.length + 1;
  const best = new Float64Array((one.length + 1) * width);
  const likeness = new Float64Array((one.length + 1) * width);

  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      const at = i * width + j;
      const same = one[i].trim() === other[j].trim();
      const share = same ? 1 : dice(oneWords[i], otherWords[j]);
      likeness[at] = share >= SAME_SENTENCE ? share : 0;
      const paired = likeness[at] > 0 ? likeness[at] + best[at + width + 1] : 0;
      best[at] = Math.max(paired, best[at + width], best[at + 1]);
    }
  }

  const pairs: SentencePair[] = [];
  let i = 0;
  let j = 0;
  while (i < one.length || j < other.length) {
    const at = i * width + j;
    const bothLeft = i < one.length && j < other.length;
    if (bothLeft && likeness[at] > 0 && best[at] === likeness[at] + best[at + width + 1]) {
      pairs.push({ before: one[i++], after: other[j++] });
    } else if (i < one.length && (j === other.length || best[at] === best[at + width])) {
      pairs.push({ before: one[i++], after: '' });
    } else {
      pairs.push({ before: '', after: other[j++] });
    }
  }
  return pairs;
}

function pairEqual(one: readonly string[], other: readonly string[]): SentencePair[] {
  return diffArrays([...one], [...other]).flatMap(({ value, added, removed }) =>
    value.map((text) => ({ before: added ? '' : text, after: removed ? '' : text })),
  );
}

/** The sentences, each up to the beginning of the next. */
function sentences(text: string): string[] {
  if (text === '') return [];
  const starts = sentenceSpans(text).map((span) => span.start);
  starts[0] = 0;
  return starts.map((start, at) => text.slice(start, starts[at + 1] ?? text.length));
}

interface WordCounts {
  counts: Map<string, number>;
  total: number;
}

function wordCounts(sentence: string): WordCounts {
  const words = sentence.toLowerCase().match(/[\p{L}\p{N}'’-]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { counts, total: words.length };
}

function dice(one: WordCounts, other: WordCounts): number {
  if (one.total + other.total === 0) return 0;
  let shared = 0;
  for (const [word, count] of one.counts) shared += Math.min(count, other.counts.get(word) ?? 0);
  return (2 * shared) / (one.total + other.total);
}
