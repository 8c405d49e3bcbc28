const MAX_TERMS = 500;
const ENOUGH = 1e-15;

/**
 * P(X ≥ x) for X chi-square distributed with `degrees` degrees of freedom: the regularised upper incomplete gamma function
 * Q(degrees/2, x/2), by its series below the mean and by Lentz's continued fraction above (Numerical Recipes, 3rd ed., §6.2).
 * Worked: two degrees of freedom have the closed form e^(−x/2), so x = 2 gives 0.3679.
 * `x` ≥ 0, `degrees` a positive integer; 1 where there are no degrees of freedom.
 */
export function chiSquareTail(x: number, degrees: number): number {
  if (degrees <= 0 || x <= 0) return 1;
  const a = degrees / 2;
  const z = x / 2;
  const scale = Math.exp(a * Math.log(z) - z - logGammaOfHalf(degrees));
  return z < a + 1 ? 1 - scale * lowerSeries(a, z) : scale * upperFraction(a, z);
}

/** ln Γ(degrees/2), exact for the integers and half-integers that occur: Γ(1/2) = √π, Γ(1) = 1, Γ(a + 1) = a Γ(a). */
function logGammaOfHalf(degrees: number): number {
  let a = degrees % 2 === 0 ? 1 : 0.5;
  let log = degrees % 2 === 0 ? 0 : Math.log(Math.PI) / 2;
  for (; a < degrees / 2; a++) log += Math.log(a);
  return log;
}

function lowerSeries(a: number, z: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MAX_TERMS && term > sum * ENOUGH; n++) {
    term *= z / (a + n);
    sum += term;
  }
  return sum;
}

function upperFraction(a: number, z: number): number {
  let b = z + 1 - a;
  let c = Number.MAX_VALUE;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < MAX_TERMS; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < ENOUGH) break;
  }
  return fraction;
}
