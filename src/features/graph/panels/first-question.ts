import type { CausalGraph } from '../../../domain/graph/causal-graph';
import type { Selection } from '../../../state/graph-state.svelte';

/**
 * The two nodes that are asked about before a person has chosen: the ends of the selected edge, else the nodes marked as exposure and
 * outcome, else a node and something that it causes. Null with fewer than two nodes.
 */
export function firstQuestion(
  { nodes, edges }: Pick<CausalGraph, 'nodes' | 'edges'>,
  selection: Selection,
): { from: string; to: string } | null {
  if (nodes.length < 2) return null;
  if (selection?.kind === 'edge') return { from: selection.edge.from, to: selection.edge.to };
  const exposure = nodes.find(({ marks }) => marks.includes('exposure'))?.id;
  const outcome = nodes.find(({ marks, id }) => marks.includes('outcome') && id !== exposure)?.id;
  const selected = selection?.kind === 'node' ? selection.id : undefined;
  const from = selected ?? exposure ?? edges.find(({ kind }) => kind === 'directed')?.from ?? nodes[0].id;
  const effect = edges.find((edge) => edge.kind === 'directed' && edge.from === from)?.to;
  const other = nodes.find(({ id }) => id !== from)?.id ?? from;
  return { from, to: outcome !== undefined && outcome !== from ? outcome : (effect ?? other) };
}
