import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auroc, calibrationError, decisionScores } from './metrics';

describe('metrics', () => {
  it('counts decisions', () => {
    expect(decisionScores([true, true, false], [true, false, true])).toEqual({
      precision: 0.5,
      recall: 0.5,
      f1: 0.5,
      support: 2,
    });
    expect(decisionScores([false], [false])).toEqual({ precision: 0, recall: 0, f1: 0, support: 0 });
  });

  it('measures the area under the curve, ties shared, undefined for one class', () => {
    expect(auroc([1, 2, 3], [false, false, true])).toBe(1);
    expect(auroc([1, 1], [false, true])).toBe(0.5);
    expect(auroc([1, 2], [true, true])).toBeNaN();
  });

  it('does not change the area when scores are stretched', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.boolean()), { minLength: 2 });
    fc.assert(
      fc.property(rows, (pairs) => {
        const labels = pairs.map(([, label]) => label);
        const plain = auroc(
          pairs.map(([score]) => score),
          labels,
        );
        const stretched = auroc(
          pairs.map(([score]) => Math.exp(score)),
          labels,
        );
        expect(stretched).toEqual(plain);
      }),
    );
  });

  it('finds no calibration error where the probabilities are the shares', () => {
    expect(calibrationError([0, 0, 1, 1], [false, false, true, true])).toBe(0);
    expect(calibrationError([1, 1], [false, false], 1)).toBe(1);
    expect(calibrationError([], [])).toBe(0);
  });
});
