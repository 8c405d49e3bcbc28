import { ok, type Result } from '../result';
import type { ValueId } from '../values/value-system';
import type { Abduction } from './abduct';
import { type Intervention, intervene, MECHANISM, SET } from './intervene';
import type { LinearScm } from './linear-scm';
import { predict } from './predict';
import type { ScmError } from './scm-error';
import type { GraphEdge } from './value-graph';

/** What happens to one value. Numbers in priority points, not clamped to 1..5. */
export interface RippleStep {
  valueId: ValueId;
  before: number;
  after: number;
  change: number;
  /** set: an action was done to it (set, shift or scale); follows: an acted-on value reaches it; unaffected: none does. */
  kind: 'set' | 'follows' | 'unaffected';
  /** The arrows into it that the action cut: all of them where it was set, else none. */
  cut: readonly GraphEdge[];
}

export interface Counterfactual {
  /** The counterfactual world x*, in the order of the model's values. */
  world: Float64Array;
  /** Every value once, causes before effects. */
  ripple: RippleStep[];
}

const NOTHING_CUT: readonly GraphEdge[] = [];

/**
 * What this very world would have been, had the values been set: abduction (given: the noise of the factual world), action,
 * prediction (Pearl, Causality, 2nd ed., Theorem 7.1.7; COUPLE, arXiv 2510.18526, steps 1 to 3 on the level of values).
 * Values that no acted-on value reaches keep their factual number to the last bit.
 *
 * Worked: Security → Conformity (0.5), factual (4, 2.5), so u = (4, 0.5). do(Security = 2) gives (2, 1.5): Security −2 is
 * `set`, Conformity −1 `follows`. From the means (3.2, 2.6) the same action would give (2, 2.0): the noise is the difference.
 * Errors: unknown value, an amount that is not finite.
 */
export function counterfactual(
  scm: LinearScm,
  factual: Abduction,
  intervention: Intervention,
): Result<Counterfactual, ScmError> {
  const submodel = intervene(scm, intervention);
  if (!submodel.ok) return submodel;
  const world = predict(submodel.value, factual.noise);
  const { action } = submodel.value;
  const { order, parentStart, parents } = scm;
  const reached = new Uint8Array(scm.size);
  const ripple: RippleStep[] = [];
  for (let step = 0; step < order.length; step++) {
    const i = order[step];
    if (action[i] !== MECHANISM) reached[i] = 1;
    for (let k = parentStart[i]; k < parentStart[i + 1] && reached[i] === 0; k++)
      reached[i] = reached[parents[k]];
    const before = factual.world[i];
    if (reached[i] === 0) world[i] = before; // else the rounding of u = x' − B x' would show as a change
    ripple.push({
      valueId: scm.valueIds[i],
      before,
      after: world[i],
      change: world[i] - before,
      kind: action[i] !== MECHANISM ? 'set' : reached[i] === 1 ? 'follows' : 'unaffected',
      cut: action[i] === SET ? scm.edgesInto[i] : NOTHING_CUT,
    });
  }
  return ok({ world, ripple });
}
