import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import { classOfDag } from './dag-class';
import type { DataMatrix } from './data-matrix';
import type { IndependenceTest } from './independence-test';
import { isKnownArrow, compileKnowledge } from './knowledge';
import { describeDecided, type LearnedGraph } from './learned-graph';
import { learn } from './learning';
import { pc, pcFromTest, type PcOptions } from './pc';
import { arrowsOnCircles, isArrow, isJoined, structuralDistance } from './pdag';
import { randomDag, shuffle, simulateLinear } from './simulate';
import { drawn, oracle, relabelled } from './test-graphs';

function learned(result: ReturnType<typeof learn<LearnedGraph>>): LearnedGraph {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const asked = (test: IndependenceTest, options?: PcOptions) => learned(learn(pcFromTest(test, options)));
const fromData = (data: DataMatrix, options?: PcOptions) => learned(learn(pc(data, options)));

const dags = (most: number) =>
  fc
    .tuple(fc.integer(), fc.integer({ min: 2, max: most }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([seed, size, density]) => randomDag(size, density, seededRandom(seed)));

describe('PC with a test that knows the graph', () => {
  it.each([
    ['chain', drawn(3, 'a>b', 'b>c'), drawn(3, 'a-b', 'b-c')],
    ['fork', drawn(3, 'b>a', 'b>c'), drawn(3, 'a-b', 'b-c')],
    ['collider', drawn(3, 'a>b', 'c>b'), drawn(3, 'a>b', 'c>b')],
    ['collider with an effect', drawn(4, 'a>b', 'c>b', 'b>d'), drawn(4, 'a>b', 'c>b', 'b>d')],
    ['nothing', drawn(3), drawn(3)],
    ['everything', drawn(3, 'a>b', 'a>c', 'b>c'), drawn(3, 'a-b', 'a-c', 'b-c')],
  ])('%s', (_, dag, expected) => {
    expect(asked(oracle(dag)).pdag).toEqual(expected);
  });

  it('recovers the class of any acyclic graph exactly, under both conflict rules', () => {
    fc.assert(
      fc.property(dags(8), fc.constantFrom('mark', 'first'), (dag, conflicts) => {
        expect(structuralDistance(asked(oracle(dag), { conflicts }).pdag, classOfDag(dag))).toBe(0);
      }),
    );
  });

  it('does not depend on the order of the variables', () => {
    fc.assert(
      fc.property(dags(8), fc.integer(), (dag, seed) => {
        const to = shuffle(dag.size, seededRandom(seed));
        const moved = asked(oracle(relabelled(dag, to)));
        expect(moved.pdag).toEqual(relabelled(asked(oracle(dag)).pdag, to));
      }),
    );
  });

  it('says what separated two columns', () => {
    expect(asked(oracle(drawn(3, 'a>b', 'b>c'))).separations).toEqual([
      { a: 'a', b: 'c', given: ['b'], p: 1 },
    ]);
  });

  it('never forgets what is known, and adds what follows', () => {
    const knowledge = { tiers: [['a'], ['b', 'c']] };
    expect(asked(oracle(drawn(3, 'a>b', 'b>c')), { knowledge }).pdag).toEqual(drawn(3, 'a>b', 'b>c'));
    const reversed = { required: [{ from: 'c', to: 'b' }] };
    expect(asked(oracle(drawn(3, 'a>b', 'b>c')), { knowledge: reversed }).pdag).toEqual(
      drawn(3, 'c>b', 'b>a'),
    );
    const apart = {
      forbidden: [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
      ],
    };
    expect(isJoined(asked(oracle(drawn(3, 'a>b', 'b>c')), { knowledge: apart }).pdag, 0, 1)).toBe(false);
    const unasked = asked(oracle(drawn(2)), { knowledge: { required: [{ from: 'a', to: 'b' }] } });
    expect(unasked.edges).toEqual([{ a: 'a', b: 'b', kind: 'directed' }]);
  });

  it('keeps to true tiers exactly as the class with them oriented', () => {
    fc.assert(
      fc.property(dags(7), (dag) => {
        const found = asked(oracle(dag));
        const { columns } = found;
        const earliest = columns.filter((_, at) => columns.every((__, from) => !isArrow(dag, from, at)));
        const rest = columns.filter((name) => !earliest.includes(name));
        const knowledge = { tiers: [earliest, rest] };
        const known = asked(oracle(dag), { knowledge });
        const compiled = compileKnowledge(columns, knowledge);
        if (!compiled.ok) throw new Error('knowledge');
        for (let i = 0; i < dag.size; i++) {
          for (let j = 0; j < dag.size; j++) {
            expect(isJoined(known.pdag, i, j)).toBe(isJoined(dag, i, j));
            if (isArrow(known.pdag, i, j)) expect(isArrow(dag, i, j)).toBe(true);
            if (isJoined(dag, i, j) && isKnownArrow(compiled.value, i, j)) {
              expect(isArrow(known.pdag, i, j)).toBe(true);
            }
          }
        }
      }),
    );
  });
});

describe('PC on data', () => {
  const data = (dag: ReturnType<typeof drawn>, rows = 3000) => simulateLinear(dag, rows, seededRandom(11));

  it('finds the collider, and leaves the chain open', () => {
    expect(fromData(data(drawn(3, 'a>b', 'c>b')), { alpha: 0.01 }).pdag).toEqual(drawn(3, 'a>b', 'c>b'));
    const chain = fromData(data(drawn(3, 'a>b', 'b>c')), { alpha: 0.01 });
    expect(chain.pdag).toEqual(drawn(3, 'a-b', 'b-c'));
    expect(describeDecided(chain)).toBe("2 pairs are joined: 0 have a direction, 2 the data can't orient.");
    expect(chain.edges.every(({ p }) => p !== undefined && p < 1e-6)).toBe(true);
  });

  it('does the same on ranks of stretched data', () => {
    const plain = data(drawn(4, 'a>b', 'c>b', 'b>d'));
    const stretched = { ...plain, values: plain.values.map((x) => x ** 3) };
    expect(fromData(stretched, { alpha: 0.01, scale: 'ranks' }).pdag).toEqual(drawn(4, 'a>b', 'c>b', 'b>d'));
  });

  it('marks what a hidden common cause directs both ways', () => {
    // a → b ← h → c ← d with h hidden: b – c gets a head at both ends.
    const full = data(drawn(5, 'a>b', 'e>b', 'e>c', 'd>c'), 6000);
    const seen = { ...full, columns: ['a', 'b', 'c', 'd'], values: full.values.slice(0, 4 * full.rows) };
    const found = fromData(seen, { alpha: 0.001 });
    expect(found.pdag).toEqual(drawn(4, 'a>b', 'b!c', 'd>c'));
    expect(describeDecided(found)).toContain('1 they orient both ways');
    expect(found.notes[0]).toContain('hidden common causes');
    const first = fromData(seen, { alpha: 0.001, conflicts: 'first' });
    expect(first.edges.map(({ kind }) => kind)).not.toContain('conflicted');
  });

  it('does not depend on the order of the columns where conflicts are marked', () => {
    fc.assert(
      fc.property(dags(7), fc.integer(), (dag, seed) => {
        const table = simulateLinear(dag, 60, seededRandom(seed));
        const to = shuffle(dag.size, seededRandom(seed + 1));
        const values = new Float64Array(table.values.length);
        for (let i = 0; i < dag.size; i++) {
          values.set(table.values.subarray(i * 60, (i + 1) * 60), to[i] * 60);
        }
        const one = learn(pc(table));
        const other = learn(pc({ ...table, values }));
        expect(other.ok).toBe(one.ok);
        if (one.ok && other.ok) expect(other.value.pdag).toEqual(relabelled(one.value.pdag, to));
      }),
    );
  });

  it('never gives a directed circle', () => {
    fc.assert(
      fc.property(dags(8), fc.integer(), fc.constantFrom('mark', 'first'), (dag, seed, conflicts) => {
        const result = learn(pc(simulateLinear(dag, 40, seededRandom(seed)), { alpha: 0.2, conflicts }));
        if (result.ok) expect(arrowsOnCircles(result.value.pdag)).toEqual([]);
      }),
    );
  });

  it('says why it can’t', () => {
    const table = data(drawn(3, 'a>b'), 50);
    const unknown = learn(pc(table, { knowledge: { required: [{ from: 'X1', to: 'age' }] } }));
    expect(!unknown.ok && unknown.error.columns).toEqual(['age']);
    expect(learn(pc(table, { alpha: 2 })).ok).toBe(false);
    expect(learn(pc({ ...table, values: table.values.map(() => Number.NaN) })).ok).toBe(false);
  });
});

describe('knowledge', () => {
  const columns = ['a', 'b', 'c'];
  it.each([
    [
      'a circle',
      {
        required: [
          { from: 'a', to: 'b' },
          { from: 'b', to: 'a' },
        ],
      },
      'circle',
    ],
    ['an arrow to itself', { required: [{ from: 'a', to: 'a' }] }, 'circle'],
    [
      'required and forbidden',
      { required: [{ from: 'a', to: 'b' }], forbidden: [{ from: 'a', to: 'b' }] },
      'required and forbidden',
    ],
    [
      'required against tiers',
      { required: [{ from: 'b', to: 'a' }], tiers: [['a'], ['b']] },
      'required and forbidden',
    ],
    ['two tiers', { tiers: [['a'], ['b', 'a']] }, 'two tiers'],
    ['an unknown name', { tiers: [['z']] }, '“z”'],
  ])('refuses %s', (_, knowledge, said) => {
    const result = compileKnowledge(columns, knowledge);
    expect(!result.ok && result.error.message).toContain(said);
  });
});

describe('a long search', () => {
  const table = simulateLinear(randomDag(20, 0.4, seededRandom(1)), 500, seededRandom(2));

  it('reports progress that never falls', () => {
    const shares: number[] = [];
    learn(pc(table), { onStep: ({ share }) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    expect(Math.max(...shares)).toBeLessThanOrEqual(1);
  });

  it('stops when told to', () => {
    let steps = 0;
    const result = learn(pc(table), { cancelled: () => ++steps === 2 });
    expect(result).toMatchObject({
      ok: false,
      error: { message: 'Learning was cancelled. Nothing was changed.' },
    });
    expect(steps).toBe(2);
  });
});

describe('columns that are all joined', () => {
  const test: IndependenceTest = {
    columns: Array.from({ length: 54 }, (_, at) => `c${at}`),
    critical: 1,
    statistic: () => 2,
  };

  it('do not keep a search going for ever: it says where it stopped', () => {
    const found = asked(test, { maxTests: 10_000 });
    expect(found.edges).toHaveLength((54 * 53) / 2);
    expect(found.notes[0]).toBe(
      'Nothing was tested given 1 or more columns: sets of 1 alone would take 148,824 tests. Edges that only they could remove are still there. Fewer columns or a smaller alpha make it possible.',
    );
  });
});
