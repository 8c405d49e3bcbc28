import { type CausalGraph, causalGraphSchema, type CausalNode } from '../../src/domain/graph/causal-graph';
import { checkCausalGraph } from '../../src/domain/graph/check-causal-graph';

/** An undirected edge with its number, rounded as everything shipped is. */
export interface Link {
  from: string;
  to: string;
  weight: number;
  interval?: [number, number];
  note: string;
}

type Header = Pick<CausalGraph, 'id' | 'name' | 'valueSystemId' | 'provenance'>;

/** A graph of associations: nodes without numbers, edges without direction. Throws where it is not well formed. */
export function network(
  header: Header,
  nodes: readonly Omit<CausalNode, 'marks'>[],
  links: readonly Link[],
  status: 'given' | 'learned',
): CausalGraph {
  const graph = causalGraphSchema.parse({
    kind: 'causal-graph',
    version: 1,
    ...header,
    revision: 0,
    nodes: nodes.map((node) => ({ ...node, marks: [] })),
    edges: links.map(({ weight, interval, ...link }) => ({
      kind: 'undirected',
      ...link,
      weight: rounded(weight),
      status,
      ...(interval && { interval: [rounded(interval[0]), rounded(interval[1])] }),
    })),
    knowledge: { forbidden: [], required: [] },
  });
  const checked = checkCausalGraph(graph);
  if (!checked.ok) throw new Error(checked.error.message);
  return graph;
}

/** Four decimals: finer than any interval here, and the same file on every machine. */
function rounded(number: number): number {
  return Math.round(number * 10_000) / 10_000;
}
