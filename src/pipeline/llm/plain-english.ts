const FREQUENT = new Set(
  'a and are because can for from have in is it of on our that the their they to we with you'.split(' '),
);
const WORDS_MIN = 4;
const LETTERS_MIN = 0.75;
const DISTINCT_MIN = 0.4;

/**
 * Whether a text reads as plain English at all, to detect a model that is loaded and writes rubbish, as with a broken
 * driver: some words, mostly letters, not the same few over and over, and some of the language's most frequent words.
 */
export function isPlainEnglish(text: string): boolean {
  const words = text.toLowerCase().match(/[a-z][a-z'’]*/g) ?? [];
  const visible = text.replace(/\s/g, '').length;
  const letters = words.join('').length;
  return (
    words.length >= WORDS_MIN &&
    letters / visible >= LETTERS_MIN &&
    new Set(words).size / words.length >= DISTINCT_MIN &&
    words.filter((word) => FREQUENT.has(word)).length >= 2
  );
}
