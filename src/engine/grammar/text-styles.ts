import { z } from 'zod';

/** How a string may read. No style bounds characters: that costs XGrammar seconds to compile. */
export type TextStyle =
  /** One line of any text, without control characters. */
  | { readonly style: 'line'; readonly empty: boolean }
  /** Words joined by single blanks. */
  | { readonly style: 'phrase'; readonly words: number };

/** What a string in a contract was said to be; a copy with more checks keeps it. */
export const textStyles = z.registry<TextStyle>();

/**
 * Character classes as both notations and regular expressions read them. They leave ASCII characters out and name none
 * beyond: XGrammar 0.1.27 takes `[^a]` for “é” but no class that holds “é” in a range or beside another character.
 * A word begins with a letter, a digit or anything beyond ASCII; apostrophes and hyphens may follow.
 */
export const WORD_START = String.raw`[^\x00-\x2F\x3A-\x40\x5B-\x60\x7B-\x7F]`;
export const WORD_REST = String.raw`[^\x00-\x26\x28-\x2C\x2E\x2F\x3A-\x40\x5B-\x60\x7B-\x7F]`;

const MOST_WORDS = 40;

const word = `${WORD_START}${WORD_REST}*`;
const phrasePattern = new RegExp(`^${word}(?:,? ${word})*$`, 'u');

/**
 * A string of one to `maxWords` words (at most 40) joined by single blanks, with commas after words, and no other marks
 * than apostrophes and hyphens within.
 */
export function phrase(maxWords: number): z.ZodString {
  if (!Number.isInteger(maxWords) || maxWords < 1 || maxWords > MOST_WORDS) {
    throw new Error(`phrase(${maxWords}): a whole number from 1 to ${MOST_WORDS} is needed.`);
  }
  return z
    .string()
    .refine((text) => phrasePattern.test(text) && text.split(' ').length <= maxWords, {
      error: `Expected one to ${maxWords} plain words`,
    })
    .register(textStyles, { style: 'phrase', words: maxWords });
}
