import { closeUnderMeek } from './meek-rules';
import { findColliders, orientColliders } from './orient-colliders';
import { emptyPdag, isArrow, isJoined, type Pdag, setArrow, setLine } from './pdag';

/**
 * The Markov equivalence class of an acyclic graph, as a CPDAG: its lines, its v-structures, and what follows from them by
 * Meek's rules (Verma & Pearl 1990; Meek 1995, theorem 3).
 * Worked: a → b → c gives a – b – c; a → b ← c stays as it is.
 */
export function classOfDag(dag: Pdag): Pdag {
  const pdag = emptyPdag(dag.size);
  for (let i = 0; i < dag.size; i++) for (let j = 0; j < i; j++) if (isJoined(dag, i, j)) setLine(pdag, i, j);
  const colliders = findColliders(pdag, (x, y, z) => isArrow(dag, x, y) && isArrow(dag, z, y));
  orientColliders(pdag, colliders, 'mark');
  closeUnderMeek(pdag, 'mark');
  return pdag;
}

/**
 * An acyclic graph with the arrows of a PDAG, its lines directed without a new v-structure or a circle (Dor & Tarsi 1992);
 * undefined where there is none. Of several the choice follows the order of the variables.
 * Worked: a – b – c gives an orientation such as c → b → a; the square of four lines a – b – c – d – a has none.
 */
export function consistentDag(pdag: Pdag): Pdag | undefined {
  const { size } = pdag;
  const dag = emptyPdag(size);
  const gone = new Uint8Array(size);
  for (let round = 0; round < size; round++) {
    const sink = findSink(pdag, gone);
    if (sink < 0) return undefined;
    for (let i = 0; i < size; i++) if (gone[i] === 0 && isJoined(pdag, i, sink)) setArrow(dag, i, sink);
    gone[sink] = 1;
  }
  return dag;
}

/** A variable without an arrow out of it, each of whose lines leads to a neighbour of all its other neighbours. */
function findSink(pdag: Pdag, gone: Uint8Array): number {
  const { size } = pdag;
  for (let x = 0; x < size; x++) {
    if (gone[x] === 1) continue;
    let fits = true;
    for (let y = 0; y < size && fits; y++) {
      if (y === x || gone[y] === 1 || !isJoined(pdag, x, y)) continue;
      if (isArrow(pdag, x, y)) fits = false;
      else if (!isArrow(pdag, y, x)) {
        for (let z = 0; z < size && fits; z++) {
          if (z !== y && z !== x && gone[z] === 0 && isJoined(pdag, x, z)) fits = isJoined(pdag, y, z);
        }
      }
    }
    if (fits) return x;
  }
  return -1;
}
