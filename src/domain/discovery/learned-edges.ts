import type { CausalEdge } from '../graph/causal-graph';
import type { EdgeFrequencies } from './edge-frequencies';
import type { LearnedEdge, LearnedGraph } from './learned-graph';

const CONFLICT =
  'The data direct this edge both ways: a hidden common cause, too few rows, or a relation that is not linear.';
const UNDECIDED = 'The data allow both directions.';

/**
 * A learned graph as edges of the editor, for a person to accept, turn or reject. What the data don't orient stays undirected; a
 * conflict too, with a note, since ↔ would claim a hidden common cause and that is only one of its explanations.
 *
 * Worked: a → b that 90 of 100 resamples join, 70 as a → b and 20 as a line, has the frequency joined 0.9, directed
 * 0.7 + 20/100 / 2 = 0.8: an undecided resample counts half for either way.
 */
export function learnedEdges({ edges }: LearnedGraph, frequencies?: EdgeFrequencies): CausalEdge[] {
  return edges.map((edge): CausalEdge => {
    const { a, b, kind, weight } = edge;
    return {
      kind: kind === 'directed' ? 'directed' : 'undirected',
      from: a,
      to: b,
      status: 'learned',
      ...(weight === undefined ? {} : { weight }),
      ...(kind === 'directed' ? {} : { note: kind === 'conflicted' ? CONFLICT : UNDECIDED }),
      ...(frequencies ? { frequency: frequencyOf(edge, frequencies) } : {}),
    };
  });
}

function frequencyOf(
  { a, b }: LearnedEdge,
  { pairs }: EdgeFrequencies,
): { joined: number; directed: number } {
  const pair = pairs.find((other) => (other.a === a && other.b === b) || (other.a === b && other.b === a));
  if (!pair) return { joined: 0, directed: 0 };
  const { joined, forward, backward, undirected, conflicted } = pair;
  const directed = (pair.a === a ? forward : backward) + (undirected + conflicted) / 2;
  return { joined: Math.min(1, joined), directed: Math.min(1, directed) };
}
