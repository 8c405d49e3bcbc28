import fc from 'fast-check';
import type { DataMatrix } from '../discovery/data-matrix';
import { normal } from '../discovery/simulate';
import { seededRandom } from '../random';
import { readingGraph, type ReadingGraph } from '../scm/reading/reading-graph';
import type { ScmError } from '../scm/scm-error';
import {
  type CausalEdge,
  type CausalGraph,
  type CausalNode,
  EDGE_STATUSES,
  type EdgeKind,
  MARKS,
} from './causal-graph';
import { newGraph } from './new-graph';

/** Small graphs for tests and benchmarks, and random ones. */

const KINDS: Partial<Record<string, EdgeKind>> = {
  '->': 'directed',
  '<->': 'bidirected',
  '--': 'undirected',
};

/** Worked: graphFrom('a -> b', 'b <-> c', 'd') has four nodes and two edges without weights. */
export function graphFrom(...lines: string[]): CausalGraph {
  const ids = new Set<string>();
  const edges: CausalEdge[] = [];
  for (const line of lines) {
    const [from, sign, to] = line.split(' ');
    ids.add(from);
    if (to === undefined) continue;
    ids.add(to);
    edges.push({ kind: KINDS[sign] ?? 'directed', from, to, status: 'given' });
  }
  const nodes = [...ids].map((id): CausalNode => ({ id, label: id, marks: [] }));
  return { ...newGraph({ id: 'example', name: 'Example' }), nodes, edges };
}

export function valueOf<T>(result: { ok: true; value: T } | { ok: false; error: ScmError }): T {
  if (result.ok) return result.value;
  throw new Error(result.error.message);
}

export const readFrom = (...lines: string[]): ReadingGraph => valueOf(readingGraph(graphFrom(...lines)));

/** Marks some nodes: { latent: ['u'] }. */
export function mark(graph: CausalGraph, marks: Partial<Record<string, CausalNode['marks']>>): CausalGraph {
  return { ...graph, nodes: graph.nodes.map((node) => ({ ...node, marks: marks[node.id] ?? [] })) };
}

interface Shape {
  minSize?: number;
  maxSize?: number;
  kinds?: readonly EdgeKind[];
}

/** Acyclic graphs of nodes n0, n1, … in an order that is not topological, each edge with a weight of 0.3 to 1 of either sign. */
export function anyShape({
  minSize = 2,
  maxSize = 6,
  kinds = ['directed'],
}: Shape = {}): fc.Arbitrary<CausalGraph> {
  return fc.integer({ min: minSize, max: maxSize }).chain((size) => {
    const pairs = (size * (size - 1)) / 2;
    const weight = fc
      .tuple(fc.integer({ min: 300, max: 1000 }), fc.boolean())
      .map(([size, plus]) => (plus ? size : -size) / 1000);
    return fc
      .record({
        rank: fc.shuffledSubarray([...Array(size).keys()], { minLength: size }),
        edges: fc.array(
          fc.option(
            fc.record({ kind: fc.constantFrom(...kinds), weight, beside: fc.option(weight, { freq: 4 }) }),
          ),
          { minLength: pairs, maxLength: pairs },
        ),
      })
      .map(({ rank, edges }) => {
        const nodes = [...rank.keys()].map((i): CausalNode => ({ id: `n${i}`, label: `n${i}`, marks: [] }));
        const drawn: CausalEdge[] = [];
        let at = 0;
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < i; j++) {
            const edge = edges[at++];
            if (!edge) continue;
            const ends = { from: `n${rank[j]}`, to: `n${rank[i]}`, status: 'given' as const };
            drawn.push({ ...ends, kind: edge.kind, weight: edge.weight });
            if (edge.kind === 'directed' && edge.beside !== null && kinds.includes('bidirected')) {
              drawn.push({ ...ends, kind: 'bidirected', weight: edge.beside });
            }
          }
        }
        return { ...newGraph({ id: 'random', name: 'Random' }), nodes, edges: drawn };
      });
  });
}

/** What a person might type, quotes, backslashes and arrows included. */
const anyName = fc
  .string({
    unit: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...'abcXYZ 01_.-') },
      { weight: 1, arbitrary: fc.constantFrom(...'"\\<>&;,=[]{}#/*+@\'éß→語😀') },
    ),
    minLength: 1,
    maxLength: 12,
  })
  .map((text) => text.trim())
  .filter((text) => text !== '');
