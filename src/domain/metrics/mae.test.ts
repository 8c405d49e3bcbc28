import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ValuePair } from './delta';
import { meanAbsoluteError } from './mae';

const pairsOf = (measured: number[], target: number[]): ValuePair[] =>
  measured.map((number, i) => ({ valueId: `v${i}`, measured: number, target: target[i] }));

describe('mean absolute error', () => {
  it('gives the worked numbers', () => {
    const { raw, centred } = meanAbsoluteError(pairsOf([3, 4, 1], [5, 2, 3]));
    expect(raw).toEqual({ sum: 6, mean: 2 });
    expect(centred?.sum).toBeCloseTo(16 / 3, 12);
    expect(centred?.mean).toBeCloseTo(16 / 9, 12);
  });

  it('says nothing about order with one value, and has no mean with none', () => {
    expect(meanAbsoluteError(pairsOf([3], [5]))).toEqual({ raw: { sum: 2, mean: 2 }, centred: null });
    expect(meanAbsoluteError([])).toEqual({ raw: { sum: 0, mean: null }, centred: null });
  });

  it('centred, does not change when either profile is moved as a whole', () => {
    const priorities = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })), {
      minLength: 2,
      maxLength: 20,
    });
    fc.assert(
      fc.property(priorities, fc.double({ min: -4, max: 4, noNaN: true }), (rows, by) => {
        const here = pairsOf(
          rows.map(([m]) => m),
          rows.map(([, t]) => t),
        );
        const there = here.map((pair) => ({ ...pair, measured: pair.measured + by }));
        expect(meanAbsoluteError(there).centred?.sum).toBeCloseTo(
          meanAbsoluteError(here).centred?.sum ?? NaN,
          9,
        );
      }),
    );
  });
});
