import { chiSquareTail } from '../scm/chi-square';

/** P(|Z| ≥ z) of a standard normal Z: the square of Z is chi-square with one degree of freedom. Worked: z = 1.96 gives 0.0500. */
export function twoSidedTail(z: number): number {
  return Number.isFinite(z) ? chiSquareTail(z * z, 1) : 0;
}

const HALVINGS = 80;

/**
 * The z that |Z| exceeds with probability `alpha`, 0 < alpha < 1, by halving. Worked: alpha = 0.05 gives 1.959964.
 * Searches compare with this one number instead of a tail probability for each of a million tests.
 */
export function twoSidedCritical(alpha: number): number {
  let low = 0;
  let high = 40;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (twoSidedTail(middle) > alpha) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
