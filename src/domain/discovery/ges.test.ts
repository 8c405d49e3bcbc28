import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import { classOfDag } from './dag-class';
import { gaussianScore, type LocalScore } from './gaussian-score';
import { ges, type GesOptions } from './ges';
import type { DataMatrix } from './data-matrix';
import type { LearnedGraph } from './learned-graph';
import { learn } from './learning';
import { emptyPdag, isArrow, isJoined, type Pdag, setArrow, structuralDistance } from './pdag';
import { correlationsOf } from './regular-correlation';
import { normal, randomDag, simulateLinear } from './simulate';
import { drawn } from './test-graphs';

function fromData(data: DataMatrix, options?: GesOptions): LearnedGraph {
  const result = learn(ges(data, options));
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const data = (dag: Pdag, rows = 3000, seed = 11): DataMatrix => simulateLinear(dag, rows, seededRandom(seed));

function scoreOf(dag: Pdag, score: LocalScore): number {
  let sum = 0;
  for (let to = 0; to < dag.size; to++) {
    const causes = Array.from({ length: dag.size }, (_, at) => at).filter((at) => isArrow(dag, at, to));
    sum += score(to, causes, causes.length);
  }
  return sum;
}

/** Every acyclic graph on four variables: 543 of them. */
function* allDags(size: number): Generator<Pdag> {
  const pairs = Array.from({ length: size * size }, (_, at) => [Math.floor(at / size), at % size]).filter(
    ([i, j]) => i < j,
  );
  for (let code = 0; code < 3 ** pairs.length; code++) {
    const dag = emptyPdag(size);
    let rest = code;
    for (const [i, j] of pairs) {
      if (rest % 3 === 1) setArrow(dag, i, j);
      else if (rest % 3 === 2) setArrow(dag, j, i);
      rest = Math.floor(rest / 3);
    }
    if (isAcyclic(dag)) yield dag;
  }
}

function isAcyclic(dag: Pdag): boolean {
  const gone = new Set<number>();
  for (let round = 0; round < dag.size; round++) {
    for (let at = 0; at < dag.size; at++) {
      let free = true;
      for (let from = 0; from < dag.size; from++) if (isArrow(dag, from, at) && !gone.has(from)) free = false;
      if (free) gone.add(at);
    }
  }
  return gone.size === dag.size;
}

describe('the score', () => {
  const score = gaussianScore({
    columns: ['a', 'b'],
    rows: 100,
    matrix: Float64Array.from([1, 0.5, 0.5, 1]),
    notes: [],
  });

  it('gives the worked number', () => {
    expect(score(0, [], 0)).toBeCloseTo(0, 12);
    expect(score(0, [1], 1)).toBeCloseTo(12.082, 3);
  });

  it('is the same for equivalent graphs', () => {
    const correlations = correlationsOf(data(drawn(4, 'a>b', 'b>c', 'c>d', 'b>d')));
    if (!correlations.ok) throw new Error('no correlations');
    const local = gaussianScore(correlations.value);
    const byClass = new Map<string, number>();
    for (const dag of allDags(4)) {
      const key = classOfDag(dag).marks.join('');
      expect(scoreOf(dag, local)).toBeCloseTo(byClass.get(key) ?? scoreOf(dag, local), 6);
      byClass.set(key, scoreOf(dag, local));
    }
    expect(byClass.size).toBe(185); // classes on four variables (Gillispie & Perlman 2002)
  });
});

describe('GES', () => {
  it.each([
    ['chain', drawn(3, 'a>b', 'b>c'), drawn(3, 'a-b', 'b-c')],
    ['fork', drawn(3, 'b>a', 'b>c'), drawn(3, 'a-b', 'b-c')],
    ['collider', drawn(3, 'a>b', 'c>b'), drawn(3, 'a>b', 'c>b')],
    ['nothing', drawn(3), drawn(3)],
    ['diamond', drawn(4, 'a>b', 'a>c', 'b>d', 'c>d'), drawn(4, 'a-b', 'a-c', 'b>d', 'c>d')],
  ])('%s', (_, dag, expected) => {
    expect(fromData(data(dag)).pdag).toEqual(expected);
  });

  it('ends in a class of acyclic graphs that no single graph of four variables beats in a large sample', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const table = data(randomDag(4, 0.5, seededRandom(seed)), 20_000, seed + 1);
        const correlations = correlationsOf(table);
        if (!correlations.ok) return;
        const local = gaussianScore(correlations.value);
        const best = Math.max(...[...allDags(4)].map((dag) => scoreOf(dag, local)));
        const found = fromData(table).pdag;
        const member = [...allDags(4)].find((dag) => structuralDistance(classOfDag(dag), found) === 0);
        expect(member && scoreOf(member, local)).toBeCloseTo(best, 6);
      }),
      { numRuns: 15, seed: 3 },
    );
  });

  it('joins less where an edge costs more', () => {
    const table = data(randomDag(8, 0.4, seededRandom(5)), 300);
    const [cheap, usual, dear] = [0.5, 1, 4].map((penalty) => fromData(table, { penalty }).edges.length);
    expect(cheap).toBeGreaterThanOrEqual(usual);
    expect(usual).toBeGreaterThan(dear);
  });

  it('takes knowledge in, and says where the data disagree', () => {
    const chain = data(drawn(3, 'a>b', 'b>c'));
    const names = chain.columns;
    expect(fromData(chain, { knowledge: { tiers: [[names[0]], [names[1], names[2]]] } }).pdag).toEqual(
      drawn(3, 'a>b', 'b>c'),
    );
    const apart = {
      forbidden: [
        { from: names[0], to: names[1] },
        { from: names[1], to: names[0] },
      ],
    };
    expect(isJoined(fromData(chain, { knowledge: apart }).pdag, 0, 1)).toBe(false);
    const collider = fromData(data(drawn(3, 'a>b', 'c>b')), {
      knowledge: { required: [{ from: names[1], to: names[0] }] },
    });
    expect(collider.pdag).toEqual(drawn(3, 'a!b', 'c>b'));
    expect(collider.notes[0]).toContain('against what is known');
    const added = fromData(data(drawn(2)), { knowledge: { required: [{ from: 'X1', to: 'X2' }] } });
    expect(added.pdag).toEqual(drawn(2, 'a>b'));
    expect(added.notes[0]).toContain('did not ask for it');
  });

  it('never accepts causes that fix an effect', () => {
    const table = data(drawn(3, 'a>b', 'c>b'), 200);
    const values = Float64Array.from(table.values);
    for (let r = 0; r < 200; r++) values[400 + r] = values[r] + values[200 + r];
    const fixed = { ...table, values };
    expect(learn(ges(fixed)).ok).toBe(false);
    expect(fromData(fixed, { singular: 'keep' }).edges.length).toBeLessThan(4);
  });

  it.each([0, -1, Number.NaN])('refuses the penalty %d', (penalty) => {
    expect(learn(ges(data(drawn(2), 50), { penalty })).ok).toBe(false);
  });
});

it('reports progress that never falls, and can be stopped', () => {
  const table = data(randomDag(12, 0.3, seededRandom(1)), 400);
  const shares: number[] = [];
  learn(ges(table), { onStep: ({ share }) => shares.push(share) });
  expect(shares).toEqual(shares.toSorted((one, other) => one - other));
  expect(learn(ges(table), { cancelled: () => true }).ok).toBe(false);
});

it('does not stand still where everything goes with everything', () => {
  const random = seededRandom(8);
  const [size, rows] = [14, 3000];
  const values = new Float64Array(size * rows);
  for (let r = 0; r < rows; r++) {
    const shared = normal(random);
    for (let c = 0; c < size; c++) values[c * rows + r] = shared + normal(random);
  }
  const columns = Array.from({ length: size }, (_, at) => `c${at}`);
  const search = ges({ columns, rows, values });
  let steps = 0;
  while (steps < 500 && !search.next().done) steps++;
  expect(steps).toBe(500);
});
