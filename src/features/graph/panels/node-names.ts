import type { CausalGraph } from '../../../domain/graph/causal-graph';

/** What to print for a node id: its label, and the id itself where the graph has no such node. */
export function nodeNames({ nodes }: Pick<CausalGraph, 'nodes'>): (id: string) => string {
  const labels = new Map(nodes.map(({ id, label }) => [id, label]));
  return (id) => labels.get(id) ?? id;
}

/** “a”, “a and b”, “a, b and c”. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
