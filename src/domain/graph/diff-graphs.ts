import type { CausalEdge, CausalGraph } from './causal-graph';
import { pairKey } from './edge-key';

/** Two weights closer than this count as the same: differences of arithmetic, not of opinion. */
const SAME_WEIGHT = 1e-9;

/** What two graphs say about one pair of nodes. */
export interface EdgeDifference {
  /** none: the same edges; `direction`: both join the two, by other edges; `weight`: the same edges with other weights. */
  difference: 'none' | 'only-left' | 'only-right' | 'direction' | 'weight';
  left: CausalEdge[];
  right: CausalEdge[];
}

export interface GraphDifference {
  nodesOnlyLeft: string[];
  nodesOnlyRight: string[];
  /** One entry for each pair that at least one of the graphs joins; those of the left graph first, in its order. */
  edges: EdgeDifference[];
}

/**
 * Two graphs side by side, matched by the ids of their nodes.
 *
 * Worked: left a → b (0.5), b → c; right b → a, b → c, c → d gives: a and b differ in direction, b and c not at all, c and d
 * only right, and d is a node only right.
 */
export function diffGraphs(left: CausalGraph, right: CausalGraph): GraphDifference {
  const leftIds = new Set(left.nodes.map((node) => node.id));
  const rightIds = new Set(right.nodes.map((node) => node.id));
  const pairs = new Map<string, EdgeDifference>();
  const at = (edge: CausalEdge): EdgeDifference => {
    const key = pairKey(edge.from, edge.to);
    const known = pairs.get(key) ?? { difference: 'none', left: [], right: [] };
    pairs.set(key, known);
    return known;
  };
  for (const edge of left.edges) at(edge).left.push(edge);
  for (const edge of right.edges) at(edge).right.push(edge);
  return {
    nodesOnlyLeft: [...leftIds].filter((id) => !rightIds.has(id)),
    nodesOnlyRight: [...rightIds].filter((id) => !leftIds.has(id)),
    edges: [...pairs.values()].map((pair) => ({ ...pair, difference: compare(pair) })),
  };
}

function compare({ left, right }: EdgeDifference): EdgeDifference['difference'] {
  if (right.length === 0) return 'only-left';
  if (left.length === 0) return 'only-right';
  if (left.length !== right.length) return 'direction';
  let difference: EdgeDifference['difference'] = 'none';
  for (const edge of left) {
    const twin = right.find((other) => other.kind === edge.kind && sameEnds(edge, other));
    if (!twin) return 'direction';
    if (!sameWeight(edge.weight, twin.weight)) difference = 'weight';
  }
  return difference;
}

function sameEnds(one: CausalEdge, other: CausalEdge): boolean {
  return one.kind !== 'directed' || (one.from === other.from && one.to === other.to);
}

function sameWeight(one: number | undefined, other: number | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return Math.abs(one - other) <= SAME_WEIGHT;
}
