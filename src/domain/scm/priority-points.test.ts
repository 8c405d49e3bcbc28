import { describe, expect, it } from 'vitest';
import { onPriorityScale, pointsFromCentred } from './priority-points';

describe('priority points', () => {
  it('come from centred scores by 3 + 0.8 × score', () => {
    expect(pointsFromCentred(0.5)).toBeCloseTo(3.4, 12);
    expect(pointsFromCentred(0)).toBe(3);
  });

  it('say when a predicted number lies beyond the scale', () => {
    expect(onPriorityScale(5.3)).toEqual({ priority: 5, beyond: 'above' });
    expect(onPriorityScale(0.2)).toEqual({ priority: 1, beyond: 'below' });
    expect(onPriorityScale(4)).toEqual({ priority: 4, beyond: null });
  });
});
