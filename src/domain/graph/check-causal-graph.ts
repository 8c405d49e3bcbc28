import { ok, type Result } from '../result';
import { scmFail, type ScmError } from '../scm/scm-error';
import { topologicalOrder } from '../scm/topological-order';
import type { CausalGraph } from './causal-graph';
import { drawEdge, edgeKey, type EdgeRef, pairKey } from './edge-key';

/**
 * What the shape alone can't say: ids and edges are unique, edges join nodes of the graph, at most one of →, ← and — between two
 * nodes (↔ may stand beside them), no circle of arrows, Σ square and between nodes of the graph.
 * Errors name the nodes; for a circle they are the circle in arrow order. A graph without nodes or in several pieces is fine.
 */
export function checkCausalGraph(graph: CausalGraph): Result<CausalGraph, ScmError> {
  const ids = new Set<string>();
  for (const { id } of graph.nodes) {
    if (ids.has(id)) return scmFail(`The graph has the node “${id}” twice. Rename one of them.`, [id]);
    ids.add(id);
  }
  const wrongEdge = checkEdges(graph.edges, ids);
  if (wrongEdge) return wrongEdge;
  for (const { from, to } of [...graph.knowledge.forbidden, ...graph.knowledge.required]) {
    const missing = [from, to].find((end) => !ids.has(end));
    if (missing !== undefined) {
      return scmFail(`The knowledge about “${from}” → “${to}” names “${missing}”, which is no node.`, [
        missing,
      ]);
    }
  }
  const ordered = topologicalOrder(
    graph.nodes.map((node) => node.id),
    graph.edges.filter((edge) => edge.kind === 'directed'),
    graph.name,
  );
  if (!ordered.ok) return ordered;
  return checkCovariance(graph, ids);
}

/** The first wrong edge, or undefined. */
export function checkEdges(
  edges: readonly EdgeRef[],
  ids: ReadonlySet<string>,
): { ok: false; error: ScmError } | undefined {
  const keys = new Set<string>();
  const joined = new Map<string, EdgeRef>();
  for (const edge of edges) {
    const { from, to, kind } = edge;
    const missing = [from, to].find((end) => !ids.has(end));
    if (missing !== undefined) {
      return scmFail(`The edge ${drawEdge(edge)} names “${missing}”, which is no node of the graph.`, [
        missing,
      ]);
    }
    if (from === to) return scmFail(`“${from}” can't have an edge to itself. Remove it.`, [from]);
    if (keys.has(edgeKey(edge))) {
      return scmFail(`The edge ${drawEdge(edge)} is there twice. Remove one.`, [from, to]);
    }
    keys.add(edgeKey(edge));
    if (kind === 'bidirected') continue;
    const other = joined.get(pairKey(from, to));
    if (other) {
      return scmFail(`${drawEdge(edge)} and ${drawEdge(other)} exclude each other. Remove one.`, [from, to]);
    }
    joined.set(pairKey(from, to), edge);
  }
  return undefined;
}

function checkCovariance(graph: CausalGraph, ids: ReadonlySet<string>): Result<CausalGraph, ScmError> {
  if (graph.covariance === undefined) return ok(graph);
  const { of, matrix } = graph.covariance;
  const stranger = of.find((id) => !ids.has(id));
  if (stranger !== undefined) return scmFail(`Σ names “${stranger}”, which is no node.`, [stranger]);
  if (new Set(of).size !== of.length) return scmFail('Σ names a node twice.');
  if (matrix.length !== of.length || matrix.some((row) => row.length !== of.length)) {
    return scmFail(`Σ is not a table of ${of.length} × ${of.length} numbers.`);
  }
  return ok(graph);
}
