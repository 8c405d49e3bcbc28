import { describe, expect, it } from 'vitest';
import { adviceSentence, KEPT, NONE, tallyAdvice } from './advice-tally';

describe('the advice of several runs', () => {
  it('counts, options first and the most frequent of them first', () => {
    expect(tallyAdvice([KEPT, 'B', NONE, KEPT, 'A', 'B'])).toEqual([
      { advice: 'B', count: 2 },
      { advice: 'A', count: 1 },
      { advice: KEPT, count: 2 },
      { advice: NONE, count: 1 },
    ]);
  });

  it('says it in words', () => {
    expect(adviceSentence(['B', 'B', 'A', 'B', 'B'])).toBe('4 of 5 advise B, 1 A');
    expect(adviceSentence(['A', 'A'])).toBe('All 2 advise A');
    expect(adviceSentence(['A', 'B'])).toBe('1 of 2 advises A, 1 B');
    expect(adviceSentence(['A', KEPT])).toBe('1 of 2 advises A, 1 keeps the answer');
    expect(adviceSentence([NONE, KEPT, KEPT])).toBe('2 of 3 keep the answer, 1 names no option');
    expect(adviceSentence([NONE])).toBe('The one profile names no option');
    expect(adviceSentence([])).toBe('');
  });
});
