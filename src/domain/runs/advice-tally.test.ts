import { describe, expect, it } from 'vitest';
import { adviceSentence, tallyAdvice } from './advice-tally';

const said = (...advised: (string | null)[]) => adviceSentence(tallyAdvice(advised));

describe('the advice of several runs', () => {
  it('counts the options, most advised first', () => {
    expect(tallyAdvice(['B', 'A', 'B', null])).toEqual({
      total: 4,
      options: [
        { optionId: 'B', count: 2 },
        { optionId: 'A', count: 1 },
      ],
      none: 1,
    });
  });

  it('says it in words', () => {
    expect(said('B', 'B', 'A', 'B', 'B')).toBe('4 of 5 advise B, 1 A');
    expect(said('A', 'A')).toBe('All 2 advise A');
    expect(said('A', 'B')).toBe('1 of 2 advises A, 1 B');
    expect(said('A', null)).toBe('1 of 2 advises A, 1 none');
    expect(said(null, null)).toBe('The answers name none of the options');
    expect(said()).toBe('');
  });
});
