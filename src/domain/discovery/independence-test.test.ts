import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import { cholesky, inverse, submatrix } from '../scm/linear-algebra';
import { conditionalMoments } from './conditional-moments';
import { nextCombination } from './combinations';
import { fisherZ } from './independence-test';
import { correlationFrom, covarianceOf } from './moments';
import { twoSidedCritical, twoSidedTail } from './normal-tail';
import { normalFromSpearman, rankColumns } from './ordinal-ranks';
import { correlationsOf } from './regular-correlation';
import { normal, randomDag, simulateLinear } from './simulate';

describe('the normal tail', () => {
  // Reference values from tables of the error function with more digits than a double holds.
  it.each([
    [0, 1],
    [1, 0.31731050786291410283],
    [1.96, 0.049995790296440868],
    [5, 5.7330314375838763e-7],
    [10, 1.523970604832105e-23],
    [30, 9.8134278542963741e-198],
  ])('at %d', (z, p) => {
    expect(Math.abs(twoSidedTail(z) - p)).toBeLessThanOrEqual(1e-12 * p);
  });

  it('turns back into the critical value', () => {
    expect(twoSidedCritical(0.05)).toBeCloseTo(1.959963984540054, 12);
    for (const alpha of [0.5, 0.01, 1e-9])
      expect(twoSidedTail(twoSidedCritical(alpha))).toBeCloseTo(alpha, 12);
    expect(twoSidedTail(Number.POSITIVE_INFINITY)).toBe(0);
  });
});

describe('conditional moments', () => {
  const worked = Float64Array.from([1, 0.5, 0.6, 0.5, 1, 0.6, 0.6, 0.6, 1]);

  it('gives the worked numbers', () => {
    const moments = conditionalMoments(worked, 3);
    expect(moments.partialCorrelation(0, 1, [], 0)).toBe(0.5);
    expect(moments.partialCorrelation(0, 1, [2], 1)).toBeCloseTo(0.21875, 12);
    expect(moments.residualVariance(1, [2], 1)).toBeCloseTo(0.64, 12);
  });

  it('agrees with the inverse of the submatrix for any set', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 5 }), (seed, count) => {
        const data = simulateLinear(randomDag(7, 0.5, seededRandom(seed)), 40, seededRandom(seed + 1));
        const matrix = correlationFrom(covarianceOf(data), 7);
        const given = [2, 3, 4, 5, 6].slice(0, count);
        const places = [0, 1, ...given];
        const factor = cholesky(submatrix(matrix, 7, places, places), places.length);
        if (!factor.ok) return;
        const precision = inverse(factor);
        const n = places.length;
        const expected = -precision[1] / Math.sqrt(precision[0] * precision[n + 1]);
        expect(conditionalMoments(matrix, 7).partialCorrelation(0, 1, given, count)).toBeCloseTo(expected, 9);
      }),
    );
  });

  it('does not invent a number where the given ones fix a variable', () => {
    const copy = Float64Array.from([1, 0.5, 1, 0.5, 1, 0.5, 1, 0.5, 1]);
    const moments = conditionalMoments(copy, 3);
    expect(moments.partialCorrelation(0, 1, [2], 1)).toBeNaN();
    expect(moments.residualVariance(0, [2], 1)).toBeNaN();
  });
});

describe('Fisher’s z', () => {
  const columns = ['a', 'b', 'c'];
  const matrix = Float64Array.from([1, 0.2, 1, 0.2, 1, 0.2, 1, 0.2, 1]);
  const made = fisherZ({ columns, rows: 103, matrix, notes: [] }, 0.05);
  const test = made.ok ? made.value : undefined;

  it('gives the worked number', () => {
    expect(test?.statistic(0, 1, [], 0)).toBeCloseTo(2.0273, 4);
    expect(twoSidedTail(2.0273)).toBeCloseTo(0.0426, 4);
    expect(test?.critical).toBeCloseTo(1.96, 3);
  });

  it('calls what it cannot test dependent', () => {
    expect(test?.statistic(0, 2, [], 0)).toBe(Number.POSITIVE_INFINITY);
    expect(test?.statistic(0, 1, [2], 1)).toBe(Number.POSITIVE_INFINITY);
    const few = fisherZ({ columns, rows: 3, matrix, notes: [] }, 0.05);
    expect(few.ok && few.value.statistic(0, 1, [], 0)).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([0, 1, -1, Number.NaN])('refuses alpha = %d', (alpha) => {
    expect(fisherZ({ columns, rows: 103, matrix, notes: [] }, alpha).ok).toBe(false);
  });
});

describe('ordinal ranks', () => {
  it('ranks ties alike and finds the normal correlation behind answers on a scale', () => {
    expect([
      ...rankColumns({ columns: ['a'], rows: 3, values: Float64Array.from([3, 1, 3]) }).values,
    ]).toEqual([2.5, 1, 2.5]);
    expect([...normalFromSpearman(Float64Array.from([1, 0.5]))].map((r) => r.toFixed(4))).toEqual([
      '1.0000',
      '0.5176',
    ]);
  });

  it('does not change when answers are stretched', () => {
    const random = seededRandom(7);
    const rows = 4000;
    const values = new Float64Array(2 * rows);
    for (let r = 0; r < rows; r++) {
      const x = normal(random);
      values[r] = x;
      values[rows + r] = 0.6 * x + 0.8 * normal(random);
    }
    const data = { columns: ['a', 'b'], rows, values };
    const stretched = { ...data, values: values.map((x) => Math.exp(2 * x)) };
    const [one, other] = [data, stretched].map((table) => correlationsOf(table, { scale: 'ranks' }));
    if (!one.ok || !other.ok) throw new Error('no correlations');
    expect(other.value.matrix).toEqual(one.value.matrix);
    expect(one.value.matrix[1]).toBeCloseTo(0.6, 1);
  });
});

it('lists every combination once, in order', () => {
  const places = Int32Array.from([0, 1]);
  const seen: string[] = [];
  do seen.push(places.join(''));
  while (nextCombination(places, 2, 4));
  expect(seen).toEqual(['01', '02', '03', '12', '13', '23']);
  expect(nextCombination(new Int32Array(0), 0, 4)).toBe(false);
});
