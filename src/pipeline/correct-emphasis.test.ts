import { describe, expect, it } from 'vitest';
import type { Deviation } from '../domain/runs/intervention';
import { correctEmphasis, EMPHASIS_MAX, EMPHASIS_MIN } from './correct-emphasis';

const deviation = (valueId: string, observed: number, target: number): Deviation => ({
  valueId,
  observed,
  target,
  distance: Math.abs(target - observed),
  absent: false,
});

describe('correctEmphasis', () => {
  it('says more of what came out too low and less of what came out too high', () => {
    const next = correctEmphasis({ security: 4, power: 3 }, [
      deviation('security', 3.2, 4),
      deviation('power', 4, 3),
    ]);
    expect(next?.security).toBeCloseTo(4.8, 12);
    expect(next?.power).toBeCloseTo(2, 12);
  });

  it('stays inside its bounds', () => {
    expect(correctEmphasis({ a: 6.5 }, [deviation('a', 1, 5)])).toEqual({ a: EMPHASIS_MAX });
    expect(correctEmphasis({ a: 1 }, [deviation('a', 5, 1)])).toEqual({ a: EMPHASIS_MIN });
  });

  it('gives null where the next response would be the same', () => {
    expect(correctEmphasis({ a: 3 }, [deviation('a', 3.02, 3)])).toBeNull();
    expect(correctEmphasis({ a: EMPHASIS_MAX }, [deviation('a', 2, 5)])).toBeNull();
  });
});
