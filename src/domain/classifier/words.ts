/** A word of a text in lower case, with its half-open character range [start, end) in that text. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Words after this many are not read: it bounds the time that a very long text takes. */
export const WORD_LIMIT = 4000;

const WORD = /[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu;

/**
 * The words of a text, at most `limit` of them. A word is a run of letters and digits, with one apostrophe part
 * ("don't"); everything else separates words. For instance "Well-kept, isn’t it?" gives well, kept, isn't, it.
 */
export function words(text: string, limit = WORD_LIMIT): Word[] {
  const found: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    if (found.length >= limit) break;
    // A run without a single space may be as long as the text; only its first 64 characters are looked at.
    found.push({
      text: match[0].slice(0, 64).toLowerCase().replace('’', "'"),
      start: match.index,
      end: match.index + match[0].length,
    });
  }
  return found;
}

/**
 * What to look a word up by when the vocabulary lacks it: "don't" is read as "do", "neighbour's" as "neighbour";
 * undefined where there is nothing shorter.
 */
export function withoutApostrophe(word: string): string | undefined {
  const at = word.indexOf("'");
  if (at < 0) return undefined;
  return word.endsWith("n't") ? word.slice(0, -3) : word.slice(0, at);
}
