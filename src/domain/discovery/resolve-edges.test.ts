import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CausalEdge } from '../graph/causal-graph';
import { cycleClosedBy } from '../graph/find-cycle';
import { newGraph } from '../graph/new-graph';
import { DECISIONS, firstDecisions, isOpen, leanDecisions, resolveEdges } from './resolve-edges';
import { takeOver } from './take-over';

const line = (from: string, to: string, joined = 0.9, directed = 0.6): CausalEdge => ({
  kind: 'undirected',
  from,
  to,
  status: 'learned',
  frequency: { joined, directed },
});
const arrow = (from: string, to: string): CausalEdge => ({
  ...line(from, to),
  kind: 'directed',
  weight: 0.4,
});
const provenance = { source: 's', licence: 'l', method: 'm', limits: 'w' };

describe('resolving learned edges', () => {
  it('accepts directions and leaves the rest open until somebody decides', () => {
    expect(firstDecisions([arrow('a', 'b'), line('b', 'c')])).toEqual(['accept', 'open']);
  });

  it('gives the worked example', () => {
    const [forward] = resolveEdges([line('a', 'b')], ['forward']);
    expect(forward).toMatchObject({
      kind: 'directed',
      from: 'a',
      to: 'b',
      status: 'own',
      frequency: { directed: 0.6 },
    });
    const [backward] = resolveEdges([line('a', 'b')], ['backward']);
    expect(backward).toMatchObject({ from: 'b', to: 'a', frequency: { joined: 0.9 } });
    expect(backward.frequency?.directed).toBeCloseTo(0.3, 12);
    expect(resolveEdges([line('a', 'b')], ['reject'])).toEqual([]);
  });

  it('drops the weight of a direction that was turned or opened', () => {
    for (const decision of ['backward', 'open'] as const) {
      expect(resolveEdges([arrow('a', 'b')], [decision])[0]).not.toHaveProperty('weight');
    }
    expect(resolveEdges([arrow('a', 'b')], ['accept'])).toEqual([arrow('a', 'b')]);
  });

  it('leans on the resamples, but never into a circle or against what is known', () => {
    const edges = [arrow('a', 'b'), arrow('b', 'c'), line('c', 'a', 0.9, 0.8)];
    const lean = leanDecisions(edges, firstDecisions(edges));
    expect(resolveEdges(edges, lean)[2]).toMatchObject({ from: 'a', to: 'c' });
    const known = { forbidden: [{ from: 'a', to: 'c' }], required: [] };
    expect(leanDecisions(edges, firstDecisions(edges), known)[2]).toBe('open');
  });

  it('leaning directs everything there is without a circle', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const pairs = ids.flatMap((from, i) => ids.slice(i + 1).map((to) => [from, to] as const));
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 10, maxLength: 10 }),
        (shares) => {
          const edges = pairs.map(([from, to], at) => line(from, to, 1, shares[at]));
          const decisions = leanDecisions(edges, firstDecisions(edges));
          expect(edges.some((edge, at) => isOpen(edge, decisions[at]))).toBe(false);
          const resolved = resolveEdges(edges, decisions);
          for (const [at, { from, to }] of resolved.entries()) {
            expect(cycleClosedBy(resolved.toSpliced(at, 1), from, to)).toBeNull();
          }
        },
      ),
    );
  });

  it('every decision gives at most one edge between the same two', () => {
    for (const edge of [line('a', 'b'), arrow('a', 'b')]) {
      for (const decision of DECISIONS) {
        const made = resolveEdges([edge], [decision]);
        expect(made.length).toBe(decision === 'reject' ? 0 : 1);
        for (const { from, to } of made) expect([from, to].sort()).toEqual(['a', 'b']);
      }
    }
  });
});

describe('a direction chosen as more resamples did', () => {
  it('says so in its note', () => {
    const line: CausalEdge = { ...arrow('a', 'b'), kind: 'undirected' };
    const notes = (leant: number[]) =>
      resolveEdges([line, line], ['forward', 'backward'], leant).map(({ note }) => note ?? '');
    expect(notes([1])[0]).toMatch(/by a person/);
    expect(notes([1])[1]).toMatch(/as more resamples did/);
    expect(notes([0])[0]).not.toMatch(/person/);
  });
});

describe('taking a learned graph over', () => {
  const before = newGraph({ id: 'g', name: 'G' });
  it('names the circle that the decisions close', () => {
    const edges = [arrow('a', 'b'), arrow('b', 'c'), arrow('c', 'a')];
    const taken = takeOver(before, {
      id: 'n',
      name: 'L',
      columns: ['a', 'b', 'c'],
      edges,
      provenance,
      system: null,
    });
    expect(!taken.ok && taken.error.values.toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('keeps places and labels, and lets go of numbers of other data', () => {
    const old = {
      ...before,
      nodes: [
        { id: 'a', label: 'Age', marks: [], position: { x: 1, y: 2 }, mean: 40, noiseVariance: 3 },
        { id: 'z', label: 'Z', marks: [] },
      ],
      knowledge: { forbidden: [{ from: 'z', to: 'a' }], required: [] },
      covariance: { of: ['a'], matrix: [[3]] },
    };
    const taken = takeOver(old, {
      id: 'n',
      name: 'L',
      columns: ['a', 'b'],
      edges: [arrow('a', 'b')],
      provenance,
      system: null,
    });
    if (!taken.ok) throw new Error(taken.error.message);
    expect(taken.value.nodes).toEqual([
      { id: 'a', label: 'Age', marks: [], position: { x: 1, y: 2 } },
      { id: 'b', label: 'b', marks: [] },
    ]);
    expect(taken.value).toMatchObject({
      id: 'n',
      name: 'L',
      revision: 1,
      provenance,
      knowledge: { forbidden: [] },
    });
    expect(taken.value).not.toHaveProperty('covariance');
  });
});
