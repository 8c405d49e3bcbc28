import { normal, randomDag, simulateLinear } from '../src/domain/discovery/simulate';
import type { DataMatrix } from '../src/domain/discovery/data-matrix';
import { type Random, seededRandom } from '../src/domain/random';
import type { ValueGraph } from '../src/domain/scm/value-graph';

const SEED = 54;

/** Each of so many values a cause of all that follow: the densest graph without a cycle. */
export function densestGraph(size: number): ValueGraph {
  const ids = Array.from({ length: size }, (_, at) => `value-${at}`);
  return {
    kind: 'value-graph',
    version: 1,
    id: 'bench',
    name: 'Densest graph',
    valueSystemId: 'bench',
    nodes: ids.map((valueId) => ({ valueId, mean: 3, noiseVariance: 0.5 })),
    edges: ids.flatMap((from, at) =>
      ids.slice(at + 1).map((to) => ({ from, to, weight: 0.05, status: 'given' as const })),
    ),
    covariance: ids.map((_, row) => ids.map((__, column) => (row === column ? 1 : 0.1))),
    provenance: {
      source: 'made for the benchmark',
      licence: 'MIT',
      method: 'none',
      limits: 'It means nothing.',
    },
  };
}

/** So many arrows between so many nodes, without a cycle, always the same: positions of cause and effect. */
export function madeArrows(size: number, count: number): (readonly [number, number])[] {
  const random = seededRandom(SEED);
  const pairs = Array.from({ length: size }, (_, to) =>
    Array.from({ length: to }, (__, from) => [from, to] as const),
  ).flat();
  return shuffled(pairs, random).slice(0, count);
}

/** Normal data of a random sparse graph, as wide as the ten values. */
export function madeData(rows: number, columns: number): DataMatrix {
  const random = seededRandom(SEED);
  const dag = randomDag(columns, 1 / 3, random);
  return simulateLinear(dag, rows, random, normal);
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((entry) => ({ entry, key: random() }))
    .sort((one, other) => one.key - other.key)
    .map(({ entry }) => entry);
}
