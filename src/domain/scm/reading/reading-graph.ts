import { ok, type Result } from '../../result';
import { checkEdges } from '../../graph/check-causal-graph';
import type { CausalGraph, Mark } from '../../graph/causal-graph';
import { drawEdge, type EdgeRef } from '../../graph/edge-key';
import { scmFail, type ScmError } from '../scm-error';
import { topologicalOrder } from '../topological-order';

/** What reading needs of a graph; a CausalGraph is one. */
export interface Drawn {
  readonly name?: CausalGraph['name'];
  readonly nodes: readonly { readonly id: string; readonly marks?: readonly Mark[] }[];
  readonly edges: readonly EdgeRef[];
}

/**
 * An acyclic directed mixed graph, made ready for questions. Positions are places in `ids`; lists hold positions. Build it once
 * for a graph, then ask.
 */
export interface ReadingGraph {
  readonly name: string;
  readonly ids: readonly string[];
  readonly index: ReadonlyMap<string, number>;
  readonly parents: readonly (readonly number[])[];
  readonly children: readonly (readonly number[])[];
  /** Joined by ↔: an unseen common cause. */
  readonly spouses: readonly (readonly number[])[];
  /** Causes before effects. */
  readonly order: readonly number[];
  readonly marks: readonly (readonly Mark[])[];
}

/**
 * Errors: an undirected edge (d-separation is defined for arrows and ↔ alone: give it a direction, or ask a member of the class,
 * extend-pdag.ts), an edge twice or to nowhere, a circle.
 */
export function readingGraph(drawn: Drawn): Result<ReadingGraph, ScmError> {
  const { name = 'graph', nodes, edges } = drawn;
  const ids = nodes.map((node) => node.id);
  const wrong = checkEdges(edges, new Set(ids));
  if (wrong) return wrong;
  const open = edges.find((edge) => edge.kind === 'undirected');
  if (open) {
    return scmFail(`${drawEdge(open)} has no direction. Give it one first.`, [open.from, open.to]);
  }
  const arrows = edges.filter((edge) => edge.kind === 'directed');
  const ordered = topologicalOrder(ids, arrows, name);
  if (!ordered.ok) return ordered;
  const index = new Map(ids.map((id, at) => [id, at]));
  const at = (id: string): number => index.get(id) ?? -1; // checkEdges has seen every id
  const parents: number[][] = ids.map(() => []);
  const children: number[][] = ids.map(() => []);
  const spouses: number[][] = ids.map(() => []);
  for (const { kind, from, to } of edges) {
    if (kind === 'directed') {
      parents[at(to)].push(at(from));
      children[at(from)].push(at(to));
    } else {
      spouses[at(to)].push(at(from));
      spouses[at(from)].push(at(to));
    }
  }
  const marks = nodes.map((node) => node.marks ?? []);
  return ok({ name, ids, index, parents, children, spouses, order: ordered.value, marks });
}

/** Positions of the ids. Errors: an unknown one. */
export function locateAll(graph: ReadingGraph, ids: readonly string[]): Result<number[], ScmError> {
  const positions: number[] = [];
  for (const id of ids) {
    const at = graph.index.get(id);
    if (at === undefined) return scmFail(`The graph “${graph.name}” has no node “${id}”.`, [id]);
    positions.push(at);
  }
  return ok(positions);
}

/** Positions of two different nodes. Errors: unknown, or the same twice. */
export function locatePair(
  graph: ReadingGraph,
  x: string,
  y: string,
): Result<{ x: number; y: number }, ScmError> {
  const ends = locateAll(graph, [x, y]);
  if (!ends.ok) return ends;
  if (x === y) return scmFail(`Cause and effect are both “${x}”. Choose two different nodes.`, [x]);
  return ok({ x: ends.value[0], y: ends.value[1] });
}

export const namesOf = (graph: ReadingGraph, positions: readonly number[]): string[] =>
  positions.map((at) => graph.ids[at]);

/** Positions with this mark. */
export function marked(graph: ReadingGraph, ...marks: readonly Mark[]): number[] {
  return graph.ids.flatMap((_, at) => (graph.marks[at].some((mark) => marks.includes(mark)) ? [at] : []));
}
