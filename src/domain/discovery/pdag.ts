/**
 * A partially directed graph over positions 0 … size − 1. Two variables are not joined, or joined by a line (the data don't
 * tell the direction), by an arrow, or by an arrow with two heads: a conflict, where the data speak for either direction.
 */
export interface Pdag {
  readonly size: number;
  /** `marks[i · size + j]`: 0 where i and j are not joined, 2 where their edge has a head at j, else 1. */
  readonly marks: Uint8Array;
}

const PLAIN = 1;
const HEAD = 2;

export const emptyPdag = (size: number): Pdag => ({ size, marks: new Uint8Array(size * size) });
export const copyPdag = ({ size, marks }: Pdag): Pdag => ({ size, marks: Uint8Array.from(marks) });

export const isJoined = ({ size, marks }: Pdag, i: number, j: number): boolean => marks[i * size + j] !== 0;
export const isArrow = ({ size, marks }: Pdag, i: number, j: number): boolean =>
  marks[i * size + j] === HEAD && marks[j * size + i] === PLAIN;
export const isLine = ({ size, marks }: Pdag, i: number, j: number): boolean =>
  marks[i * size + j] === PLAIN && marks[j * size + i] === PLAIN;
export const isConflict = ({ size, marks }: Pdag, i: number, j: number): boolean =>
  marks[i * size + j] === HEAD && marks[j * size + i] === HEAD;

function mark({ size, marks }: Pdag, i: number, j: number, atJ: number, atI: number): void {
  marks[i * size + j] = atJ;
  marks[j * size + i] = atI;
}
export const setLine = (pdag: Pdag, i: number, j: number): void => mark(pdag, i, j, PLAIN, PLAIN);
export const setArrow = (pdag: Pdag, i: number, j: number): void => mark(pdag, i, j, HEAD, PLAIN);
export const setConflict = (pdag: Pdag, i: number, j: number): void => mark(pdag, i, j, HEAD, HEAD);
export const unjoin = (pdag: Pdag, i: number, j: number): void => mark(pdag, i, j, 0, 0);

/** Whether a directed path leads from → to. */
export function reaches(pdag: Pdag, from: number, to: number): boolean {
  const { size } = pdag;
  const seen = new Uint8Array(size);
  const waiting = [from];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (let next = 0; next < size; next++) {
      if (seen[next] === 1 || !isArrow(pdag, at, next)) continue;
      if (next === to) return true;
      seen[next] = 1;
      waiting.push(next);
    }
  }
  return false;
}

/** The arrows [from, to] that lie on a directed circle. None in a graph that could be the class of an acyclic one. */
export function arrowsOnCircles(pdag: Pdag): [number, number][] {
  const found: [number, number][] = [];
  for (let i = 0; i < pdag.size; i++) {
    for (let j = 0; j < pdag.size; j++) if (isArrow(pdag, i, j) && reaches(pdag, j, i)) found.push([i, j]);
  }
  return found;
}

/** In how many pairs two graphs differ, be it in being joined or in the kind or direction of the edge (Tsamardinos 2006). */
export function structuralDistance(one: Pdag, other: Pdag): number {
  let distance = 0;
  for (let i = 0; i < one.size; i++) {
    for (let j = 0; j < i; j++) {
      const at = i * one.size + j;
      const back = j * one.size + i;
      if (one.marks[at] !== other.marks[at] || one.marks[back] !== other.marks[back]) distance++;
    }
  }
  return distance;
}
