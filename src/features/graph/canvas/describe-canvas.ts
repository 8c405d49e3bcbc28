import type { CausalGraph } from '../../../domain/graph/causal-graph';
import { type EdgeRef, edgeKey } from '../../../domain/graph/edge-key';
import { counted } from '../../../domain/text/format-number';
import type { GraphState } from '../../../state/graph-state.svelte';
import { signedText } from '../../../ui/priority-text';

/** The label of a node by its id; the id itself where there is no such node. */
export function labelsOf(graph: CausalGraph): (id: string) => string {
  const labels = new Map(graph.nodes.map((node) => [node.id, node.label]));
  return (id) => labels.get(id) ?? id;
}

/** The graph in one sentence, for those who do not see it. */
export function describeGraph({ graph }: Pick<GraphState, 'graph'>): string {
  if (graph.nodes.length === 0) return 'The graph is empty. Press N, then Enter, to add a node.';
  const undirected = graph.edges.filter((edge) => edge.kind === 'undirected').length;
  const { forbidden, required } = graph.knowledge;
  return [
    `${graph.name}: ${counted(graph.nodes.length, 'node')}, ${counted(graph.edges.length, 'edge')}.`,
    undirected > 0 ? `${undirected} without a direction.` : '',
    forbidden.length > 0 ? `${counted(forbidden.length, 'arrow')} forbidden.` : '',
    required.length > 0 ? `${counted(required.length, 'arrow')} required.` : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/**
 * A node with its causes, effects and open edges, and in intervene mode what happens to it.
 *
 * Worked: "Conformity. Caused by Security (+0.41). Causes Tradition (+0.46)."
 */
export function describeNode(state: GraphState, id: string): string {
  const { graph } = state;
  const nameOf = labelsOf(graph);
  const weight = (number: number | undefined): string =>
    number === undefined ? '' : ` (${signedText(number, 2)})`;
  const arrows = graph.edges.filter((edge) => edge.kind === 'directed');
  const causes = arrows.filter(({ to }) => to === id).map((edge) => nameOf(edge.from) + weight(edge.weight));
  const effects = arrows
    .filter(({ from }) => from === id)
    .map((edge) => nameOf(edge.to) + weight(edge.weight));
  const open = graph.edges
    .filter(({ kind, from, to }) => kind !== 'directed' && (from === id || to === id))
    .map(({ from, to }) => nameOf(from === id ? to : from));
  const ripple = state.mode === 'intervene' && state.ripple?.ok ? state.ripple.value.ripple : [];
  const step = ripple.find(({ valueId }) => valueId === id);
  return [
    `${nameOf(id)}.`,
    step
      ? `${step.before.toFixed(1)} before, ${step.after.toFixed(1)} after (${signedText(step.change)}).`
      : '',
    causes.length > 0 ? `Caused by ${causes.join(', ')}.` : 'No causes.',
    effects.length > 0 ? `Causes ${effects.join(', ')}.` : 'No effects.',
    open.length > 0 ? `Joined without a direction to ${open.join(', ')}.` : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** "Security → Conformity, weight +0.41." */
export function describeEdge({ graph }: Pick<GraphState, 'graph'>, ref: EdgeRef): string {
  const nameOf = labelsOf(graph);
  const sign = { directed: '→', bidirected: '↔', undirected: '—' }[ref.kind];
  const edge = graph.edges.find((one) => edgeKey(one) === edgeKey(ref));
  const weight = edge?.weight === undefined ? '' : `, weight ${signedText(edge.weight, 2)}`;
  return `${nameOf(ref.from)} ${sign} ${nameOf(ref.to)}${weight}.`;
}
