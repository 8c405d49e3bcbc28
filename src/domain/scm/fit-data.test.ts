import { describe, expect, it } from 'vitest';
import { dataMatrix } from '../discovery/data-matrix';
import { fitMoments } from './fit-data';

// a and b are centred within each row; age is not one of the scores. Columns as they stand: a, b, age.
const A = [1, -1, 0, 2];
const AGE = [30, 50, 20, 60];
const made = dataMatrix(
  ['a', 'b', 'age'],
  A.map((score, row) => [score, -score, AGE[row]]),
);

describe('fitMoments', () => {
  it('puts the common level back between centred columns alone', () => {
    if (!made.ok) throw new Error(made.error.message);
    const ids = ['a', 'b', 'age'];
    const plain = fitMoments(made.value, ids);
    const restored = fitMoments(made.value, ids, { restoreLevel: true });
    if (!plain.ok || !restored.ok) throw new Error('neither should be refused');
    const added = restored.value.covariance.map((entry, at) => entry - plain.value.covariance[at]);
    expect(added[0]).toBeGreaterThan(0);
    for (const at of [1, 3, 4]) expect(added[at]).toBeCloseTo(added[0], 12);
    for (const at of [2, 5, 6, 7, 8]) expect(added[at]).toBe(0);
  });
});
