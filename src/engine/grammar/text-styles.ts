import { z } from 'zod';

/** How a string may read. No style bounds characters: that costs XGrammar seconds to compile. */
export type TextStyle =
  /** One line of any text, without control characters. */
  | { readonly style: 'line'; readonly empty: boolean }
  /** Words joined by single blanks. */
  | { readonly style: 'phrase'; readonly words: number }
  /** Sentences joined by single blanks. */
  | { readonly style: 'sentences'; readonly sentences: number };

/** What a string in a contract was said to be; a copy with more checks keeps it. */
export const textStyles = z.registry<TextStyle>();

/**
 * Character classes as both notations and regular expressions read them. They leave ASCII characters out and name none
 * beyond: XGrammar 0.1.27 takes `[^a]` for “é” but no class that holds “é” in a range or beside another character.
 * A word begins with a letter, a digit or anything beyond ASCII; apostrophes and hyphens may follow.
 */
export const WORD_START = String.raw`[^\x00-\x2F\x3A-\x40\x5B-\x60\x7B-\x7F]`;
export const WORD_REST = String.raw`[^\x00-\x26\x28-\x2C\x2E\x2F\x3A-\x40\x5B-\x60\x7B-\x7F]`;
/** A sentence holds no blank at its start, and nowhere its own end marks, straight quotes, backslashes or control characters. */
export const SENTENCE_START = String.raw`[^\x00-\x22.?\\\x7F]`;
export const SENTENCE_REST = String.raw`[^\x00-\x1F!"?.\\\x7F]`;

const MOST_WORDS = 40;
const MOST_SENTENCES = 10;

const word = `${WORD_START}${WORD_REST}*`;
const phrasePattern = new RegExp(`^${word}(?:,? ${word})*$`, 'u');
const sentence = `${SENTENCE_START}${SENTENCE_REST}*[.!?]`;
const sentencesPattern = new RegExp(`^${sentence}(?: ${sentence})*$`, 'u');

/**
 * A string of one to `maxWords` words (at most 40) joined by single blanks, with commas after words, and no other marks
 * than apostrophes and hyphens within.
 */
export function phrase(maxWords: number): z.ZodString {
  checkBound('phrase', maxWords, MOST_WORDS);
  return z
    .string()
    .refine((text) => phrasePattern.test(text) && text.split(' ').length <= maxWords, {
      error: `Expected one to ${maxWords} plain words`,
    })
    .register(textStyles, { style: 'phrase', words: maxWords });
}

/**
 * A string of one to `max` sentences (at most 10) joined by single blanks. Each ends with a full stop, an exclamation or a
 * question mark and has none within, so “3.5” can't be written; nor can straight double quotes.
 */
export function sentences(max: number): z.ZodString {
  checkBound('sentences', max, MOST_SENTENCES);
  return z
    .string()
    .refine((text) => sentencesPattern.test(text) && (text.match(/[.!?]/g)?.length ?? 0) <= max, {
      error: `Expected one to ${max} sentences`,
    })
    .register(textStyles, { style: 'sentences', sentences: max });
}

function checkBound(name: string, value: number, most: number): void {
  if (!Number.isInteger(value) || value < 1 || value > most) {
    throw new Error(`${name}(${value}): a whole number from 1 to ${most} is needed.`);
  }
}
