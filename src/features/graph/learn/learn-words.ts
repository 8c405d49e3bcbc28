import type { LearnedEdge } from '../../../domain/discovery/learned-graph';
import type { CausalGraph } from '../../../domain/graph/causal-graph';
import type { ValueSystem } from '../../../domain/values/value-system';

/** What a person calls a column: the label of its node, the name of its value, else its own name. */
export function columnName(id: string, graph: CausalGraph, system: ValueSystem | null): string {
  return (
    graph.nodes.find((node) => node.id === id)?.label ??
    system?.values.find((value) => value.id === id)?.name ??
    id
  );
}

/** At most three characters for a drawing: the value's code, else the start of the name. */
export function columnCode(id: string, system: ValueSystem | null): string {
  return system?.values.find((value) => value.id === id)?.code ?? id.slice(0, 3);
}

/** What the data found out about an edge, in a few words. */
export const VERDICTS: Record<LearnedEdge['kind'], string> = {
  directed: 'a direction',
  undirected: 'can’t decide',
  conflicted: 'both ways',
};

/** 0.83 as “83 %”. */
export const percent = (share: number): string => `${Math.round(share * 100)} %`;
