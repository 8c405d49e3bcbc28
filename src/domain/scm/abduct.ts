import { ok, type Result } from '../result';
import type { Target } from '../values/profile';
import type { ValueId } from '../values/value-system';
import { expectGiven } from './condition';
import { type LinearScm, solveNoise } from './linear-scm';
import { readPriorities } from './read-priorities';
import type { ScmError } from './scm-error';

/** The factual world and what the graph does not explain of it. Arrays in the order of the model's values. */
export interface Abduction {
  /** x', complete: observed numbers, and expected ones for the values in `completed`. Priority points. */
  readonly world: Float64Array;
  /** u = x' − B x', intercept included. The world's mean noise is the model's intercept a. */
  readonly noise: Float64Array;
  /** Values without an observed number, completed by their expectation given the observed ones. */
  readonly completed: readonly ValueId[];
}

/**
 * Pearl's first step, abduction (Causality, 2nd ed., Theorem 7.1.7): from the evidence to the noise,
 *
 *     u = x' − B x'
 *
 * A value that plays no part in a text has no number. It is completed by its conditional expectation given the observed
 * values (condition.ts); since the model is linear and Gaussian this makes u the expectation of the noise given the evidence.
 * With everything observed u is exactly x' − B x', and nothing is assumed about Σ.
 *
 * Worked: Security → Conformity with weight 0.5, observed (4, 2.5): u = (4, 2.5 − 0.5 × 4) = (4, 0.5).
 * Errors: unknown value, not a number, a singular Σ_oo.
 */
export function abduct(scm: LinearScm, observed: Target): Result<Abduction, ScmError> {
  const read = readPriorities(scm, observed);
  if (!read.ok) return read;
  const world = expectGiven(scm, read.value);
  if (!world.ok) return world;
  const completed = scm.valueIds.filter((_, at) => Number.isNaN(read.value.numbers[at]));
  return ok({ world: world.value, noise: solveNoise(scm, world.value), completed });
}

/** The world of nobody in particular: every value at its mean, all noise at its mean a. Every value counts as completed. */
export function meanWorld(scm: LinearScm): Abduction {
  return { world: scm.means, noise: scm.intercepts, completed: scm.valueIds };
}
