import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ValuePair } from './delta';
import { averageRanks, spearman } from './spearman';

const pairsOf = (measured: number[], target: number[]): ValuePair[] =>
  measured.map((number, i) => ({ valueId: `v${i}`, measured: number, target: target[i] }));

describe('Spearman’s ρ', () => {
  it('gives the worked number, with ties', () => {
    expect(averageRanks([3, 1, 3])).toEqual([2.5, 1, 2.5]);
    expect(spearman(pairsOf([1, 2, 2, 5], [2, 1, 3, 4])).rho).toBeCloseTo(3 / Math.sqrt(22.5), 12);
  });

  it('is 1 for the same order and −1 for the opposite', () => {
    expect(spearman(pairsOf([1, 3, 5], [2, 4, 5])).rho).toBeCloseTo(1, 12);
    expect(spearman(pairsOf([5, 3, 1], [2, 4, 5])).rho).toBeCloseTo(-1, 12);
  });

  it('is undefined, with a reason, for fewer than two values and without variance', () => {
    expect(spearman(pairsOf([3], [4]))).toEqual({ rho: null, reason: expect.stringContaining('two values') });
    expect(spearman(pairsOf([3, 3], [4, 5]))).toEqual({
      rho: null,
      reason: expect.stringContaining('measured'),
    });
    expect(spearman(pairsOf([3, 4], [4, 4]))).toEqual({
      rho: null,
      reason: expect.stringContaining('target'),
    });
  });

  it('does not change under an increasing function of either side', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })), {
      minLength: 2,
      maxLength: 20,
    });
    fc.assert(
      fc.property(rows, (numbers) => {
        const here = pairsOf(
          numbers.map(([m]) => m),
          numbers.map(([, t]) => t),
        );
        const there = here.map((pair) => ({
          ...pair,
          measured: Math.exp(pair.measured),
          target: pair.target ** 3 - 7,
        }));
        expect(spearman(there)).toEqual(spearman(here));
      }),
    );
  });
});
