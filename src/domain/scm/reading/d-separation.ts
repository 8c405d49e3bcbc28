import { ok, type Result } from '../../result';
import type { ScmError } from '../scm-error';
import { closure } from './ancestors';
import { locateAll, type ReadingGraph } from './reading-graph';

/** The part of a graph that separation looks at; the surgeries of adjustment.ts make others of the same nodes. */
export type Structure = Pick<ReadingGraph, 'parents' | 'children' | 'spouses'>;

/**
 * Whether X and Y are independent given Z in every distribution that the graph generates: d-separation, with ↔ m-separation
 * (Pearl, Causality, 2nd ed., Definition 1.2.3; Richardson 2003). Nodes of Z in X or Y do not count in X or Y.
 *
 * Worked: in a → b → c, a and c are separated by b and not by nothing; in a → b ← c by nothing and not by b, nor by an effect
 * of b; in a ↔ b ← c by nothing and not by b.
 * Errors: an unknown node.
 */
export function separated(
  graph: ReadingGraph,
  xs: readonly string[],
  ys: readonly string[],
  given: readonly string[] = [],
): Result<boolean, ScmError> {
  const x = locateAll(graph, xs);
  if (!x.ok) return x;
  const y = locateAll(graph, ys);
  if (!y.ok) return y;
  const z = locateAll(graph, given);
  if (!z.ok) return z;
  const reached = connectedTo(graph, x.value, z.value);
  return ok(y.value.every((at) => reached[at] === 0));
}

/**
 * Bayes-ball (Shachter 1998): 1 for every position that an open path leads to from one of `from` given `given`, `from` itself
 * included, positions in `given` excluded. A ball that comes to a node knows whether it came along an arrowhead; it passes a
 * collider (heads on both sides) where the node or an effect of it is given, any other node where it is not. O(nodes + edges).
 */
export function connectedTo(graph: Structure, from: readonly number[], given: readonly number[]): Uint8Array {
  const { parents, children, spouses } = graph;
  const size = parents.length;
  const observed = new Uint8Array(size);
  for (const at of given) observed[at] = 1;
  const opensCollider = closure(parents, given);
  const reached = new Uint8Array(size);
  const seen = new Uint8Array(2 * size); // 2 · node + (1 where the ball came along an arrowhead)
  const balls: number[] = [];
  const send = (to: number, head: 0 | 1): void => {
    const ball = 2 * to + head;
    if (seen[ball] === 1) return;
    seen[ball] = 1;
    balls.push(ball);
    if (observed[to] === 0) reached[to] = 1;
  };
  const leave = (at: number, alongTails: boolean, alongHeads: boolean): void => {
    if (alongTails) for (const child of children[at]) send(child, 1);
    if (!alongHeads) return;
    for (const parent of parents[at]) send(parent, 0);
    for (const spouse of spouses[at]) send(spouse, 1);
  };
  for (const at of from) {
    if (observed[at] === 1) continue;
    reached[at] = 1;
    leave(at, true, true);
  }
  for (let next = 0; next < balls.length; next++) {
    const at = balls[next] >> 1;
    if ((balls[next] & 1) === 0) leave(at, observed[at] === 0, observed[at] === 0);
    else leave(at, observed[at] === 0, opensCollider[at] === 1);
  }
  return reached;
}
