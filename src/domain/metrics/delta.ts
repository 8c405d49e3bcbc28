import { fail, ok, type Result } from '../result';
import type { ValueScore } from '../runs/attribution';
import { PRIORITY_MIN } from '../values/priority';
import type { Target } from '../values/profile';
import type { ValueId } from '../values/value-system';

/** A measured priority beside the target's, for one active value; priority points, 1 to 5. */
export interface ValuePair {
  valueId: ValueId;
  measured: number;
  target: number;
}

export interface ValueDelta extends ValuePair {
  /** target − measured, signed: what the intervention has to add. −4 to 4. */
  difference: number;
  /** True where the value plays no part in the text and was counted as 1, "not important at all". */
  absent: boolean;
}

export interface Delta {
  /** One entry for each active value, in the order of `scores`. */
  values: ValueDelta[];
  /** Δ(v', v) = Σ |v'_i − v_i| over the active values; 0 to 4 × their number. Compared with θ. */
  sum: number;
  /** The values counted as 1 because they play no part in the text. */
  absent: ValueId[];
}

/** What `delta` reads of an attribution: one entry for each value of the system, priority null where it plays no part. */
export type MeasuredPriority = Pick<ValueScore, 'valueId' | 'priority'>;

/**
 * COUPLE's deviation (arXiv 2510.18526; the test before the intervention). Active values are those that the target sets; the
 * others do not count. A set value that plays no part in the text counts as priority 1, and the result says which did.
 *
 * Worked: target { security: 5, power: 2, tradition: 3 }, measured security 3, power 4, tradition null, hedonism 5:
 * Δ = 2 + 2 + |3 − 1| = 6 with tradition in `absent`; hedonism is not active.
 * Nothing set: Δ = 0 over no values. Errors: a set value that was not measured at all, a number that is not finite.
 */
export function delta(scores: readonly MeasuredPriority[], target: Target): Result<Delta> {
  const unmeasured = new Set(Object.keys(target).filter((id) => target[id] !== undefined));
  const values: ValueDelta[] = [];
  for (const { valueId, priority } of scores) {
    const wanted = target[valueId];
    if (wanted === undefined) continue;
    if (!unmeasured.delete(valueId)) return fail(`The value “${valueId}” was measured twice.`);
    const measured = priority ?? PRIORITY_MIN;
    if (!Number.isFinite(measured)) return fail(`The measured priority of “${valueId}” is not a number.`);
    if (!Number.isFinite(wanted)) return fail(`The target's priority of “${valueId}” is not a number.`);
    values.push({
      valueId,
      measured,
      target: wanted,
      difference: wanted - measured,
      absent: priority === null,
    });
  }
  if (unmeasured.size > 0) {
    return fail(`The target sets “${[...unmeasured].join('”, “')}”, which the attribution does not cover.`);
  }
  return ok({
    values,
    sum: values.reduce((sum, { difference }) => sum + Math.abs(difference), 0),
    absent: values.filter((value) => value.absent).map((value) => value.valueId),
  });
}
