import type { CausalEdge } from '../graph/causal-graph';
import { cycleClosedBy } from '../graph/find-cycle';
import type { Knowledge } from './knowledge';

/**
 * What a person decides about one learned edge. accept: as learned (an edge that the data don't orient stays without a
 * direction, which is the same as open); reject: not in the graph; forward, backward: from → to or to → from, whatever the
 * data say; open: joined, no direction.
 */
export const DECISIONS = ['accept', 'reject', 'forward', 'backward', 'open'] as const;
export type Decision = (typeof DECISIONS)[number];

const ORIENTED = 'Direction decided by a person.';
const LEANT = 'Direction left open by the data, chosen as more resamples did.';

/** What stands before anybody has decided: directions that the data found are accepted, the others stay open. */
export function firstDecisions(edges: readonly CausalEdge[]): Decision[] {
  return edges.map(({ kind }) => (kind === 'directed' ? 'accept' : 'open'));
}

/**
 * The edges as decided. A direction that a person chose has the status `own`; of the frequency it keeps the share that the
 * resamples gave this direction. A learned weight stays only with its direction. `leant` are the places whose direction
 * leanDecisions chose; their note says so.
 *
 * Worked: a — b joined in 0.9 of the resamples, a → b in 0.6: forward gives a → b with directed 0.6, backward b → a with 0.3.
 */
export function resolveEdges(
  edges: readonly CausalEdge[],
  decisions: readonly Decision[],
  leant: readonly number[] = [],
): CausalEdge[] {
  return edges.flatMap((edge, at): CausalEdge[] => {
    const decision = decisions.at(at) ?? 'accept';
    if (decision === 'reject') return [];
    if (decision === 'accept') return [edge];
    if (decision === 'open') return [opened(edge)];
    const { from, to, kind } = edge;
    if (decision === 'forward' && kind === 'directed') return [edge];
    const { weight: _weight, interval: _interval, note: _note, ...rest } = edge;
    const note = leant.includes(at) ? LEANT : ORIENTED;
    return [
      decision === 'forward'
        ? { ...rest, kind: 'directed', status: 'own', note }
        : {
            ...rest,
            ...turned(rest.frequency),
            kind: 'directed',
            from: to,
            to: from,
            status: 'own',
            note,
          },
    ];
  });
}

function opened(edge: CausalEdge): CausalEdge {
  if (edge.kind !== 'directed') return edge;
  const { weight: _weight, interval: _interval, ...rest } = edge;
  return { ...rest, kind: 'undirected', note: 'The data found a direction; a person left it open.' };
}

function turned(frequency: CausalEdge['frequency']): Pick<CausalEdge, 'frequency'> {
  if (!frequency) return {};
  const { joined, directed } = frequency;
  return { frequency: { joined, directed: Math.max(0, joined - directed) } };
}

/**
 * Gives every open edge the direction that more resamples chose, the clearest first, unless the knowledge forbids it or it
 * would close a circle: then the other, and where that is no better the edge stays open. A guess from the same data, for a
 * person who must have directions.
 *
 * Worked: a → b and b → c accepted, c — a open, leaning to c → a: that closes a circle, so a → c.
 */
export function leanDecisions(
  edges: readonly CausalEdge[],
  decisions: readonly Decision[],
  { forbidden = [], required = [] }: Pick<Knowledge, 'forbidden' | 'required'> = {},
): Decision[] {
  const next = [...decisions];
  const lean = ({ frequency }: CausalEdge): number =>
    frequency ? frequency.directed - frequency.joined / 2 : 0;
  const open = edges
    .map((edge, at) => ({ edge, at }))
    .filter(({ edge, at }) => isOpen(edge, next.at(at)))
    .sort((one, other) => Math.abs(lean(other.edge)) - Math.abs(lean(one.edge)));
  for (const { edge, at } of open) {
    const directions =
      lean(edge) >= 0 ? (['forward', 'backward'] as const) : (['backward', 'forward'] as const);
    const fits = directions.find((direction) => {
      const [from, to] = direction === 'forward' ? [edge.from, edge.to] : [edge.to, edge.from];
      const against = (arrow: { from: string; to: string }): boolean =>
        arrow.from === from && arrow.to === to;
      const turn = (arrow: { from: string; to: string }): boolean => arrow.from === to && arrow.to === from;
      if (forbidden.some(against) || required.some(turn)) return false;
      return cycleClosedBy(resolveEdges(edges, next), from, to) === null;
    });
    if (fits) next[at] = fits;
  }
  return next;
}

/** Whether an edge has no direction under a decision. */
export function isOpen(edge: CausalEdge, decision: Decision = 'accept'): boolean {
  return decision === 'open' || (decision === 'accept' && edge.kind !== 'directed');
}
