import type { CausalEdge, CausalGraph } from '../../../domain/graph/causal-graph';
import { edgeKey } from '../../../domain/graph/edge-key';

type Content = Pick<CausalGraph, 'nodes' | 'edges'>;

/**
 * An adjacency table holds names, edges and weights alone. Nodes and edges that were there before keep everything else; an edge whose
 * weight changed becomes the person's own and loses the interval, which was the old weight's.
 */
export function keepWhatATableLacks(old: Content, read: Content): Content {
  const nodes = new Map(old.nodes.map((node) => [node.id, node]));
  const edges = new Map(old.edges.map((edge) => [edgeKey(edge), edge]));
  return {
    nodes: read.nodes.map((node) => nodes.get(node.id) ?? node),
    edges: read.edges.map((edge): CausalEdge => {
      const before = edges.get(edgeKey(edge));
      if (!before || before.weight === edge.weight) return before ?? edge;
      const { weight: _weight, interval: _interval, frequency: _frequency, ...rest } = before;
      return { ...rest, ...(edge.weight === undefined ? {} : { weight: edge.weight }), status: 'own' };
    }),
  };
}
