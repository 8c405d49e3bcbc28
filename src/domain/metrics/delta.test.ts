import { describe, expect, it } from 'vitest';
import { delta } from './delta';

const scores = [
  { valueId: 'hedonism', priority: 5 },
  { valueId: 'power', priority: 4 },
  { valueId: 'security', priority: 3 },
  { valueId: 'tradition', priority: null },
];

describe('Δ', () => {
  it('gives the worked number, and says which value plays no part', () => {
    const found = delta(scores, { security: 5, power: 2, tradition: 3 });
    expect(found).toEqual({
      ok: true,
      value: {
        sum: 6,
        absent: ['tradition'],
        values: [
          { valueId: 'power', measured: 4, target: 2, difference: -2, absent: false },
          { valueId: 'security', measured: 3, target: 5, difference: 2, absent: false },
          { valueId: 'tradition', measured: 1, target: 3, difference: 2, absent: true },
        ],
      },
    });
  });

  it('is 0 over no values where nothing is set', () => {
    expect(delta(scores, {})).toEqual({ ok: true, value: { sum: 0, absent: [], values: [] } });
  });

  it.each([
    ['a set value that was not measured', scores, { securty: 5 }, 'securty'],
    ['a value measured twice', [...scores, { valueId: 'power', priority: 1 }], { power: 5 }, 'power'],
    ['a measured number that is none', [{ valueId: 'power', priority: NaN }], { power: 5 }, 'power'],
    ['a target that is none', scores, { power: Infinity }, 'power'],
  ])('refuses %s', (_, measured, target, name) => {
    const found = delta(measured, target);
    expect(found.ok ? '' : found.error).toContain(name);
  });
});
