import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import { adaptiveLasso } from './adaptive-lasso';
import type { DataMatrix } from './data-matrix';
import { directLingam, type LingamOptions } from './direct-lingam';
import { entropyFrom, residualEntropy } from './entropy';
import type { LearnedGraph } from './learned-graph';
import { learn } from './learning';
import { centredColumns, covarianceOf } from './moments';
import { isArrow } from './pdag';
import { normal, randomDag, simulateLinear, uniform } from './simulate';
import { drawn } from './test-graphs';

function fromData(data: DataMatrix, options?: LingamOptions): LearnedGraph {
  const result = learn(directLingam(data, options));
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('entropy', () => {
  it('gives the worked number, for a column and from its moments', () => {
    const coin = Float64Array.from([1, -1, 1, -1]);
    expect(entropyFrom(0.43378, 0)).toBeCloseTo(1.1419, 3);
    expect(residualEntropy(coin, coin, 0, 1)).toBeCloseTo(1.1419, 3);
  });

  it('agrees with ln cosh taken directly, and does not overflow', () => {
    const random = seededRandom(3);
    const column = Float64Array.from({ length: 1500 }, () => normal(random));
    let logCosh = 0;
    let skew = 0;
    for (const u of column) {
      logCosh += Math.log(Math.cosh(u)) / column.length;
      skew += (u * Math.exp((-u * u) / 2)) / column.length;
    }
    expect(residualEntropy(column, column, 0, 1)).toBeCloseTo(entropyFrom(logCosh, skew), 12);
    expect(Number.isFinite(residualEntropy(Float64Array.from([1e4, -1e4]), new Float64Array(2), 0, 1))).toBe(
      true,
    );
  });
});

describe('DirectLiNGAM', () => {
  it('tells a cause from an effect where PC can’t, with its weight', () => {
    const forward = simulateLinear(drawn(2, 'a>b'), 2000, seededRandom(1), uniform);
    const back = simulateLinear(drawn(2, 'b>a'), 2000, seededRandom(1), uniform);
    expect(fromData(forward).order).toEqual(['X1', 'X2']);
    const [edge] = fromData(back).edges;
    expect(edge).toMatchObject({ a: 'X2', b: 'X1', kind: 'directed' });
    expect(Math.abs(edge.weight ?? 0)).toBeGreaterThan(0.4);
  });

  it('finds order and arrows of a larger graph', () => {
    const dag = randomDag(8, 0.3, seededRandom(6));
    const found = fromData(simulateLinear(dag, 6000, seededRandom(7), uniform));
    const place = (at: number): number => found.order?.indexOf(`X${at + 1}`) ?? -1;
    for (let i = 0; i < 8; i++) {
      for (let j = 0; j < 8; j++) {
        if (!isArrow(dag, i, j)) continue;
        expect(place(i)).toBeLessThan(place(j));
        expect(isArrow(found.pdag, i, j)).toBe(true);
      }
    }
    expect(found.notes).toEqual([]);
  });

  it('says where the noise looks Gaussian and the direction is a guess', () => {
    const found = fromData(simulateLinear(drawn(2, 'a>b'), 1000, seededRandom(2)));
    expect(found.notes[0]).toMatch(/can't be told from Gaussian noise/);
  });

  it('does not change with the units of the columns', () => {
    const data = simulateLinear(randomDag(5, 0.5, seededRandom(1)), 800, seededRandom(2), uniform);
    const values = data.values.map((x, at) => (at < 800 ? 1000 * x + 7 : x));
    expect(fromData({ ...data, values }).order).toEqual(fromData(data).order);
  });

  it('keeps to knowledge', () => {
    const data = simulateLinear(drawn(3, 'a>b', 'b>c'), 1500, seededRandom(4), uniform);
    const late = fromData(data, { knowledge: { tiers: [['X3'], ['X1', 'X2']] } });
    expect(late.order?.[0]).toBe('X3');
    const without = fromData(data, { knowledge: { forbidden: [{ from: 'X1', to: 'X2' }] } });
    expect(without.edges.some(({ a, b }) => a === 'X1' && b === 'X2')).toBe(false);
    const required = {
      required: [
        { from: 'X3', to: 'X2' },
        { from: 'X2', to: 'X1' },
      ],
    };
    const forced = fromData(data, { knowledge: required });
    expect(forced.order).toEqual(['X3', 'X2', 'X1']);
    expect(forced.edges).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ a: 'X3', b: 'X2' }),
        expect.objectContaining({ a: 'X2', b: 'X1' }),
      ]),
    );
  });

  it('refuses columns that fix one another, and bad knowledge', () => {
    const data = simulateLinear(drawn(2), 100, seededRandom(1), uniform);
    const copy = {
      columns: ['a', 'b'],
      rows: 100,
      values: Float64Array.from([...data.values.slice(0, 100), ...data.values.slice(0, 100)]),
    };
    expect(learn(directLingam(copy)).ok).toBe(false);
    expect(learn(directLingam(data, { knowledge: { tiers: [['nobody']] } })).ok).toBe(false);
  });
});

describe('the adaptive lasso', () => {
  const random = seededRandom(9);
  const rows = 2000;
  const values = new Float64Array(3 * rows);
  for (let r = 0; r < rows; r++) {
    values[r] = normal(random);
    values[rows + r] = normal(random);
    values[2 * rows + r] = 2 * values[r] + normal(random);
  }
  const covariance = covarianceOf({ columns: ['a', 'b', 'y'], rows, values });

  it('keeps the cause and drops the other, unless it is required', () => {
    const found = adaptiveLasso(covariance, 3, rows, 2, [0, 1]);
    expect(found?.kept).toEqual([0]);
    expect(found?.weights[0]).toBeCloseTo(2, 1);
    expect(adaptiveLasso(covariance, 3, rows, 2, [0, 1], (at) => at === 1)?.kept).toEqual([0, 1]);
    expect(adaptiveLasso(covariance, 3, rows, 2, [])).toMatchObject({ kept: [], weights: [] });
  });

  it('gives nothing where predictors fix one another', () => {
    const copy = covarianceOf({
      columns: ['a', 'a2', 'y'],
      rows,
      values: Float64Array.from([
        ...values.slice(0, rows),
        ...values.slice(0, rows),
        ...values.slice(2 * rows),
      ]),
    });
    expect(adaptiveLasso(copy, 3, rows, 2, [0, 1])).toBeUndefined();
  });
});

it('centres columns of a large mean without losing digits', () => {
  const [column] = centredColumns({
    columns: ['a'],
    rows: 3,
    values: Float64Array.from([1e9 + 1, 1e9 + 2, 1e9 + 3]),
  });
  expect([...column]).toEqual([-1, 0, 1]);
});
