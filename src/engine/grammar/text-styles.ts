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

/** What a word begins with: a Latin letter or a digit. As in a character class of either notation. */
export const WORD_START = 'A-Za-z0-9À-ÖØ-öø-ɏ';
/** What a word goes on with. The hyphen stands last: there it means itself. */
export const WORD_REST = `${WORD_START}'’-`;

const MOST_WORDS = 40;
const MOST_SENTENCES = 10;

const word = `[${WORD_START}][${WORD_REST}]*`;
const phrasePattern = new RegExp(`^${word}(?:,? ${word})*$`, 'u');
const sentence = String.raw`[^ "\\.!?\p{Cc}][^"\\.!?\p{Cc}]*[.!?]`;
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
