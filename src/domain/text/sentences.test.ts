import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentenceSpans } from './sentences';

const sentences = (text: string) => sentenceSpans(text).map(({ start, end }) => text.slice(start, end));

describe('sentenceSpans', () => {
  it('splits at the end of sentences and keeps their punctuation', () => {
    expect(sentences('Stop. Ask her first! Why not?')).toEqual(['Stop.', 'Ask her first!', 'Why not?']);
  });

  it('does not split after a title, an initial or a common abbreviation', () => {
    expect(sentences('Ask Dr. Lee, e.g. today. Then J. Doe.')).toEqual([
      'Ask Dr. Lee, e.g. today.',
      'Then J. Doe.',
    ]);
  });

  it('does not split inside a number', () => {
    expect(sentences('It costs 3.50 a day. Fine.')).toEqual(['It costs 3.50 a day.', 'Fine.']);
  });

  it('splits at line breaks and drops empty lines', () => {
    expect(sentences('First line\n\n second line ')).toEqual(['First line', 'second line']);
  });

  it('covers everything but white space, in order, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const spans = sentenceSpans(text);
        expect(
          spans.every((span, i) => span.start < span.end && (i === 0 || span.start >= spans[i - 1].end)),
        ).toBe(true);
        expect(
          spans
            .map(({ start, end }) => text.slice(start, end))
            .join('')
            .replace(/\s/g, ''),
        ).toBe(text.replace(/\s/g, ''));
      }),
    );
  });
});
