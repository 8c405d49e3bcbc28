import type { Random } from '../random';
import type { DataMatrix } from './data-matrix';
import { emptyPdag, isArrow, type Pdag, setArrow } from './pdag';

/** A random acyclic graph: a random order of the variables, and each arrow along it with the given probability. */
export function randomDag(size: number, density: number, random: Random): Pdag {
  const order = shuffle(size, random);
  const dag = emptyPdag(size);
  for (let late = 0; late < size; late++) {
    for (let early = 0; early < late; early++) {
      if (random() < density) setArrow(dag, order[early], order[late]);
    }
  }
  return dag;
}

/** The numbers 0 … size − 1 in random order (Fisher & Yates). */
export function shuffle(size: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: size }, (_, at) => at);
  for (let last = size - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

/** A standard normal number (Box & Muller 1958). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A uniform number of mean 0 and variance 1. */
export const uniform = (random: Random): number => (random() - 0.5) * Math.sqrt(12);

/** Rows of a linear model on a DAG: weights 0.5 to 1 of either sign, noise of variance 1 from `noise`. Columns X1, X2, … */
export function simulateLinear(
  dag: Pdag,
  rows: number,
  random: Random,
  noise: (random: Random) => number = normal,
): DataMatrix {
  const { size } = dag;
  const weights = Float64Array.from(
    { length: size * size },
    () => (0.5 + 0.5 * random()) * (random() < 0.5 ? -1 : 1),
  );
  const values = new Float64Array(size * rows);
  for (const to of causesFirst(dag)) {
    for (let r = 0; r < rows; r++) values[to * rows + r] = noise(random);
    for (let from = 0; from < size; from++) {
      if (!isArrow(dag, from, to)) continue;
      const weight = weights[from * size + to];
      for (let r = 0; r < rows; r++) values[to * rows + r] += weight * values[from * rows + r];
    }
  }
  return { columns: Array.from({ length: size }, (_, at) => `X${at + 1}`), rows, values };
}

function causesFirst(dag: Pdag): number[] {
  const order: number[] = [];
  const placed = new Uint8Array(dag.size);
  for (let round = 0; round < dag.size; round++) {
    for (let at = 0; at < dag.size; at++) {
      if (placed[at] === 1) continue;
      let free = true;
      for (let from = 0; from < dag.size; from++)
        if (isArrow(dag, from, at) && placed[from] === 0) free = false;
      if (!free) continue;
      placed[at] = 1;
      order.push(at);
    }
  }
  return order;
}
