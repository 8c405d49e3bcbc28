import { describe, expect, it } from 'vitest';
import { deltaWords, methodName, outcomeWords, sizeWords } from './run-words';

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

  it('says sizes', () => {
    expect([0, 999, 1000, 12_345, 999_600, 3_400_000, 2.5e9].map(sizeWords)).toEqual([
      '0 bytes',
      '999 bytes',
      '1.0 kB',
      '12 kB',
      '1.0 MB',
      '3.4 MB',
      '2.5 GB',
    ]);
  });
});
