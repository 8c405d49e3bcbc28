import { removeCentringFloor } from '../../src/domain/scm/centring-floor';

export interface Moments {
  n: number;
  means: number[];
  /** Maximum likelihood (divided by n), as it came. */
  covariance: number[][];
  /** The same with the centring floor removed, and what had to be added to every entry. */
  regular: number[][];
  level: number;
}

/** Means and Σ of the people whose row numbers are given (with repetitions: a bootstrap sample). */
export function momentsOf(rows: readonly (readonly number[])[], sample: readonly number[]): Moments {
  const n = sample.length;
  const size = rows[0].length;
  const means = new Array<number>(size).fill(0);
  for (const person of sample) for (let i = 0; i < size; i++) means[i] += rows[person][i] / n;
  const covariance = means.map(() => new Array<number>(size).fill(0));
  for (const person of sample) {
    const row = rows[person];
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) covariance[i][j] += ((row[i] - means[i]) * (row[j] - means[j])) / n;
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) covariance[j][i] = covariance[i][j];
  const { covariance: regular, level } = removeCentringFloor(covariance);
  return { n, means, covariance, regular, level };
}
