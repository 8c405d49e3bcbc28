import { ok, type Result } from '../../result';
import type { EdgeRef } from '../../graph/edge-key';
import { scmFail, type ScmError } from '../scm-error';
import type { ReadingGraph } from './reading-graph';

/**
 * The Markov equivalence class of a directed acyclic graph as a CPDAG: `directed` edges run the same way in every graph that
 * implies the same independencies, `undirected` ones (written as they were in the graph) either way. Data that only show
 * independencies can't choose among those graphs. Order labelling of Chickering (1995, UAI), O(nodes + edges × in-degree).
 *
 * Worked: a → b → c has no v-structure: both edges are undirected. a → b ← c is one: both stay.
 * Errors: a bidirected edge (the class is one of graphs of arrows).
 */
export function equivalenceClass(graph: ReadingGraph): Result<EdgeRef[], ScmError> {
  const confounded = graph.spouses.findIndex((list) => list.length > 0);
  if (confounded !== -1) {
    const pair = [graph.ids[confounded], graph.ids[graph.spouses[confounded][0]]];
    return scmFail(
      `“${pair[0]}” ↔ “${pair[1]}”: an equivalence class is known here for graphs of arrows alone. Draw the common cause as a latent node.`,
      pair,
    );
  }
  const compelled = labelEdges(graph);
  return ok(
    graph.ids.flatMap((to, at) =>
      graph.parents[at].map((from, k) => ({
        kind: compelled[at][k] === COMPELLED ? ('directed' as const) : ('undirected' as const),
        from: graph.ids[from],
        to,
      })),
    ),
  );
}

const UNKNOWN = 0;
const COMPELLED = 1;
const REVERSIBLE = 2;

/** For each node the labels of its incoming edges, in the order of `parents`. */
function labelEdges({ order, parents }: ReadingGraph): Uint8Array[] {
  const rank = new Int32Array(order.length);
  order.forEach((at, place) => (rank[at] = place));
  const labels = parents.map((list) => new Uint8Array(list.length));
  const isParent = parents.map((list) => new Set(list));
  for (const y of order) {
    // The edges into y, those from later causes first (Chickering's order).
    const edges = parents[y]
      .map((_, k) => k)
      .sort((one, other) => rank[parents[y][other]] - rank[parents[y][one]]);
    for (const k of edges) if (labels[y][k] === UNKNOWN) labelFrom(y, parents[y][k]);
  }
  return labels;

  function labelFrom(y: number, x: number): void {
    for (let k = 0; k < parents[x].length; k++) {
      if (labels[x][k] !== COMPELLED) continue;
      const w = parents[x][k];
      if (!isParent[y].has(w)) {
        labels[y].fill(COMPELLED);
        return;
      }
      labels[y][parents[y].indexOf(w)] = COMPELLED;
    }
    const other = parents[y].some((z) => z !== x && !isParent[x].has(z));
    const label = other ? COMPELLED : REVERSIBLE;
    labels[y].forEach((old, k) => {
      if (old === UNKNOWN) labels[y][k] = label;
    });
  }
}
