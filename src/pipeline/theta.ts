import type { Target } from '../domain/values/profile';

/**
 * θ for each set value, in priority points. The paper does not give θ; Δ is a sum over the set values (section 3.2), so a
 * fixed θ would be strict for ten values and lax for one. 0.7 is a little over half a step of the scale.
 */
export const DEFAULT_THETA_PER_VALUE = 0.7;

/** θ in sum for a target. For instance three set values at 0.7 give 2.1. */
export function thetaFor(target: Target, perValue: number): number {
  const set = Object.values(target).filter((priority) => priority !== undefined).length;
  return Math.round(perValue * set * 100) / 100;
}
