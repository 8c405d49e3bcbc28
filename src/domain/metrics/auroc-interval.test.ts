import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aurocInterval } from './auroc-interval';

describe('the interval of an AUROC', () => {
  it('has a width at the ends of the scale, and shrinks with more cases', () => {
    const [low, high] = aurocInterval(1, 6, 6);
    // At the lower end 1 − θ = 1.96 √V(θ): θ = 0.68 gives 0.320 > 0.314, θ = 0.70 gives 0.300 < 0.307.
    expect(low).toBeGreaterThan(0.68);
    expect(low).toBeLessThan(0.7);
    expect(high).toBe(1);
    expect(aurocInterval(1, 60, 60)[0]).toBeGreaterThan(low);
  });

  it('is symmetric around chance and holds chance for a coin', () => {
    const [low, high] = aurocInterval(0.5, 6, 6);
    expect(low).toBeCloseTo(1 - high, 9);
    expect(low).toBeLessThan(0.3);
  });

  it('holds the measured value, within 0 and 1', () => {
    const cases = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), cases, cases, (auroc, m1, m2) => {
        const [low, high] = aurocInterval(auroc, m1, m2);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(auroc);
        expect(high).toBeGreaterThanOrEqual(auroc);
      }),
    );
  });
});
