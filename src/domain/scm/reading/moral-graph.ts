import { closure } from './ancestors';
import type { Structure } from './d-separation';

/** An undirected graph on the positions 0 … size − 1: `joined[i · size + j]` is 1 where i and j are neighbours. */
export interface MoralGraph {
  size: number;
  joined: Uint8Array;
  /** 0 for nodes that are not in it. */
  present: Uint8Array;
}

/**
 * A graph in which plain vertex separation is m-separation: the moral graph of the ancestors of `of` (Lauritzen et al. 1990),
 * with every two nodes joined that a path of colliders joins, so that ↔ counts (Richardson 2003, augmented graph).
 *
 * Worked: a → c ← b, of a and b: c is no ancestor, nothing is joined. Of a, b and c: a and b are joined too.
 */
export function moralGraph({ parents, spouses }: Structure, of: readonly number[]): MoralGraph {
  const size = parents.length;
  const present = closure(parents, of);
  const joined = new Uint8Array(size * size);
  for (const district of districts(spouses, present)) {
    const members = new Set(district);
    for (const at of district) for (const parent of parents[at]) members.add(parent);
    joinAll(joined, size, [...members]);
  }
  return { size, joined, present };
}

/** Sets of present nodes that paths of ↔ hold together; most are single nodes. */
function districts(spouses: Structure['spouses'], present: Uint8Array): number[][] {
  const seen = new Uint8Array(present.length);
  const found: number[][] = [];
  for (let start = 0; start < present.length; start++) {
    if (present[start] === 0 || seen[start] === 1) continue;
    const district = [start];
    seen[start] = 1;
    for (let next = 0; next < district.length; next++) {
      for (const spouse of spouses[district[next]]) {
        if (present[spouse] === 0 || seen[spouse] === 1) continue;
        seen[spouse] = 1;
        district.push(spouse);
      }
    }
    found.push(district);
  }
  return found;
}

/**
 * Takes nodes out in such a way that the others stay connected through them: what is left is separated by exactly the sets, free
 * of those nodes, that separated it before.
 */
export function bypass({ size, joined, present }: MoralGraph, nodes: readonly number[]): void {
  for (const at of nodes) {
    if (present[at] === 0) continue;
    const neighbours: number[] = [];
    for (let other = 0; other < size; other++) {
      if (other !== at && present[other] === 1 && joined[at * size + other] === 1) neighbours.push(other);
    }
    present[at] = 0;
    joinAll(joined, size, neighbours);
  }
}

/** Takes nodes out with their edges: nodes that are conditioned on anyway. */
export function remove({ present }: MoralGraph, nodes: readonly number[]): void {
  for (const at of nodes) present[at] = 0;
}

function joinAll(joined: Uint8Array, size: number, nodes: readonly number[]): void {
  for (const one of nodes) for (const other of nodes) if (one !== other) joined[one * size + other] = 1;
}
