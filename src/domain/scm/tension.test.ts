import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquareTail } from './chi-square';
import { compiled, graphOf, valueOf } from './example-graphs';
import { tensionOf } from './tension';

const opposed = compiled(
  graphOf(
    [
      ['a', 3, 1],
      ['b', 3, 1],
    ],
    [],
    [
      [1, -0.5],
      [-0.5, 1],
    ],
  ),
);

describe('the chi-square tail', () => {
  it.each([
    [2, 2, Math.exp(-1)],
    [4, 4, Math.exp(-2) * 3],
    [60, 2, Math.exp(-30)],
    [3.841458820694124, 1, 0.05],
    [18.307038053275146, 10, 0.05],
    [31.410432844230918, 20, 0.05],
    [0.5, 10, 0.999_993_36],
  ])('of %f with %i degrees of freedom', (x, degrees, tail) => {
    expect(chiSquareTail(x, degrees) / tail).toBeCloseTo(1, 6);
  });
});

describe('tension', () => {
  it('gives the worked numbers', () => {
    const both = valueOf(tensionOf(opposed, { a: 4, b: 4 }));
    expect(both.distanceSquared).toBeCloseTo(4, 12);
    expect(both.tail).toBeCloseTo(Math.exp(-2), 12);
    expect(both.pairs).toEqual([{ a: 'a', b: 'b', share: expect.closeTo(4 / 3, 12) }]);
    expect(both.apartFromLevel).toEqual({
      distanceSquared: expect.closeTo(0, 12),
      degrees: 1,
      tail: expect.closeTo(1, 5),
    });
    const apart = valueOf(tensionOf(opposed, { a: 4, b: 2 }));
    expect(apart.distanceSquared).toBeCloseTo(4 / 3, 12);
    expect(apart.apartFromLevel.distanceSquared).toBeCloseTo(4 / 3, 12);
  });

  it('is none where nothing is set', () => {
    expect(valueOf(tensionOf(opposed, {}))).toMatchObject({ distanceSquared: 0, tail: 1, pairs: [] });
  });

  it('apart from the level does not change when everything is moved alike', () => {
    const numbers = fc.double({ min: 1, max: 5, noNaN: true });
    fc.assert(
      fc.property(numbers, numbers, numbers, (a, b, by) => {
        const here = valueOf(tensionOf(opposed, { a, b })).apartFromLevel.distanceSquared;
        const there = valueOf(tensionOf(opposed, { a: a + by, b: b + by })).apartFromLevel.distanceSquared;
        expect(there).toBeCloseTo(here, 9);
      }),
    );
  });

  it('names the value that a singular Σ fixes', () => {
    const twins = compiled(
      graphOf(
        [
          ['a', 3, 1],
          ['b', 3, 1],
        ],
        [],
        [
          [1, 1],
          [1, 1],
        ],
      ),
    );
    expect(tensionOf(twins, { a: 4, b: 2 })).toMatchObject({ ok: false, error: { values: ['b'] } });
    expect(tensionOf(twins, { a: 4 }).ok).toBe(true);
  });
});
