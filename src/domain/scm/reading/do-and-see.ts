import { ok, type Result } from '../../result';
import type { Target } from '../../values/profile';
import type { ValueId } from '../../values/value-system';
import { conditionalExpectation } from '../condition';
import { intervene, setAll } from '../intervene';
import type { LinearScm } from '../linear-scm';
import { predict } from '../predict';
import { type ScmError, unknownValue } from '../scm-error';

/** The same question asked twice. Priority points. */
export interface DoAndSee {
  /** E[Y | do(X = x)]: expected of Y when X is made x for everyone. */
  done: number;
  /** E[Y | X = x]: expected of Y among those in whom X is x by itself. */
  seen: number;
  /** E[Y], before either. */
  before: number;
}

/**
 * Intervention against conditioning (Pearl, Causality, 2nd ed., §3.2). They agree where nothing but the arrows out of X joins X
 * and Y; a common cause, drawn or as ↔ (correlated-noise.ts), or an arrow from Y to X, sets them apart.
 *
 * Worked: x → y with weight 1, means 3, unit noise variances, x ↔ y with the noise covariance 0.5; X = 5. Done: 3 + 2 × 1 = 5.
 * Seen: Σ_xy = 1 × 1 + 0.5 = 1.5, Σ_xx = 1, so 3 + 2 × 1.5 = 6.
 * Errors: unknown value, not a number, values of which one fixes another.
 */
export function doAndSee(scm: LinearScm, x: Target, y: ValueId): Result<DoAndSee, ScmError> {
  const at = scm.index.get(y);
  if (at === undefined) return unknownValue(scm.graph.name, y);
  const submodel = intervene(scm, setAll(x));
  if (!submodel.ok) return submodel;
  const seen = conditionalExpectation(scm, x);
  if (!seen.ok) return seen;
  const done = predict(submodel.value, scm.intercepts);
  return ok({ done: done[at], seen: seen.value[at], before: scm.means[at] });
}
