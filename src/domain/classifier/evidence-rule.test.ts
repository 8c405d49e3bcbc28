import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CEILING, evidenceOf, noisyOr, PASSING_CEILING, priorityOf, temper } from './evidence-rule';

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('the evidence rule', () => {
  it('gives one clear sentence 3.6, two 4.5, three 4.8 and a mention 2.4', () => {
    const of = (evidence: number[]) => priorityOf({ speaksFor: noisyOr(evidence), against: 0 });
    expect(of([CEILING])).toBeCloseTo(3.6, 6);
    expect(of([CEILING, CEILING])).toBeCloseTo(4.51, 6);
    expect(of([CEILING, CEILING, CEILING])).toBeCloseTo(4.8285, 6);
    expect(of([PASSING_CEILING])).toBeCloseTo(2.4, 6);
  });

  it('gives nothing to a score that one in ten strangers reaches, or far below its rival', () => {
    expect(evidenceOf(1.2, 1.2, CEILING)).toBe(0);
    expect(evidenceOf(2.5, 5, CEILING)).toBe(0);
    expect(evidenceOf(3, 3, CEILING)).toBe(CEILING);
  });

  it('takes from a sentence what the rest of the text does not bear out', () => {
    expect(temper(2, 0.4)).toBeCloseTo(1.7, 12);
    expect(temper(2, 1.3)).toBe(2);
  });

  it('keeps priorities in range, and lower where more speaks against', () => {
    fc.assert(
      fc.property(share, share, share, (speaksFor, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((against) =>
          priorityOf({ speaksFor, against }),
        );
        for (const priority of [less, more]) {
          if (priority === null) continue;
          expect(priority).toBeGreaterThanOrEqual(1);
          expect(priority).toBeLessThanOrEqual(5);
        }
        if (less !== null && more !== null) expect(more).toBeLessThanOrEqual(less);
      }),
    );
  });
});
