import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignSentences } from './align-sentences';
import { type DiffPart, diffText } from './diff-text';

const join = (parts: DiffPart[], but: DiffPart['kind']) =>
  parts
    .filter((part) => part.kind !== but)
    .map((part) => part.text)
    .join('');

/** Texts that share words and sentences, so that all three kinds of part come up. */
const prose = fc
  .array(
    fc.constantFrom('keep', 'the keys', 'Ask her.', 'now', '.', ' ', '\n', '!', 'Go home today. ', 'ü', '😀'),
    {
      maxLength: 30,
    },
  )
  .map((pieces) => pieces.join(' '));

describe('diffText', () => {
  it('gives back both texts to the character', () => {
    fc.assert(
      fc.property(fc.oneof(prose, fc.string()), fc.oneof(prose, fc.string()), (before, after) => {
        const parts = diffText(before, after);
        expect(join(parts, 'removed')).toBe(after);
        expect(join(parts, 'added')).toBe(before);
        for (const part of parts) {
          const text = part.kind === 'removed' ? before : after;
          expect(text.slice(part.start, part.start + part.text.length)).toBe(part.text);
        }
      }),
    );
  });

  it('keeps a text that did not change in one part', () => {
    fc.assert(
      fc.property(prose, (text) => {
        expect(diffText(text, text)).toEqual(text === '' ? [] : [{ kind: 'kept', text, start: 0 }]);
      }),
    );
  });

  it('replaces whole sentences that share few words', () => {
    expect(diffText('It is her own life. Be kind.', 'Take the keys today. Be kind.')).toEqual([
      { kind: 'removed', text: 'It is her own life. ', start: 0 },
      { kind: 'added', text: 'Take the keys today. ', start: 0 },
      { kind: 'kept', text: 'Be kind.', start: 21 },
    ]);
  });

  it('marks the words that changed inside a sentence that stays', () => {
    const parts = diffText('Offer to drive her to the shop.', 'Offer to drive her to the doctor.');
    expect(parts.map((part) => [part.kind, part.text])).toEqual([
      ['kept', 'Offer to drive her to the '],
      ['removed', 'shop'],
      ['added', 'doctor'],
      ['kept', '.'],
    ]);
  });

  it('does not keep single words between two changes', () => {
    const parts = diffText(
      'We sell old cars to good people here today.',
      'We give new cars to poor people here today.',
    );
    expect(parts.map((part) => part.text)).toEqual([
      'We ',
      'sell old cars to good',
      'give new cars to poor',
      ' people here today.',
    ]);
  });

  it('is all added or all removed against an empty text', () => {
    expect(diffText('', 'A. B.')).toEqual([{ kind: 'added', text: 'A. B.', start: 0 }]);
    expect(diffText('A. B.', '')).toEqual([{ kind: 'removed', text: 'A. B.', start: 0 }]);
  });

  it('compares texts far longer than any answer, by equal sentences', () => {
    const long = Array.from({ length: 3000 }, (_, at) => `Sentence number ${at} stays. `).join('');
    expect(diffText(long, `${long}One more.`)).toEqual([
      { kind: 'kept', text: long, start: 0 },
      { kind: 'added', text: 'One more.', start: long.length },
    ]);
  });
});

describe('alignSentences', () => {
  it('pairs a rewritten sentence with its original', () => {
    expect(alignSentences('Stay. Go home now.', 'Go home.')).toEqual([
      { before: 'Stay. ', after: '' },
      { before: 'Go home now.', after: 'Go home.' },
    ]);
  });
});
