/**
 * Characters that draw nothing: zero-width space, word joiner, byte order mark, soft hyphen.
 * The zero-width joiners stay: in Persian they change how a word is written.
 */
const INVISIBLE = /[\u200B\u2060\uFEFF\u00AD]/g;
const SPACES = /\s+/g;
/** Most published texts need no change; one test of the text is cheaper than two replacements. */
const NEEDS_CLEANING = /[\u200B\u2060\uFEFF\u00AD\u00A0\t\n\r]|\s\s|^\s|\s$/;

/** The text as it is shown and searched: invisible characters gone, every run of spaces one plain space, trimmed. */
export function cleanText(raw: string): string {
  if (!NEEDS_CLEANING.test(raw)) return raw;
  return raw.replace(INVISIBLE, '').replace(SPACES, ' ').trim();
}

/** The text as a sentence that can stand in an answer: a capital first, a full stop last unless it ends already. */
export function asSentence(raw: string): string {
  const text = cleanText(raw);
  if (text === '') return text;
  const [first = ''] = text;
  const capitalised = first.toLocaleUpperCase('en') + text.slice(first.length);
  return /[.!?…]["'”’)\]]*$/.test(capitalised) ? capitalised : `${capitalised.replace(/[,;:\s]+$/, '')}.`;
}

/** The text cut to at most `limit` characters, at a space where there is one, with an ellipsis for what is gone. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > limit / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
