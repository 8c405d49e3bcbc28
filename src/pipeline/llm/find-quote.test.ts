import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findQuote } from './find-quote';

const TEXT = 'I would wait.  It’s “her own” life, and THIS is it.';

describe('findQuote', () => {
  it('finds words whatever their case, white space and quotation marks, and gives the text’s own', () => {
    expect(findQuote('it\'s "her own" life', TEXT)).toEqual({
      start: 15,
      end: 34,
      text: 'It’s “her own” life',
    });
    expect(findQuote('wait. it’s', TEXT)?.text).toBe('wait.  It’s');
    expect(findQuote('“this is it.”', TEXT)?.text).toBe('THIS is it');
  });

  it('takes no word that differs, none inside another word, and nothing for nothing', () => {
    expect(findQuote('her own live', TEXT)).toBeNull();
    expect(findQuote('hi', TEXT)).toBeNull();
    expect(findQuote('is', TEXT)).toEqual({ start: 45, end: 47, text: 'is' });
    expect(findQuote(' . ', TEXT)).toBeNull();
  });

  it('finds every stretch of whole words of any text', () => {
    const words = fc.array(fc.constantFrom('safe', 'İstanbul', '“keys”', 'it’s', 'ß', '😀', 'end.'), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(words, fc.nat(7), fc.nat(7), (all, one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other) + 1];
        const quote = all.slice(from, to).join(' ');
        fc.pre(/[\p{L}\p{N}😀]/u.test(quote));
        const found = findQuote(quote.toUpperCase().toLowerCase(), all.join('  '));
        if (found) expect(all.join('  ').slice(found.start, found.end)).toBe(found.text);
        expect(findQuote(quote, all.join('  '))).not.toBeNull();
      }),
    );
  });
});
