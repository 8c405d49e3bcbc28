const TINY = 1e-300;
const ENOUGH = 1e-15;
const MAX_TERMS = 500;

/**
 * P(|T| ≥ t) of Student's t with `degrees` > 0 degrees of freedom: the regularised incomplete beta function
 * I_x(degrees/2, 1/2) at x = degrees / (degrees + t²), by Lentz's continued fraction (Numerical Recipes, 3rd ed., §6.4).
 * Worked: one degree of freedom is the Cauchy distribution, so t = 1 gives 0.5; 10 degrees and t = 2.228 give 0.050.
 */
export function studentTail(t: number, degrees: number): number {
  const square = t * t;
  if (square === 0) return 1;
  if (!Number.isFinite(square)) return 0;
  return incompleteBeta(degrees / 2, 0.5, degrees / (degrees + square), square / (degrees + square));
}

/** The t that |T| exceeds with probability `alpha`, by halving. Worked: alpha 0.05 and 10 degrees give 2.228. */
export function studentCritical(alpha: number, degrees: number): number {
  let low = 0;
  let high = 1;
  while (studentTail(high, degrees) > alpha && high < 1e12) high *= 2;
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (studentTail(middle, degrees) > alpha) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** I_x(a, b); `rest` is 1 − x, given apart because the subtraction would lose it near 1. */
function incompleteBeta(a: number, b: number, x: number, rest: number): number {
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(rest));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(a, b, x)) / a
    : 1 - (front * betaFraction(b, a, rest)) / b;
}

function betaFraction(a: number, b: number, x: number): number {
  const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < MAX_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < ENOUGH) break;
  }
  return fraction;
}

/** Lanczos' approximation with g = 7 and nine terms; relative error below 1e-13 for positive arguments. */
function logGamma(z: number): number {
  const terms = [
    0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
    12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  if (z < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * z)) - logGamma(1 - z);
  let sum = terms[0];
  for (let k = 1; k < terms.length; k++) sum += terms[k] / (z - 1 + k);
  const t = z + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (z - 0.5) * Math.log(t) - t + Math.log(sum);
}
