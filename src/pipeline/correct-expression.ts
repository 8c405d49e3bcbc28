import type { Deviation } from '../domain/runs/intervention';
import type { Target } from '../domain/values/profile';

/** How each set value is to be said in the next response. */
export interface Expression {
  /** How strongly, in priority points; starts at the target. */
  readonly emphasis: Target;
  /** How often other words have been asked for, since the judge did not read the first ones as meant; 0 where absent. */
  readonly variant: Target;
}

/** Emphasis may leave the scale a little, to say more than "very important" or nothing at all. */
export const EMPHASIS_MIN = 0;
export const EMPHASIS_MAX = 6;
/** A value this near to its target is left as it is said, in priority points. */
const NEAR_ENOUGH = 0.5;

/**
 * The expression for the next attempt. A value that is off its target is said more or less strongly by what it lacks
 * (v_i − v'_i), and in other words; the others stay as they are. Null where every value is near enough.
 * For instance security at emphasis 4, measured 3.2 against a target of 4, goes to emphasis 4.8 in its second words.
 */
export function correctExpression(
  expression: Expression,
  deviations: readonly Deviation[],
): Expression | null {
  const emphasis: Target = { ...expression.emphasis };
  const variant: Target = { ...expression.variant };
  let moved = false;
  for (const { valueId, observed, target } of deviations) {
    const now = expression.emphasis[valueId];
    if (now === undefined || Math.abs(target - observed) <= NEAR_ENOUGH) continue;
    emphasis[valueId] = Math.min(EMPHASIS_MAX, Math.max(EMPHASIS_MIN, now + target - observed));
    variant[valueId] = (variant[valueId] ?? 0) + 1;
    moved = true;
  }
  return moved ? { emphasis, variant } : null;
}
