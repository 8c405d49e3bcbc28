import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directEffect, directedPaths, totalEffect } from './effects';
import { anyGraph, compiled, graphOf, valueOf } from './example-graphs';

const triangle = compiled(
  graphOf(
    [
      ['a', 3, 1],
      ['b', 3, 1],
      ['c', 3, 1],
    ],
    [
      ['a', 'b', 0.5],
      ['b', 'c', 0.4],
      ['a', 'c', 0.3],
    ],
  ),
);

describe('effects', () => {
  it('gives the worked numbers', () => {
    expect(valueOf(totalEffect(triangle, 'a', 'c'))).toBeCloseTo(0.5, 12);
    expect(valueOf(totalEffect(triangle, 'c', 'a'))).toBe(0);
    expect(valueOf(directEffect(triangle, 'a', 'c'))).toBe(0.3);
    expect(valueOf(directedPaths(triangle, 'a', 'c'))).toEqual({
      paths: [
        { values: ['a', 'c'], product: 0.3 },
        { values: ['a', 'b', 'c'], product: 0.2 },
      ],
      truncated: false,
    });
  });

  it('sums the products of all paths to the total effect', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const scm = compiled(graph);
        for (const from of scm.valueIds) {
          for (const to of scm.valueIds) {
            if (from === to) continue;
            const { paths, truncated } = valueOf(directedPaths(scm, from, to));
            expect(truncated).toBe(false);
            const sum = paths.reduce((total, path) => total + path.product, 0);
            expect(sum).toBeCloseTo(valueOf(totalEffect(scm, from, to)), 9);
          }
        }
      }),
    );
  });

  it('stops at the limit of paths and says so, also in a full graph of 20 values', () => {
    const ids = Array.from({ length: 20 }, (_, i) => `v${i}`);
    const full = compiled(
      graphOf(
        ids.map((id) => [id, 3, 1]),
        ids.flatMap((from, i) => ids.slice(i + 1).map((to) => [from, to, 0.1] as const)),
      ),
    );
    const found = valueOf(directedPaths(full, 'v0', 'v19', 50));
    expect(found.truncated).toBe(true);
    expect(found.paths).toHaveLength(50);
    expect(valueOf(directedPaths(full, 'v0', 'v3', 4)).truncated).toBe(false);
  });

  it('names an unknown value', () => {
    expect(directedPaths(triangle, 'a', 'x')).toMatchObject({ ok: false, error: { values: ['x'] } });
  });
});
