import { ok } from '../result';
import type { CausalGraph } from './causal-graph';
import { checkCausalGraph } from './check-causal-graph';
import { type Edited, nextRevision } from './edit-nodes';

/**
 * The graph with other nodes and edges, as after an edit of its text: id, name, value system and provenance stay, and so does
 * what is known about, and Σ between, the nodes that are still there. Where the text gives no place, the node keeps the one it had.
 * Errors: what check-causal-graph.ts names.
 */
export function replaceContent(
  graph: CausalGraph,
  { nodes, edges }: Pick<CausalGraph, 'nodes' | 'edges'>,
): Edited {
  const old = new Map(graph.nodes.map((node) => [node.id, node]));
  const ids = new Set(nodes.map((node) => node.id));
  const stays = ({ from, to }: { from: string; to: string }): boolean => ids.has(from) && ids.has(to);
  const { covariance, knowledge } = graph;
  const replaced = nextRevision(graph, {
    nodes: nodes.map((node) => {
      const position = node.position ?? old.get(node.id)?.position;
      return position ? { ...node, position } : node;
    }),
    edges,
    knowledge: {
      forbidden: knowledge.forbidden.filter(stays),
      required: knowledge.required.filter(stays),
    },
    ...(covariance && {
      covariance: {
        of: covariance.of.filter((id) => ids.has(id)),
        matrix: covariance.matrix
          .filter((_, at) => ids.has(covariance.of[at]))
          .map((row) => row.filter((_, at) => ids.has(covariance.of[at]))),
      },
    }),
  });
  const checked = checkCausalGraph(replaced);
  return checked.ok ? ok(replaced) : checked;
}
