import type { CausalEdge, CausalGraph } from '../../domain/graph/causal-graph';
import { diffGraphs, type EdgeDifference } from '../../domain/graph/diff-graphs';
import { edgeKey, pairKey } from '../../domain/graph/edge-key';
import { counted, signed } from '../../domain/text/format-number';
import { listed, nodeNames } from './panels/node-names';

export type Difference = EdgeDifference['difference'];

export interface ComparedPair {
  key: string;
  difference: Difference;
  /** The edges as drawn, with their weights: “Security → Conformity +0.41”; “–” for none. */
  left: string;
  right: string;
}

export interface Comparison {
  /** Those that differ first, in the order of DIFFERENCES. Weights that print alike, to two decimals, count as the same. */
  pairs: ComparedPair[];
  counts: Record<Difference, number>;
  /**
   * Structural Hamming distance: pairs of nodes that one graph joins and the other does not, or that they join by other edges
   * (Tsamardinos, Brown & Aliferis 2006). Weights do not count.
   */
  distance: number;
  /** The difference of each pair, by pairKey. */
  of: ReadonlyMap<string, Difference>;
  sentence: string;
}

/** In the order in which they are listed. */
export const DIFFERENCES: readonly Difference[] = ['only-left', 'only-right', 'direction', 'weight', 'none'];

const SIGN = { directed: '→', bidirected: '↔', undirected: '—' };

/**
 * Two graphs, pair by pair. Worked: left a → b, b → c; right b → a, b → c, c → d: a and b differ in direction, c and d are joined only
 * right, so the structural Hamming distance is 2.
 */
export function compareGraphs(left: CausalGraph, right: CausalGraph): Comparison {
  const { edges, nodesOnlyLeft, nodesOnlyRight } = diffGraphs(left, right);
  const names = [nodeNames(left), nodeNames(right)] as const;
  const counts: Comparison['counts'] = { 'only-left': 0, 'only-right': 0, direction: 0, weight: 0, none: 0 };
  const of = new Map<string, Difference>();
  const pairs = edges.map((pair): ComparedPair => {
    const [first] = [...pair.left, ...pair.right];
    const key = pairKey(first.from, first.to);
    const said = { left: drawn(pair.left, names[0]), right: drawn(pair.right, names[1]) };
    // Two weights that print alike are one weight to a person who reads them.
    const alike = pair.difference === 'weight' && weightsOf(pair.left) === weightsOf(pair.right);
    const difference = alike ? 'none' : pair.difference;
    counts[difference]++;
    of.set(key, difference);
    return { key, difference, ...said };
  });
  const rank = ({ difference }: ComparedPair): number => DIFFERENCES.indexOf(difference);
  pairs.sort((one, other) => rank(one) - rank(other));
  const distance = counts['only-left'] + counts['only-right'] + counts.direction;
  return { pairs, counts, distance, of, sentence: summary() };

  function summary(): string {
    const nodes = [
      ...(nodesOnlyLeft.length > 0 ? [`only left has ${listed(nodesOnlyLeft.map(names[0]))}`] : []),
      ...(nodesOnlyRight.length > 0 ? [`only right has ${listed(nodesOnlyRight.map(names[1]))}`] : []),
    ];
    const about = nodes.length === 0 ? '' : ` Of the nodes, ${nodes.join(' and ')}.`;
    if (edges.length === 0) return `Neither graph has an edge.${about}`;
    const said = [
      `${counted(counts['only-left'], 'edge')} only left`,
      `${counts['only-right']} only right`,
      `${counts.direction} with another direction or kind`,
    ];
    const weights = `${counts.weight} more ${counts.weight === 1 ? 'has another weight' : 'have other weights'}`;
    return `Structural Hamming distance ${distance}: ${listed(said)}; ${weights}, and ${counts.none} ${counts.none === 1 ? 'is' : 'are'} the same.${about}`;
  }
}

function weightsOf(edges: readonly CausalEdge[]): string {
  const printed = edges.map(
    (edge) => `${edgeKey(edge)} ${edge.weight === undefined ? '' : signed(edge.weight, 2)}`,
  );
  return printed.sort().join(' ');
}

function drawn(edges: readonly CausalEdge[], nameOf: (id: string) => string): string {
  if (edges.length === 0) return '–';
  return edges
    .map(({ kind, from, to, weight }) => {
      const number = weight === undefined ? '' : ` ${signed(weight, 2)}`;
      return `${nameOf(from)} ${SIGN[kind]} ${nameOf(to)}${number}`;
    })
    .join('; ');
}

/** What a difference is called beside a picture and in the table. */
export const DIFFERENCE_WORDS: Record<Difference, string> = {
  'only-left': 'only left',
  'only-right': 'only right',
  direction: 'other direction or kind',
  weight: 'other weight',
  none: 'the same',
};
