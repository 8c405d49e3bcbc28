import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimatePriority, offeredPriorities } from './priority-choice';

describe('a priority from the probabilities of its digits', () => {
  it('is their expectation, with one deviation to each side and the entropy in bits', () => {
    // ½ · 3 + ½ · 4 = 3.5; σ = 0.5; −2 · ½ log₂ ½ = 1 bit.
    expect(estimatePriority([1, 2, 3, 4, 5], [0, 0, 0.5, 0.5, 0], false)).toEqual({
      priority: 3.5,
      interval: [3, 4],
      choice: { probabilities: [0, 0, 0.5, 0.5, 0], entropy: 1 },
    });
    // ¼ · 1 + ¾ · 5 = 4; σ² = ¼ · 9 + ¾ · 1 = 3; H = ¼ · 2 + ¾ · log₂ 4/3 = 0.811.
    const torn = estimatePriority([1, 2, 3, 4, 5], [0.25, 0, 0, 0, 0.75], false);
    expect(torn.priority).toBe(4);
    expect(torn.interval[0]).toBeCloseTo(4 - Math.sqrt(3), 12);
    expect(torn.interval[1]).toBe(5);
    expect(torn.choice?.entropy).toBeCloseTo(0.8113, 4);
  });

  it('says so where nothing is known: one sample, or nothing at all', () => {
    expect(estimatePriority([1, 2, 3, 4, 5], [0, 0, 0, 1, 0], true)).toEqual({
      priority: 4,
      interval: [3, 5],
    });
    const nothing = estimatePriority([1, 2, 3, 4, 5], [0, 0, 0, 0, 0], false);
    expect(nothing.priority).toBeCloseTo(3, 12);
    expect(nothing.choice?.entropy).toBeCloseTo(Math.log2(5), 12);
  });

  it('spreads over the scale what an engine with few labels can tell', () => {
    expect([5, 4, 3, 2].map(offeredPriorities)).toEqual([
      [1, 2, 3, 4, 5],
      [1, 2, 4, 5],
      [1, 3, 5],
      [1, 5],
    ]);
    expect(estimatePriority([1, 5], [0.25, 0.75], false)).toMatchObject({
      priority: 4,
      choice: { probabilities: [0.25, 0, 0, 0, 0.75] },
    });
  });

  it('stays on the scale for any probabilities', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(probability, { minLength: 5, maxLength: 5 }), (probabilities) => {
        const { priority, interval, choice } = estimatePriority([1, 2, 3, 4, 5], probabilities, false);
        expect(priority).toBeGreaterThanOrEqual(1);
        expect(priority).toBeLessThanOrEqual(5);
        expect(interval[0]).toBeLessThanOrEqual(priority);
        expect(interval[1]).toBeGreaterThanOrEqual(priority);
        expect(choice?.probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
        expect(choice?.entropy).toBeLessThanOrEqual(Math.log2(5) + 1e-9);
      }),
    );
  });
});
