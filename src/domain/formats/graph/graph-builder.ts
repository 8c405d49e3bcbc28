import { type CausalEdge, type CausalGraph, type CausalNode, type EdgeKind } from '../../graph/causal-graph';
import { checkEdges } from '../../graph/check-causal-graph';
import { drawEdge, edgeKey } from '../../graph/edge-key';
import { nameSchema } from '../../graph/graph-text-schema';
import { MAX_EDGES, MAX_NAME_LENGTH, MAX_NODES } from '../../graph/limits';
import { newGraph } from '../../graph/new-graph';
import { topologicalOrder } from '../../scm/topological-order';
import { type ReadGraph, type ReadOptions, stop } from './graph-text';

const MAX_REPORT = 100;

/** Collects the nodes and edges that a reader finds, with their places, and checks what a graph must keep. */
export class GraphBuilder {
  readonly #nodes = new Map<string, CausalNode>();
  readonly #edges = new Map<string, CausalEdge>();
  /** Where each edge stands in the text, by its key. */
  readonly #places = new Map<string, number>();
  readonly #report = new Set<string>();
  #unreported = 0;
  #found = 0;

  /** The node of this id, made when it is first seen. */
  node(id: string, at: number): CausalNode {
    const known = this.#nodes.get(id);
    if (known) return known;
    if (!nameSchema.safeParse(id).success) {
      stop(
        `“${id.slice(0, 50)}” can't be the name of a node: it needs 1 to ${MAX_NAME_LENGTH} characters on one line, without spaces at its ends.`,
        at,
      );
    }
    if (this.#nodes.size === MAX_NODES) stop(`More than ${MAX_NODES} nodes. Take a part of the graph.`, at);
    const node: CausalNode = { id, label: id, marks: [] };
    this.#nodes.set(id, node);
    return node;
  }

  has(id: string): boolean {
    return this.#nodes.has(id);
  }

  /** Adds an edge, or undefined where it was there before (which is reported). */
  edge(kind: EdgeKind, from: string, to: string, at: number): CausalEdge | undefined {
    this.node(from, at);
    this.node(to, at);
    if (++this.#found > MAX_EDGES) stop(`More than ${MAX_EDGES} edges. Take a part of the graph.`, at);
    const edge: CausalEdge = { kind, from, to, status: 'given' };
    const key = edgeKey(edge);
    if (this.#edges.has(key)) {
      this.report(`${drawEdge(edge)} stands there more than once; the first was read.`);
      return undefined;
    }
    this.#edges.set(key, edge);
    this.#places.set(key, at);
    return edge;
  }

  report(sentence: string): void {
    if (this.#report.size < MAX_REPORT || this.#report.has(sentence)) this.#report.add(sentence);
    else this.#unreported++;
  }

  /** The graph. Stops at loops, at two edges that exclude each other, and at a circle: at its last edge in the text. */
  finish(options: ReadOptions, format: string): ReadGraph {
    const nodes = [...this.#nodes.values()];
    const edges = [...this.#edges.values()];
    const opposite = edges.find(
      ({ kind, from, to }) =>
        kind === 'directed' && from !== to && this.#edges.has(edgeKey({ kind, from: to, to: from })),
    );
    if (opposite) this.#stopAtCycle([opposite.from, opposite.to]);
    this.#checkEdges(edges);
    const ordered = topologicalOrder(
      nodes.map((node) => node.id),
      edges.filter((edge) => edge.kind === 'directed'),
    );
    if (!ordered.ok) this.#stopAtCycle(ordered.error.values);
    const provenance: CausalGraph['provenance'] = {
      source: `read from ${format}`,
      licence: 'as the text it was read from',
      method: 'not known',
      limits: 'The text does not say how this graph was made.',
    };
    const report = [...this.#report];
    if (this.#unreported > 0) report.push(`${this.#unreported} more remarks.`);
    return { graph: { ...newGraph({ ...options, provenance }), nodes, edges }, report };
  }

  /** Edges are checked again only where one is wrong, to find its place. */
  #checkEdges(edges: readonly CausalEdge[]): void {
    const ids = new Set(this.#nodes.keys());
    const wrong = checkEdges(edges, ids);
    if (!wrong) return;
    const ends = new Set(wrong.error.values);
    const last = edges.findLast(
      ({ kind, from, to }) => kind !== 'bidirected' && ends.has(from) && ends.has(to),
    );
    const culprit = last ?? edges.find(({ from, to }) => ends.has(from) && ends.has(to));
    stop(wrong.error.message, culprit ? (this.#places.get(edgeKey(culprit)) ?? 0) : 0);
  }

  #stopAtCycle(cycle: readonly string[]): never {
    const places = cycle.map((from, at) => {
      const to = cycle[(at + 1) % cycle.length];
      return this.#places.get(edgeKey({ kind: 'directed', from, to })) ?? 0;
    });
    const drawn = [...cycle, cycle[0]].map((id) => `“${id}”`).join(' → ');
    stop(`The arrows run in a circle: ${drawn}. Remove or turn one of them.`, Math.max(...places));
  }
}
