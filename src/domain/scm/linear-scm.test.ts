import { describe, expect, it } from 'vitest';
import { chain, compiled, graphOf } from './example-graphs';
import { compileScm } from './linear-scm';
import type { ValueGraph } from './value-graph';

describe('compiling a graph', () => {
  it('gives the worked intercepts and implied Σ', () => {
    const scm = compiled(chain);
    expect(scm.intercepts[0]).toBeCloseTo(3.2, 12);
    expect(scm.intercepts[1]).toBeCloseTo(1.0, 12);
    expect(Array.from(scm.covariance)).toEqual([0.4, 0.2, 0.2, 0.4].map((v) => expect.closeTo(v, 12)));
  });

  it('accepts a graph in several pieces and a graph without arrows', () => {
    expect(
      compileScm(
        graphOf(
          [
            ['a', 3, 1],
            ['b', 3, 1],
          ],
          [],
        ),
      ).ok,
    ).toBe(true);
  });

  const bad: [string, ValueGraph, string[], RegExp][] = [
    ['no values', graphOf([], []), [], /no values/],
    [
      'a value twice',
      graphOf(
        [
          ['a', 3, 1],
          ['a', 3, 1],
        ],
        [],
      ),
      ['a'],
      /twice/,
    ],
    ['an unknown end', graphOf([['a', 3, 1]], [['a', 'b', 1]]), ['b'], /no value “b”/],
    ['an arrow to itself', graphOf([['a', 3, 1]], [['a', 'a', 1]]), ['a'], /itself/],
    [
      'a cycle',
      graphOf(
        [
          ['a', 3, 1],
          ['b', 3, 1],
        ],
        [
          ['a', 'b', 1],
          ['b', 'a', 1],
        ],
      ),
      ['a', 'b'],
      /circle/,
    ],
    [
      'an arrow twice',
      graphOf(
        [
          ['a', 3, 1],
          ['b', 3, 1],
        ],
        [
          ['a', 'b', 1],
          ['a', 'b', 2],
        ],
      ),
      ['a', 'b'],
      /twice/,
    ],
    [
      'a NaN weight',
      graphOf(
        [
          ['a', 3, 1],
          ['b', 3, 1],
        ],
        [['a', 'b', NaN]],
      ),
      ['a', 'b'],
      /NaN/,
    ],
    ['a NaN mean', graphOf([['a', NaN, 1]], []), ['a'], /mean/],
    ['an infinite variance', graphOf([['a', 3, Infinity]], []), ['a'], /Infinity/],
    ['a negative variance', graphOf([['a', 3, -1]], []), ['a'], /negative/],
    [
      'too small a Σ',
      graphOf(
        [
          ['a', 3, 1],
          ['b', 3, 1],
        ],
        [],
        [[1]],
      ),
      [],
      /rows/,
    ],
    [
      'a ragged Σ',
      graphOf(
        [
          ['a', 3, 1],
          ['b', 3, 1],
        ],
        [],
        [[1, 0], [1]],
      ),
      ['b'],
      /entries/,
    ],
    [
      'an asymmetric Σ',
      graphOf(
        [
          ['a', 3, 1],
          ['b', 3, 1],
        ],
        [],
        [
          [1, 0],
          [0.5, 1],
        ],
      ),
      ['b', 'a'],
      /differs/,
    ],
    ['a NaN in Σ', graphOf([['a', 3, 1]], [], [[NaN]]), ['a', 'a'], /finite/],
  ];
  it.each(bad)('refuses %s and names the place', (_, graph, values, message) => {
    const result = compileScm(graph);
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect([...result.error.values].sort()).toEqual([...values].sort());
    expect(result.error.message).toMatch(message);
  });
});
