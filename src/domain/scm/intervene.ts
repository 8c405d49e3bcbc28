import { ok, type Result } from '../result';
import type { Target } from '../values/profile';
import type { ValueId } from '../values/value-system';
import type { LinearScm } from './linear-scm';
import { notANumber, type ScmError, unknownValue } from './scm-error';

/**
 * What can be done to one value.
 * - set: do(x_i = to). The mechanism is replaced by a constant; the arrows into the value are cut.
 * - shift: x_i = f_i + by. The mechanism stays and keeps its parents; its output is moved by `by` points.
 * - scale: x_i = by · f_i. The mechanism stays and keeps its parents; its output is multiplied.
 */
export type Action =
  { kind: 'set'; to: number } | { kind: 'shift'; by: number } | { kind: 'scale'; by: number };

/** One action a value. A value that is absent keeps its mechanism. */
export type Intervention = Partial<Record<ValueId, Action>>;

export const MECHANISM = 0;
export const SET = 1;
export const SHIFT = 2;
export const SCALE = 3;

/** The submodel M_x: the model, and for each position what has been done to its mechanism. */
export interface IntervenedScm {
  readonly scm: LinearScm;
  /** MECHANISM, SET, SHIFT or SCALE by position. */
  readonly action: Uint8Array;
  /** The constant, the shift or the factor by position; 0 where nothing was done. */
  readonly amount: Float64Array;
}

/**
 * Pearl's second step, action: the submodel M_x in which the mechanisms of the set values are replaced (Causality, 2nd ed.,
 * Definition 7.1.2). An empty intervention gives back the model.
 *
 * Worked: in Security → Conformity (0.5), setting Conformity to 5 cuts that arrow, and Security no longer reaches it;
 * shifting Conformity by 1 keeps the arrow, and Conformity is 1 more than before whatever Security does.
 * Errors: unknown value, an amount that is not finite.
 */
export function intervene(scm: LinearScm, intervention: Intervention): Result<IntervenedScm, ScmError> {
  const action = new Uint8Array(scm.size);
  const amount = new Float64Array(scm.size);
  for (const id of Object.keys(intervention)) {
    const done = intervention[id];
    if (done === undefined) continue;
    const at = scm.index.get(id);
    if (at === undefined) return unknownValue(scm.graph.name, id);
    const number = done.kind === 'set' ? done.to : done.by;
    if (!Number.isFinite(number)) return notANumber(`The ${done.kind} action`, id, number);
    action[at] = done.kind === 'set' ? SET : done.kind === 'shift' ? SHIFT : SCALE;
    amount[at] = number;
  }
  return ok({ scm, action, amount });
}

/** do(V = v): every value that the target sets is set. */
export function setAll(target: Target): Intervention {
  const intervention: Intervention = {};
  for (const id of Object.keys(target)) {
    const to = target[id];
    if (to !== undefined) intervention[id] = { kind: 'set', to };
  }
  return intervention;
}
