import { ok, type Result } from '../result';
import type { Target } from '../values/profile';
import type { ValueId } from '../values/value-system';
import { type Abduction, meanWorld } from './abduct';
import { setAll, intervene } from './intervene';
import type { LinearScm } from './linear-scm';
import { predict } from './predict';
import type { ScmError } from './scm-error';

export interface CompletedValue {
  valueId: ValueId;
  /** Priority points; a predicted number is not clamped to 1..5 (priority-points.ts: onPriorityScale). */
  points: number;
  /** True where the target does not set the value and the graph predicts it. */
  predicted: boolean;
}

/**
 * A partial target made whole: the values it sets, and for the others what the graph predicts under do(set values), starting
 * from a factual world (its noise is kept) or, without one, from the means. In the order of the model's values.
 *
 * Worked: Security → Conformity (0.5), means (3.2, 2.6): { security: 5 } completes to Conformity 2.6 + 0.5 × 1.8 = 3.5.
 * { conformity: 5 } leaves Security at 3.2: setting an effect says nothing about its cause.
 * Errors: unknown value, not a number.
 */
export function completeTarget(
  scm: LinearScm,
  target: Target,
  factual: Abduction = meanWorld(scm),
): Result<CompletedValue[], ScmError> {
  const submodel = intervene(scm, setAll(target));
  if (!submodel.ok) return submodel;
  const world = predict(submodel.value, factual.noise);
  return ok(
    scm.valueIds.map((valueId, at) => ({
      valueId,
      points: world[at],
      predicted: target[valueId] === undefined,
    })),
  );
}
