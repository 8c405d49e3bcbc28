import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anyShape,
  graphFrom,
  mark,
  readFrom,
  sampleFrom,
  valueOf,
  withSampledNoise,
} from '../../graph/example-causal-graphs';
import type { CausalGraph } from '../../graph/causal-graph';
import { toComputable } from '../../graph/convert-value-graph';
import { fitMoments } from '../fit-data';
import { regression } from '../fit-regression';
import { adjustmentSets, checkAdjustment, type Effect } from './adjustment';
import { readingGraph } from './reading-graph';

const asked = (maxSize: number) =>
  anyShape({ maxSize, kinds: ['directed', 'directed', 'bidirected'] }).chain((graph) =>
    fc
      .record({
        ends: fc.shuffledSubarray(
          graph.nodes.map((node) => node.id),
          { minLength: 2, maxLength: 2 },
        ),
        effect: fc.constantFrom<Effect>('total', 'direct'),
      })
      .map(({ ends: [x, y], effect }) => ({ graph, x, y, effect })),
  );

const subsets = (ids: string[]): string[][] =>
  ids.reduce<string[][]>((all, id) => [...all, ...all.map((set) => [...set, id])], [[]]);

function effectOf(graph: CausalGraph, from: string, to: string, effect: Effect): number {
  if (effect === 'direct') {
    return graph.edges.find((e) => e.kind === 'directed' && e.from === from && e.to === to)?.weight ?? 0;
  }
  if (from === to) return 1;
  return graph.edges
    .filter((edge) => edge.kind === 'directed' && edge.from === from)
    .reduce((sum, edge) => sum + (edge.weight ?? 0) * effectOf(graph, edge.to, to, 'total'), 0);
}

describe('adjustment sets', () => {
  it('gives the worked example', () => {
    const graph = readFrom('z -> x', 'z -> y', 'x -> m', 'm -> y');
    expect(valueOf(adjustmentSets(graph, 'x', 'y'))).toMatchObject({ sets: [['z']], forbidden: ['y', 'm'] });
    expect(valueOf(adjustmentSets(graph, 'x', 'y', 'direct')).sets).toEqual([['z', 'm']]);
  });

  it('needs none without confounding, and has none under ↔', () => {
    expect(valueOf(adjustmentSets(readFrom('x -> y'), 'x', 'y')).sets).toEqual([[]]);
    expect(valueOf(adjustmentSets(readFrom('x -> y', 'x <-> y'), 'x', 'y')).sets).toEqual([]);
  });

  it('knows the M-structure: nothing needs adjusting, and adjusting for the collider opens a path', () => {
    const graph = readFrom('u -> x', 'u -> m', 'v -> m', 'v -> y', 'x -> y');
    expect(valueOf(adjustmentSets(graph, 'x', 'y')).sets).toEqual([[]]);
    expect(valueOf(checkAdjustment(graph, 'x', 'y', ['m']))).toMatchObject({ valid: false, forbidden: [] });
    expect(valueOf(checkAdjustment(graph, 'x', 'y', ['m', 'u']))).toMatchObject({ valid: true });
    expect(valueOf(checkAdjustment(graph, 'x', 'y', ['y']))).toMatchObject({
      valid: false,
      forbidden: ['y'],
    });
  });

  it('keeps what is marked as adjusted and does without what is latent', () => {
    const graph = graphFrom('z -> x', 'z -> w', 'w -> y', 'x -> y', 'c -> y');
    const setsOf = (marked: CausalGraph) =>
      valueOf(adjustmentSets(valueOf(readingGraph(marked)), 'x', 'y')).sets;
    expect(setsOf(graph)).toEqual([['z'], ['w']]);
    expect(setsOf(mark(graph, { z: ['latent'] }))).toEqual([['w']]);
    expect(setsOf(mark(graph, { z: ['latent'], c: ['adjusted'] }))).toEqual([['w', 'c']]);
    expect(setsOf(mark(graphFrom('x -> y', 'y -> d'), { d: ['selected'] }))).toEqual([]);
  });

  it('are all minimal valid sets, and only those', () => {
    fc.assert(
      fc.property(asked(6), ({ graph, x, y, effect }) => {
        const reading = valueOf(readingGraph(graph));
        const valid = (set: string[]): boolean => valueOf(checkAdjustment(reading, x, y, set, effect)).valid;
        const others = reading.ids.filter((id) => id !== x && id !== y);
        const minimal = subsets(others).filter(
          (set) => valid(set) && !subsets(set).some((less) => less.length < set.length && valid(less)),
        );
        const key = (sets: string[][]): string[] => sets.map((set) => set.toSorted().join(' ')).sort();
        const found = valueOf(adjustmentSets(reading, x, y, effect));
        expect(key(found.sets)).toEqual(key(minimal));
        expect(found.truncated).toBe(false);
      }),
    );
  });

  it('stops at the limit and says so', () => {
    const lines = [0, 1, 2, 3].flatMap((k) => [`a${k} -> x`, `b${k} -> a${k}`, `b${k} -> y`]);
    const graph = readFrom(...lines);
    const all = valueOf(adjustmentSets(graph, 'x', 'y'));
    expect(all.sets).toHaveLength(16);
    expect(valueOf(adjustmentSets(graph, 'x', 'y', 'total', 5))).toMatchObject({ truncated: true });
  });

  it('any valid set gives the model’s effect when it is held fixed in the model’s Σ', () => {
    fc.assert(
      fc.property(asked(6), ({ graph, x, y, effect }) => {
        const reading = valueOf(readingGraph(graph));
        const { graph: computable } = valueOf(toComputable(withSampledNoise(graph)));
        const moments = {
          index: reading.index,
          rows: 1e6,
          means: new Float64Array(reading.ids.length),
          covariance: Float64Array.from(computable.covariance.flat()),
          notes: [],
        };
        for (const set of subsets(reading.ids.filter((id) => id !== x && id !== y))) {
          if (!valueOf(checkAdjustment(reading, x, y, set, effect)).valid) continue;
          const { coefficients } = valueOf(regression(moments, y, [x, ...set]));
          expect(coefficients[0].weight).toBeCloseTo(effectOf(graph, x, y, effect), 7);
        }
      }),
    );
  });

  it('any valid set gives the same effect in a large sample', () => {
    for (const [seed, { graph, x, y }] of fc.sample(asked(6), { numRuns: 12, seed: 5 }).entries()) {
      const reading = valueOf(readingGraph(graph));
      const { sets } = valueOf(adjustmentSets(reading, x, y));
      const moments = valueOf(fitMoments(sampleFrom(graph, 20_000, seed), reading.ids));
      for (const set of sets) {
        const [{ weight, standardError }] = valueOf(regression(moments, y, [x, ...set])).coefficients;
        expect(Math.abs(weight - effectOf(graph, x, y, 'total'))).toBeLessThan(5 * standardError);
      }
    }
  });

  it('refuses unknown nodes, one node twice, and more nodes than it can list', () => {
    expect(adjustmentSets(readFrom('x -> y'), 'x', 'q').ok).toBe(false);
    expect(adjustmentSets(readFrom('x -> y'), 'x', 'x').ok).toBe(false);
    expect(checkAdjustment(readFrom('x -> y'), 'x', 'y', ['q']).ok).toBe(false);
    const many = Array.from({ length: 400 }, (_, at) => `n${at}`);
    expect(adjustmentSets(readFrom(...many), 'n0', 'n1').ok).toBe(false);
  });
});
