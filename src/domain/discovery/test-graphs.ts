import { connectedTo } from '../scm/reading/d-separation';
import type { IndependenceTest } from './independence-test';
import { emptyPdag, isArrow, type Pdag, setArrow, setConflict, setLine } from './pdag';

/** A graph in words for tests: "a>b", "a-b", "a!b" (conflict); letters in the order a, b, c, … */
export function drawn(size: number, ...edges: string[]): Pdag {
  const pdag = emptyPdag(size);
  for (const edge of edges) {
    const [from, to] = [edge.charCodeAt(0) - 97, edge.charCodeAt(2) - 97];
    if (edge[1] === '>') setArrow(pdag, from, to);
    else if (edge[1] === '-') setLine(pdag, from, to);
    else setConflict(pdag, from, to);
  }
  return pdag;
}

/** A test that knows the graph: independent exactly where it separates. Columns a, b, c, … unless named. */
export function oracle(dag: Pdag, columns = letters(dag.size)): IndependenceTest {
  const list = (holds: (at: number) => boolean): number[] =>
    Array.from({ length: dag.size }, (_, at) => at).filter(holds);
  const structure = {
    parents: list(() => true).map((at) => list((from) => isArrow(dag, from, at))),
    children: list(() => true).map((at) => list((to) => isArrow(dag, at, to))),
    spouses: list(() => true).map(() => []),
  };
  return {
    columns,
    critical: 1,
    statistic(x, y, given, count) {
      const set = Array.from({ length: count }, (_, k) => given[k]);
      return connectedTo(structure, [x], set)[y] === 1 ? 9 : 0;
    },
  };
}

export const letters = (size: number): string[] =>
  Array.from({ length: size }, (_, at) => (at < 26 ? String.fromCharCode(97 + at) : `v${at}`));

/** The same graph with variable i at place `to[i]`. */
export function relabelled(pdag: Pdag, to: ArrayLike<number>): Pdag {
  const { size, marks } = pdag;
  const moved = emptyPdag(size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) moved.marks[to[i] * size + to[j]] = marks[i * size + j];
  }
  return moved;
}
