import { describe, expect, it } from 'vitest';
import type { Deviation } from '../domain/runs/intervention';
import { correctExpression, EMPHASIS_MAX, EMPHASIS_MIN } from './correct-expression';

const deviation = (valueId: string, observed: number, target: number): Deviation => ({
  valueId,
  observed,
  target,
  distance: Math.abs(target - observed),
  absent: false,
});

describe('correctExpression', () => {
  it('says more of what came out too low, less of what came out too high, and both in other words', () => {
    const next = correctExpression({ emphasis: { security: 4, power: 3 }, variant: {} }, [
      deviation('security', 3.2, 4),
      deviation('power', 4, 3),
    ]);
    expect(next?.emphasis.security).toBeCloseTo(4.8, 12);
    expect(next?.emphasis.power).toBeCloseTo(2, 12);
    expect(next?.variant).toEqual({ security: 1, power: 1 });
  });

  it('leaves what is near enough as it is said', () => {
    const expression = { emphasis: { security: 5, power: 2 }, variant: { power: 1 } };
    const next = correctExpression(expression, [deviation('security', 4.6, 5), deviation('power', 3, 2)]);
    expect(next).toEqual({ emphasis: { security: 5, power: 1 }, variant: { power: 2 } });
    expect(correctExpression(expression, [deviation('security', 4.6, 5)])).toBeNull();
  });

  it('keeps emphasis inside its bounds', () => {
    expect(
      correctExpression({ emphasis: { a: 5.5 }, variant: {} }, [deviation('a', 1, 5)])?.emphasis,
    ).toEqual({ a: EMPHASIS_MAX });
    expect(correctExpression({ emphasis: { a: 1 }, variant: {} }, [deviation('a', 5, 1)])?.emphasis).toEqual({
      a: EMPHASIS_MIN,
    });
  });
});
