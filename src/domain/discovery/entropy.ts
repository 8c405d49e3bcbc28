const K1 = 79.047;
const K2 = 7.4129;
const GAMMA = 0.37457;
const GAUSSIAN = (1 + Math.log(2 * Math.PI)) / 2;

/**
 * Differential entropy of a variable of mean 0 and variance 1, by the maximum-entropy approximation
 *
 *     H(u) ≈ (1 + ln 2π) / 2 − 79.047 (E[ln cosh u] − 0.37457)² − 7.4129 (E[u e^(−u²/2)])²
 *
 * (Hyvärinen 1998; Hyvärinen & Smith 2013, eq. 14), from the two expectations. 1.4189 for a Gaussian variable, its maximum;
 * each term takes away what is not Gaussian: heavy or light tails, and skew.
 * Worked: u = ±1 with equal chance has E[ln cosh u] = 0.43378 and E[u e^(−u²/2)] = 0, so H ≈ 1.4189 − 0.2770 = 1.1419.
 */
export function entropyFrom(meanLogCosh: number, meanSkew: number): number {
  return GAUSSIAN - K1 * (meanLogCosh - GAMMA) ** 2 - K2 * meanSkew * meanSkew;
}

/** Factors of at most 2 that a product can take without overflow, with room to spare. */
const FACTORS = 512;

/**
 * Entropy of (a − slope · b) / scale over all rows, without writing that column.
 * ln cosh u = |u| + ln(1 + e^(−2|u|)) − ln 2 holds its digits where cosh would overflow; the sum of the logarithms is the
 * logarithm of a product, taken once for 512 rows.
 */
export function residualEntropy(a: Float64Array, b: Float64Array, slope: number, scale: number): number {
  const over = 1 / scale;
  let logCosh = 0;
  let skew = 0;
  for (let start = 0; start < a.length; start += FACTORS) {
    const end = Math.min(start + FACTORS, a.length);
    let product = 1;
    for (let r = start; r < end; r++) {
      const u = (a[r] - slope * b[r]) * over;
      const size = Math.abs(u);
      logCosh += size;
      product *= 1 + Math.exp(-2 * size);
      skew += u * Math.exp(-0.5 * u * u);
    }
    logCosh += Math.log(product);
  }
  return entropyFrom(logCosh / a.length - Math.LN2, skew / a.length);
}