const anyNote = fc.array(anyName, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'));
const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0);

/** Every field that a node or an edge can have, with names that need quoting. */
export const anyCausalGraph: fc.Arbitrary<CausalGraph> = anyShape({
  minSize: 1,
  kinds: ['directed', 'bidirected', 'undirected'],
}).chain((shape) =>
  fc
    .record({
      names: fc.uniqueArray(anyName, { minLength: shape.nodes.length, maxLength: shape.nodes.length }),
      nodes: fc.array(
        fc.record(
          {
            label: anyName,
            valueId: fc.constantFrom('security', 'self-direction', 'power'),
            position: fc.record({ x: anyNumber, y: anyNumber }),
            mean: anyNumber,
            noiseVariance: anyNumber.map(Math.abs),
            marks: fc.subarray([...MARKS]),
          },
          { requiredKeys: ['label', 'marks'] },
        ),
        { minLength: shape.nodes.length, maxLength: shape.nodes.length },
      ),
      edges: fc.array(
        fc.record(
          {
            status: fc.constantFrom(...EDGE_STATUSES),
            weight: anyNumber,
            note: anyNote,
            interval: fc.tuple(anyNumber, anyNumber),
            frequency: fc.record({
              joined: fc.double({ min: 0, max: 1, noNaN: true }).map((x) => x + 0),
              directed: fc.double({ min: 0, max: 1, noNaN: true }).map((x) => x + 0),
            }),
          },
          { requiredKeys: ['status'] },
        ),
        { minLength: shape.edges.length, maxLength: shape.edges.length },
      ),
    })
    .map(({ names, nodes, edges }) => {
      const nameOf = new Map(shape.nodes.map((node, at) => [node.id, names[at]]));
      return {
        ...shape,
        nodes: nodes.map((node, at) => ({ id: names[at], ...node })),
        edges: shape.edges.map(({ kind, from, to }, at) => ({
          kind,
          from: nameOf.get(from) ?? from,
          to: nameOf.get(to) ?? to,
          ...edges[at],
        })),
      };
    }),
);

/** The variance that each ↔ adds to both of its ends, and their covariance up to its sign, in sampleFrom and noiseOf. */
const sharedVariance = (edge: CausalEdge): number => Math.abs(edge.weight ?? 1);

/** The noise covariances of the model that sampleFrom draws from: 1 for each node, and for each ↔ an unseen cause. */
export function withSampledNoise(graph: CausalGraph): CausalGraph {
  const own = new Map(graph.nodes.map((node) => [node.id, 1]));
  for (const edge of graph.edges) {
    if (edge.kind !== 'bidirected') continue;
    for (const end of [edge.from, edge.to]) own.set(end, (own.get(end) ?? 1) + sharedVariance(edge));
  }
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({ ...node, mean: 0, noiseVariance: own.get(node.id) ?? 1 })),
  };
}

/** Rows of the linear Gaussian model of a graph with weights, means 0. */
export function sampleFrom(graph: CausalGraph, rows: number, seed: number): DataMatrix {
  const random = seededRandom(seed);
  const { order, ids, index } = valueOf(readingGraph(graph));
  const values = new Float64Array(ids.length * rows);
  const column = (id: string): Float64Array => {
    const at = index.get(id) ?? 0;
    return values.subarray(at * rows, (at + 1) * rows);
  };
  for (let k = 0; k < values.length; k++) values[k] = normal(random);
  for (const edge of graph.edges) {
    if (edge.kind !== 'bidirected') continue;
    const size = Math.sqrt(sharedVariance(edge));
    const sign = (edge.weight ?? 1) < 0 ? -1 : 1;
    const from = column(edge.from);
    const to = column(edge.to);
    for (let r = 0; r < rows; r++) {
      const unseen = size * normal(random);
      from[r] += unseen;
      to[r] += sign * unseen;
    }
  }
  for (const at of order) {
    for (const { kind, from, to, weight = 1 } of graph.edges) {
      if (kind !== 'directed' || to !== ids[at]) continue;
      const cause = column(from);
      const effect = column(to);
      for (let r = 0; r < rows; r++) effect[r] += weight * cause[r];
    }
  }
  return { columns: ids, rows, values };
}
