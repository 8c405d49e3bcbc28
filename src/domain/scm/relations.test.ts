import { describe, expect, it } from 'vitest';
import { removeCentringFloor } from './centring-floor';
import { graphOf } from './example-graphs';
import { relationsOf } from './relations';

const centredIndependent = [
  [2 / 3, -1 / 3, -1 / 3],
  [-1 / 3, 2 / 3, -1 / 3],
  [-1 / 3, -1 / 3, 2 / 3],
];

describe('the centring floor', () => {
  it('is what centring did to unrelated values, and goes once only', () => {
    const { covariance, level } = removeCentringFloor(centredIndependent);
    expect(level).toBeCloseTo(1 / 3, 12);
    expect(covariance.flat()).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1].map((v) => expect.closeTo(v, 12)));
    expect(removeCentringFloor(covariance).level).toBeCloseTo(0, 12);
  });

  it('leaves scores alone that were never centred', () => {
    expect(
      removeCentringFloor([
        [1, 0.4],
        [0.4, 1],
      ]).level,
    ).toBe(0);
  });
});

describe('relations', () => {
  it('tells consistent, opposing and unrelated pairs apart', () => {
    const graph = graphOf(
      [
        ['a', 3, 1],
        ['b', 3, 1],
        ['c', 3, 1],
      ],
      [],
      [
        [0.5, 0.2, -0.1],
        [0.2, 0.4, -0.1],
        [-0.1, -0.1, 0.2],
      ],
    );
    expect(relationsOf(graph)).toEqual([
      { a: 'a', b: 'b', kind: 'consistent', correlation: expect.closeTo(0.2 / Math.sqrt(0.2), 12) },
      { a: 'a', b: 'c', kind: 'opposing', correlation: expect.closeTo(-0.1 / Math.sqrt(0.1), 12) },
      { a: 'b', b: 'c', kind: 'opposing', correlation: expect.closeTo(-0.1 / Math.sqrt(0.08), 12) },
    ]);
    expect(relationsOf(graph, 0.4).map((relation) => relation.kind)).toEqual([
      'consistent',
      'unrelated',
      'unrelated',
    ]);
  });

  it('finds nothing among values that only centring ties together', () => {
    const graph = graphOf(
      [
        ['a', 3, 1],
        ['b', 3, 1],
        ['c', 3, 1],
      ],
      [],
      centredIndependent,
    );
    expect(relationsOf(graph).every((relation) => relation.kind === 'unrelated')).toBe(true);
  });

  it('has no correlation for a value that does not vary', () => {
    const graph = graphOf(
      [
        ['a', 3, 1],
        ['b', 3, 1],
      ],
      [],
      [
        [0, 0],
        [0, 1],
      ],
    );
    expect(relationsOf(graph)).toEqual([{ a: 'a', b: 'b', kind: 'unrelated', correlation: null }]);
  });
});
