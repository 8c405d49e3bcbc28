import { arrowsOnCircles, isLine, type Pdag, reaches, setArrow, setConflict } from './pdag';

/**
 * What happens where the data direct an edge both ways.
 * `mark` (what the product uses): the edge becomes a conflict. Nothing depends on the order of the columns, and nothing
 * pretends (pcalg's `solve.confl`; Colombo & Maathuis 2014, §4.3).
 * `first`: whichever comes first in the order of the columns stays, as in causal-learn's default (`uc_priority = 2`).
 */
export type ConflictRule = 'mark' | 'first';

/** Directs lines at once, both ways: a conflict. An arrow that is already there is left alone. */
export function orientTogether(pdag: Pdag, arrows: readonly (readonly [number, number])[]): void {
  const { size } = pdag;
  const wanted = new Uint8Array(size * size);
  for (const [from, to] of arrows) if (isLine(pdag, from, to)) wanted[from * size + to] = 1;
  for (const [from, to] of arrows) {
    if (wanted[from * size + to] === 0) continue;
    if (wanted[to * size + from] === 1) setConflict(pdag, from, to);
    else setArrow(pdag, from, to);
  }
}

/** Directs a line, unless that would close a directed circle. */
export function orientUnlessCircle(pdag: Pdag, from: number, to: number): boolean {
  if (!isLine(pdag, from, to) || reaches(pdag, to, from)) return false;
  setArrow(pdag, from, to);
  return true;
}

/** Arrows that run in a circle become conflicts, but for those that knowledge gave. Returns how many. */
export function breakCircles(pdag: Pdag, isKnown: (from: number, to: number) => boolean): number {
  const circular = arrowsOnCircles(pdag).filter(([from, to]) => !isKnown(from, to));
  for (const [from, to] of circular) setConflict(pdag, from, to);
  return circular.length;
}
