import { describe, expect, it } from 'vitest';
import { deltaWords, methodName, outcomeWords } from './run-words';

describe('runs in words', () => {
  it('names methods and outcomes, and leaves unknown ones as they are', () => {
    expect([methodName('couple'), methodName('newer')]).toEqual(['COUPLE', 'newer']);
    expect([outcomeWords('kept'), outcomeWords('newer')]).toEqual(['answer kept', 'newer']);
  });

  it('says Δ as far as it was measured', () => {
    expect(deltaWords(5.71, 1)).toBe('5.7 → 1.0');
    expect(deltaWords(1.24, null)).toBe('1.2');
    expect(deltaWords(null, 3)).toBe('3.0');
    expect(deltaWords(null, null)).toBe('–');
  });
});
