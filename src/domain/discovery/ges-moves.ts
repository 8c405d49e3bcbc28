import { isArrow, isJoined, isLine, type Pdag } from './pdag';
import type { LocalScore } from './gaussian-score';

/** One move of the search: an edge more (`insert`) or less (`remove`) between x and y. `set`: Chickering's T, or H. */
export interface Move {
  x: number;
  y: number;
  set: readonly number[];
  /** How much the score grows. */
  gain: number;
}

/** Sets tried for one pair. Nine neighbours that are all joined have 512; beyond, trying all of them would never end. */
export const SETS_MAX = 512;

/** What every move at y needs to know; made once for all x. */
export interface Surroundings {
  pdag: Pdag;
  y: number;
  /** Joined with y by a line. */
  neighbours: readonly number[];
  /** With an arrow into y. */
  causes: readonly number[];
}

export function surroundings(pdag: Pdag, y: number): Surroundings {
  const neighbours: number[] = [];
  const causes: number[] = [];
  for (let at = 0; at < pdag.size; at++) {
    if (isLine(pdag, at, y)) neighbours.push(at);
    else if (isArrow(pdag, at, y)) causes.push(at);
  }
  return { pdag, y, neighbours, causes };
}

const isClique = (pdag: Pdag, set: readonly number[]): boolean =>
  set.every((a, at) => set.slice(at + 1).every((b) => isJoined(pdag, a, b)));

/** All cliques (the empty set among them) that `from` holds and that are joined with all of `base`. */
function* cliques(pdag: Pdag, from: readonly number[], base: readonly number[]): Generator<number[]> {
  yield [];
  for (const [at, first] of from.entries()) {
    if (!base.every((b) => isJoined(pdag, first, b))) continue;
    for (const rest of cliques(pdag, from.slice(at + 1), [...base, first])) yield [first, ...rest];
  }
}

/** Whether a path from → to against no arrow avoids all of `blocked`. */
function hasOpenPath(pdag: Pdag, from: number, to: number, blocked: readonly number[]): boolean {
  const seen = new Uint8Array(pdag.size);
  for (const at of blocked) seen[at] = 1;
  seen[from] = 1;
  const waiting = [from];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (let next = 0; next < pdag.size; next++) {
      if (seen[next] === 1 || !(isLine(pdag, at, next) || isArrow(pdag, at, next))) continue;
      if (next === to) return true;
      seen[next] = 1;
      waiting.push(next);
    }
  }
  return false;
}

/**
 * The best Insert(x, y, T) for x → y (Chickering 2002, theorem 15 and corollary 16): T are neighbours of y not joined with x;
 * with NA, those that are, it must be a clique that blocks every path y ⇝ x. The gain is s(y, NA ∪ T ∪ Pa ∪ {x}) without and with x.
 * Only moves that gain more than `atLeast` come back.
 */
export function bestInsert(
  { pdag, y, neighbours, causes }: Surroundings,
  score: LocalScore,
  x: number,
  atLeast: number,
): Move | undefined {
  const common = neighbours.filter((at) => isJoined(pdag, at, x));
  if (!isClique(pdag, common)) return undefined;
  const others = neighbours.filter((at) => !isJoined(pdag, at, x));
  let best: Move | undefined;
  let tried = 0;
  for (const set of cliques(pdag, others, common)) {
    if (++tried > SETS_MAX) break;
    const blocked = [...common, ...set];
    const without = [...blocked, ...causes];
    const gain = score(y, [...without, x], without.length + 1) - score(y, without, without.length);
    if (gain > (best?.gain ?? atLeast) && !hasOpenPath(pdag, y, x, blocked)) best = { x, y, set, gain };
  }
  return best;
}

/**
 * The best Delete(x, y, H) for x – y or x → y (Chickering 2002, theorem 17 and corollary 18): H are neighbours of y joined with x,
 * and the rest of those, NA \ H, must be a clique.
 */
export function bestDelete(
  { pdag, y, neighbours, causes }: Surroundings,
  score: LocalScore,
  x: number,
  atLeast: number,
): Move | undefined {
  const common = neighbours.filter((at) => isJoined(pdag, at, x));
  const others = causes.filter((at) => at !== x);
  let best: Move | undefined;
  let tried = 0;
  for (const kept of cliques(pdag, common, [])) {
    if (++tried > SETS_MAX) break;
    const without = [...kept, ...others];
    const gain = score(y, without, without.length) - score(y, [...without, x], without.length + 1);
    if (gain > (best?.gain ?? atLeast)) {
      best = { x, y, set: common.filter((at) => !kept.includes(at)), gain };
    }
  }
  return best;
}
