import { chiSquareTail } from '../../scm/chi-square';

/**
 * G², Dunning's log-likelihood ratio of a 2 × 2 table against independence, which holds for rare labels where χ² does not
 * (Dunning 1993): 2 Σ observed · ln(observed / expected).
 * Worked: both 10, one 10 and the other 10 alone, neither 70: expected both 4, so
 * G² = 2 (10 ln 2.5 + 2 · 10 ln 0.625 + 70 ln 1.09375) = 12.07.
 */
export function logLikelihoodRatio(both: number, one: number, other: number, items: number): number {
  const cell = (observed: number, expected: number): number =>
    observed > 0 ? 2 * observed * Math.log(observed / expected) : 0;
  const [notOne, notOther] = [items - one, items - other];
  return Math.max(
    0,
    cell(both, (one * other) / items) +
      cell(one - both, (one * notOther) / items) +
      cell(other - both, (notOne * other) / items) +
      cell(items - one - other + both, (notOne * notOther) / items),
  );
}

/** P-value of a G² with one degree of freedom. */
export const tailOf = (g2: number): number => chiSquareTail(g2, 1);

/**
 * Adjusted p-values of many tests: q is the share of false findings to expect among all with a q at most as large (Benjamini &
 * Hochberg 1995; holds as a bound under the dependence that such counts have to a good approximation).
 * Worked: p = (0.01, 0.04, 0.03) gives q = (0.03, 0.04, 0.04).
 */
export function falseDiscoveryRates(p: readonly number[]): number[] {
  const order = p.map((_, at) => at).sort((one, other) => p[other] - p[one]);
  const q = new Array<number>(p.length);
  let least = 1;
  for (const [place, at] of order.entries()) {
    least = Math.min(least, (p[at] * p.length) / (p.length - place));
    q[at] = least;
  }
  return q;
}
