import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ThinkingFilter } from './thinking-filter';

function filtered(pieces: readonly string[]) {
  const filter = new ThinkingFilter();
  const given = pieces.map((piece) => filter.push(piece));
  return { given, filter };
}

it('takes an empty thought and a long one off the head, and nothing else', () => {
  for (const thought of ['<think>\n\n</think>\n\n', '<think>Well, \nlet me see.</think>\n']) {
    const { given, filter } = filtered([thought, 'Be ', 'kind.']);
    expect(given.join('')).toBe('Be kind.');
    expect(filter).toMatchObject({ raw: `${thought}Be kind.`, shown: 'Be kind.' });
  }
  expect(filtered(['a <think>b</think>']).filter.shown).toBe('a <think>b</think>');
});

it('shows nothing of a thought that is still open', () => {
  expect(filtered(['<thi', 'nk>', 'hm', ' hm']).given.join('')).toBe('');
});

it('loses no letter after a thought that white space comes before', () => {
  expect(filtered(['\n', '<think>x</think>\n\n', 'Hello']).given.join('')).toBe('Hello');
  expect(filtered([' ', '\n', ' Hello', ' you']).given.join('')).toBe(' \n Hello you');
});

it('gives the same however the reply is cut into pieces', () => {
  const reply = ' \n<think>\nNo.\n</think>\n\nOne < two, “said” he.';
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 60 }), (lengths) => {
      const pieces: string[] = [];
      let rest = reply;
      for (const length of lengths) {
        pieces.push(rest.slice(0, length));
        rest = rest.slice(length);
      }
      const { given, filter } = filtered([...pieces, rest]);
      expect(given.join('')).toBe('One < two, “said” he.');
      expect(filter.raw).toBe(reply);
    }),
  );
});
