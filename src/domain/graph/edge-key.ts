import type { CausalEdge, EdgeKind } from './causal-graph';

/** What names an edge in its graph. For the symmetric kinds `from` and `to` may be exchanged. */
export type EdgeRef = Pick<CausalEdge, 'kind' | 'from' | 'to'>;

const SIGN: Record<EdgeKind, string> = { directed: '→', bidirected: '↔', undirected: '—' };

/** The edge as a person writes it: “a” → “b”, “a” ↔ “b” or “a” — “b”. */
export function drawEdge({ kind, from, to }: EdgeRef): string {
  return `“${from}” ${SIGN[kind]} “${to}”`;
}

/** A string that two edges share exactly when they are the same edge; a ↔ b is b ↔ a. */
export function edgeKey({ kind, from, to }: EdgeRef): string {
  const ends = kind !== 'directed' && to < from ? [to, from] : [from, to];
  return JSON.stringify([kind, ...ends]);
}

/** A string for the two nodes, whatever runs between them. */
export function pairKey(one: string, other: string): string {
  return JSON.stringify(one < other ? [one, other] : [other, one]);
}
