import { ok, type Result } from '../../result';
import type { ScmError } from '../scm-error';
import { locateAll, namesOf, type ReadingGraph } from './reading-graph';

type Lists = readonly (readonly number[])[];

/** 1 for the positions in `from` and for all that `next` leads to from them, 0 elsewhere. O(nodes + edges). */
export function closure(next: Lists, from: readonly number[]): Uint8Array {
  const reached = new Uint8Array(next.length);
  const queue = [...from];
  for (const at of queue) reached[at] = 1;
  for (let i = 0; i < queue.length; i++) {
    for (const to of next[queue[i]]) {
      if (reached[to] === 1) continue;
      reached[to] = 1;
      queue.push(to);
    }
  }
  return reached;
}

/** The positions at which a mask is 1. */
export function positionsIn(mask: Uint8Array): number[] {
  const positions: number[] = [];
  for (let at = 0; at < mask.length; at++) if (mask[at] === 1) positions.push(at);
  return positions;
}

/** All causes of the nodes, near and far, and the nodes themselves (as in the literature, An(X) contains X). */
export function ancestorsOf(graph: ReadingGraph, ids: readonly string[]): Result<string[], ScmError> {
  const from = locateAll(graph, ids);
  return from.ok ? ok(namesOf(graph, positionsIn(closure(graph.parents, from.value)))) : from;
}

/** All effects of the nodes, near and far, and the nodes themselves. Worked: in a → b → c, of b: b and c. */
export function descendantsOf(graph: ReadingGraph, ids: readonly string[]): Result<string[], ScmError> {
  const from = locateAll(graph, ids);
  return from.ok ? ok(namesOf(graph, positionsIn(closure(graph.children, from.value)))) : from;
}
