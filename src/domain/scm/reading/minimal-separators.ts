import { positionsIn } from './ancestors';
import type { Structure } from './d-separation';
import { bypass, moralGraph, type MoralGraph, remove } from './moral-graph';

export interface SeparatorQuestion {
  structure: Structure;
  x: number;
  y: number;
  /** In every set. */
  include: readonly number[];
  /** 1 for nodes that a set may hold. */
  allowed: Uint8Array;
}

export interface Separators {
  /** Each sorted, `include` among them; the smallest sets first. */
  sets: number[][];
  /** True where there are more than the limit. */
  truncated: boolean;
}

/**
 * Every minimal set within `allowed` that, with `include`, m-separates x from y: take any member that is not in `include` away
 * and they are connected. Takata's search (2010) for the minimal vertex separators of the moral graph, as in van der Zander,
 * Liśkiewicz & Textor (2019), §5: polynomial time for each set found.
 *
 * Worked: x → a → b → y, and x ← c → y: {a, c} and {b, c}.
 */
export function minimalSeparators(question: SeparatorQuestion, limit: number): Separators {
  const { x, y, include } = question;
  const moral = preparedMoralGraph(question);
  const sets: number[][] = [];
  if (moral.joined[x * moral.size + y] === 1) return { sets, truncated: false };

  let truncated = false;
  /** Lists the separators whose x-side holds `side` and none of `beyond`. */
  const list = (side: Uint8Array, beyond: Uint8Array): void => {
    if (truncated) return;
    const closed = closeSide(moral, side, y);
    for (let at = 0; at < moral.size; at++) if (closed.side[at] === 1 && beyond[at] === 1) return;
    const choice = closed.separator.find((at) => beyond[at] === 0);
    if (choice === undefined) {
      if (sets.length === limit) truncated = true;
      else sets.push([...closed.separator, ...include].sort((one, other) => one - other));
      return;
    }
    list(closed.side, withNode(beyond, choice));
    list(withNode(closed.side, choice), beyond);
  };
  const only = (at: number): Uint8Array => withNode(new Uint8Array(moral.size), at);
  list(only(x), only(y));
  sets.sort((one, other) => one.length - other.length);
  return { sets, truncated };
}

/** The minimal separator nearest to x, in one pass; null where there is none. `include` is among it. */
export function nearestSeparator(question: SeparatorQuestion): number[] | null {
  const { x, y, include } = question;
  const moral = preparedMoralGraph(question);
  if (moral.joined[x * moral.size + y] === 1) return null;
  const { separator } = closeSide(moral, withNode(new Uint8Array(moral.size), x), y);
  return [...separator, ...include].sort((one, other) => one - other);
}

function preparedMoralGraph({ structure, x, y, include, allowed }: SeparatorQuestion): MoralGraph {
  const moral = moralGraph(structure, [x, y, ...include]);
  remove(moral, include);
  bypass(
    moral,
    positionsIn(moral.present).filter((at) => at !== x && at !== y && allowed[at] === 0),
  );
  return moral;
}

/**
 * The separator nearest to a connected set of nodes around x, and the whole x-side of it: of the neighbours of `side` those that
 * the rest of y's component touches.
 */
function closeSide(
  moral: MoralGraph,
  side: Uint8Array,
  y: number,
): { side: Uint8Array; separator: number[] } {
  const { size, joined, present } = moral;
  const border = new Uint8Array(size);
  for (let at = 0; at < size; at++) {
    if (side[at] === 0) continue;
    for (let other = 0; other < size; other++) {
      if (present[other] === 1 && side[other] === 0 && joined[at * size + other] === 1) border[other] = 1;
    }
  }
  const far = new Uint8Array(size); // 1: on y's side, 2: in the separator
  const queue = [y];
  far[y] = 1;
  if (border[y] === 1) return { side: withNode(side, y), separator: [] };
  for (let next = 0; next < queue.length; next++) {
    for (let other = 0; other < size; other++) {
      if (present[other] === 0 || far[other] !== 0 || joined[queue[next] * size + other] === 0) continue;
      far[other] = border[other] === 1 ? 2 : 1;
      if (far[other] === 1) queue.push(other);
    }
  }
  return { side: grow(moral, side, far), separator: positionsOf(far, 2) };
}

/** All that `side` is connected with once the separator is out. */
function grow({ size, joined, present }: MoralGraph, side: Uint8Array, far: Uint8Array): Uint8Array {
  const grown = Uint8Array.from(side);
  const queue = positionsIn(grown);
  for (let next = 0; next < queue.length; next++) {
    for (let other = 0; other < size; other++) {
      if (present[other] === 0 || grown[other] === 1 || far[other] === 2) continue;
      if (joined[queue[next] * size + other] === 0) continue;
      grown[other] = 1;
      queue.push(other);
    }
  }
  return grown;
}

function withNode(mask: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(mask);
  copy[at] = 1;
  return copy;
}

function positionsOf(marks: Uint8Array, mark: number): number[] {
  return Array.from(marks.keys()).filter((at) => marks[at] === mark);
}
