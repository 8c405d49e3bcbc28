import type { Concept } from '../../domain/runs/attribution';

type Quote = NonNullable<Concept['quote']>;

/**
 * Where a quote stands in a text, in the text's own characters, or null where it does not stand there. Case, white space
 * and the kind of quotation marks and apostrophes may differ, and full stops or commas at the quote's ends; nothing else may.
 */
export function findQuote(quote: string, text: string): Quote | null {
  const wanted = normal(quote)
    .map(({ character }) => character)
    .join('')
    .replace(/^[\s.,;:'"]+|[\s.,;:'"]+$/g, '');
  if (wanted === '') return null;
  const characters = normal(text);
  const haystack = characters.map(({ character }) => character).join('');
  for (let at = haystack.indexOf(wanted); at >= 0; at = haystack.indexOf(wanted, at + 1)) {
    // Whole words only: "is" is not a quote of "this".
    if (isLetter(haystack[at - 1]) || isLetter(haystack[at + wanted.length])) continue;
    const start = characters[at].start;
    const end = characters[at + wanted.length - 1].end;
    return { start, end, text: text.slice(start, end) };
  }
  return null;
}

interface Normal {
  /** One UTF-16 unit. */
  readonly character: string;
  /** Its range in the text that it comes from. */
  readonly start: number;
  readonly end: number;
}

/** A text in lower case, with each stretch of white space as one blank and all quotation marks straight. */
function normal(text: string): Normal[] {
  const characters: Normal[] = [];
  for (const match of text.matchAll(/\s+|[\s\S]/gu)) {
    const [start, end] = [match.index, match.index + match[0].length];
    for (const character of plain(match[0])) characters.push({ character, start, end });
  }
  return characters;
}

function plain(piece: string): string[] {
  if (/^\s/u.test(piece)) return [' '];
  if (/[‘’‚‛′]/u.test(piece)) return ["'"];
  if (/[“”„‟″«»]/u.test(piece)) return ['"'];
  return piece.toLowerCase().split('');
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
