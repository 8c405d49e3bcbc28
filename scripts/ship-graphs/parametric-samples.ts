import { removeCentringFloor } from '../../src/domain/scm/centring-floor';
import { cholesky } from '../../src/domain/scm/linear-algebra';
import { normal } from '../../src/domain/discovery/simulate';
import type { Random } from '../../src/domain/random';

/**
 * A source of covariances as new samples would show them: each call draws `people` rows from the normal distribution with this Σ
 * and gives their covariance (divided by n) with the centring floor removed, as it is done with answers. The parametric bootstrap of
 * Efron & Tibshirani (1993, §6.5): it needs no answers, and it knows only the variation that a normal sample of one population has.
 * Throws where Σ is singular.
 */
export function parametricSamples(
  covariance: readonly (readonly number[])[],
  people: number,
  random: Random,
): () => number[][] {
  const size = covariance.length;
  const factor = cholesky(Float64Array.from(covariance.flat()), size);
  if (!factor.ok) throw new Error(`Σ is singular at value ${factor.at}: no sample can be drawn from it.`);
  const { lower } = factor;
  return () => {
    const sums = new Float64Array(size);
    const products = covariance.map(() => new Float64Array(size));
    for (let person = 0; person < people; person++) {
      const noise = Float64Array.from({ length: size }, () => normal(random));
      const row = Float64Array.from(noise, (_, i) => {
        let sum = 0;
        for (let k = 0; k <= i; k++) sum += lower[i * size + k] * noise[k];
        return sum;
      });
      for (let i = 0; i < size; i++) {
        sums[i] += row[i];
        for (let j = 0; j < size; j++) products[i][j] += row[i] * row[j];
      }
    }
    const sample = products.map((line, i) =>
      Array.from(line, (product, j) => product / people - (sums[i] / people) * (sums[j] / people)),
    );
    return removeCentringFloor(sample).covariance;
  };
}
