import { describe, expect, it } from 'vitest';
import { attributionOf } from '../../tests/fixtures/runs/scripted-reasoner';
import type { Deviation } from '../domain/runs/intervention';
import type { Concept } from '../domain/runs/attribution';
import { correctExpression, EMPHASIS_MAX, EMPHASIS_MIN, plainExpression } from './correct-expression';

const deviation = (valueId: string, observed: number, target: number): Deviation => ({
  valueId,
  observed,
  target,
  distance: Math.abs(target - observed),
  absent: false,
});
const read = (...deviations: Deviation[]) => ({ deviations, measured: attributionOf({}) });

describe('correctExpression', () => {
  it('says more of what came out too low, less of what came out too high, and both in other words', () => {
    const next = correctExpression(
      plainExpression({ security: 4, power: 3 }),
      read(deviation('security', 3.2, 4), deviation('power', 4, 3)),
      '',
    );
    expect(next?.emphasis.security).toBeCloseTo(4.8, 12);
    expect(next?.emphasis.power).toBeCloseTo(2, 12);
    expect(next?.variant).toEqual({ security: 1, power: 1 });
  });

  it('leaves what is near enough as it is said', () => {
    const target = { security: 5, power: 2 };
    const expression = { target, emphasis: target, variant: { power: 1 }, avoid: [] };
    const next = correctExpression(
      expression,
      read(deviation('security', 4.6, 5), deviation('power', 3, 2)),
      '',
    );
    expect(next).toEqual({ target, emphasis: { security: 5, power: 1 }, variant: { power: 2 }, avoid: [] });
    expect(correctExpression(expression, read(deviation('security', 4.6, 5)), '')).toBeNull();
  });

  it('keeps emphasis inside its bounds', () => {
    const low = correctExpression(plainExpression({ a: 5.5 }), read(deviation('a', 1, 5)), '');
    const high = correctExpression(plainExpression({ a: 1 }), read(deviation('a', 5, 1)), '');
    expect([low?.emphasis, high?.emphasis]).toEqual([{ a: EMPHASIS_MAX }, { a: EMPHASIS_MIN }]);
  });

  it('avoids the sentences in which a value was found that came out too high, whatever they were meant for', () => {
    const text = 'Keep her safe. She is free to go. Ask her.';
    const quote = { start: 22, end: 26, text: 'free' };
    const concept: Concept = { id: 'c', valueId: 'power', label: 'free', stance: 'for', weight: 1, quote };
    const measured = { ...attributionOf({}), concepts: [concept] };
    const expression = { ...plainExpression({ power: 2 }), avoid: ['An older one.'] };
    const next = correctExpression(expression, { deviations: [deviation('power', 4, 2)], measured }, text);
    expect(next?.avoid).toEqual(['An older one.', 'She is free to go.']);
  });
});
