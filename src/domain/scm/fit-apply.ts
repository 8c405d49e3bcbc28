import type { CausalEdge, CausalGraph, CausalNode } from '../graph/causal-graph';
import { edgeKey } from '../graph/edge-key';
import type { ScmFit } from './fit-scm';

/**
 * The graph with the fitted numbers in it, one revision later: weights with their intervals (status `learned`), means, noise
 * variances, and the noise covariances as weights of ↔. Where something was not identified its number goes: an old one beside
 * new ones would pretend to be of these data. Undirected edges and nodes that are not in the fit keep what they have. The Σ that
 * the graph came with goes too; it was of other data.
 */
export function applyFit(graph: CausalGraph, fit: ScmFit): CausalGraph {
  const numbers = new Map<string, Pick<CausalEdge, 'weight' | 'interval'>>();
  for (const { from, to, weight, interval } of fit.edges) {
    numbers.set(edgeKey({ kind: 'directed', from, to }), { weight, interval });
  }
  for (const { between, covariance } of fit.noiseCovariances) {
    const [from, to] = between;
    numbers.set(edgeKey({ kind: 'bidirected', from, to }), { weight: covariance });
  }
  const fitted = new Map(fit.nodes.map((node) => [node.id, node]));
  const { covariance: _old, ...rest } = graph;
  return {
    ...rest,
    revision: graph.revision + 1,
    nodes: graph.nodes.map((node): CausalNode => {
      const own = fitted.get(node.id);
      if (!own) return node;
      const { noiseVariance: _noise, ...kept } = node;
      const { mean, noiseVariance } = own;
      return { ...kept, mean, ...(noiseVariance === undefined ? {} : { noiseVariance }) };
    }),
    edges: graph.edges.map((edge): CausalEdge => {
      if (edge.kind === 'undirected') return edge;
      const { weight: _weight, interval: _interval, frequency: _frequency, ...kept } = edge;
      const own = numbers.get(edgeKey(edge));
      return own ? { ...kept, ...own, status: 'learned' } : kept;
    }),
  };
}
