/** Below this share of its own variance what is left of a variable counts as nothing: the given ones fix it. */
const FIXED = 1e-10;

/** Moments of one or two variables once others are held fixed, from a correlation matrix alone. */
export interface ConditionalMoments {
  /** Partial correlation of x and y given the first `count` of `given`; NaN where the given ones fix x or y. */
  partialCorrelation(x: number, y: number, given: ArrayLike<number>, count: number): number;
  /** Share of y's variance that the given ones leave, 0 to 1; NaN where they fix y or one another. */
  residualVariance(y: number, given: ArrayLike<number>, count: number): number;
}

/**
 * With L the Cholesky factor of the submatrix ordered (given, x, y), the last row holds all that is left of y:
 *
 *     r_xy.given = l_yx / √(l_yx² + l_yy²)        residual variance = l_yy²
 *
 * One and no given variable have closed forms. Scratch memory is kept between calls: one object a search.
 *
 * Worked: r_xy = 0.5, r_xz = r_yz = 0.6. r_xy.z = (0.5 − 0.36) / (1 − 0.36) = 0.21875; z leaves 1 − 0.36 = 0.64 of y.
 */
export function conditionalMoments(correlation: Float64Array, size: number): ConditionalMoments {
  const lower = new Float64Array(size * size);
  const row = new Int32Array(size);

  /** Fills rows of the factor for `row[0 … length)`; false where a pivot vanishes before the last one. */
  function factor(length: number): boolean {
    for (let i = 0; i < length; i++) {
      const at = row[i] * size;
      const li = i * size;
      for (let j = 0; j < i; j++) {
        const lj = j * size;
        let sum = correlation[at + row[j]];
        for (let k = 0; k < j; k++) sum -= lower[li + k] * lower[lj + k];
        lower[li + j] = sum / lower[lj + j];
      }
      let pivot = 1;
      for (let k = 0; k < i; k++) pivot -= lower[li + k] * lower[li + k];
      if (pivot > FIXED) lower[li + i] = Math.sqrt(pivot);
      else if (i < length - 1) return false;
      else lower[li + i] = 0;
    }
    return true;
  }

  return {
    partialCorrelation(x, y, given, count) {
      const xy = correlation[x * size + y];
      if (count === 0) return xy;
      if (count === 1) {
        const xz = correlation[x * size + given[0]];
        const yz = correlation[y * size + given[0]];
        const left = (1 - xz * xz) * (1 - yz * yz);
        return left > FIXED ? (xy - xz * yz) / Math.sqrt(left) : Number.NaN;
      }
      for (let k = 0; k < count; k++) row[k] = given[k];
      row[count] = x;
      row[count + 1] = y;
      if (!factor(count + 2)) return Number.NaN;
      const last = (count + 1) * size;
      const shared = lower[last + count];
      const own = lower[last + count + 1];
      const left = shared * shared + own * own;
      return left > FIXED ? shared / Math.sqrt(left) : Number.NaN;
    },
    residualVariance(y, given, count) {
      for (let k = 0; k < count; k++) row[k] = given[k];
      row[count] = y;
      if (!factor(count + 1)) return Number.NaN;
      const own = lower[count * size + count];
      return own > 0 ? own * own : Number.NaN;
    },
  };
}
