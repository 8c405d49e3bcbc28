import { fail } from '../result';
import type { ValueId } from '../values/value-system';

/** Why a causal computation has no answer: a sentence for a person, and the values it is about, so that a screen can point. */
export interface ScmError {
  message: string;
  values: readonly ValueId[];
}

export function scmFail(message: string, values: readonly ValueId[] = []): { ok: false; error: ScmError } {
  return fail({ message, values });
}

export function unknownValue(graphName: string, valueId: ValueId): { ok: false; error: ScmError } {
  return scmFail(`The graph “${graphName}” has no value “${valueId}”.`, [valueId]);
}

export function notANumber(what: string, valueId: ValueId, found: unknown): { ok: false; error: ScmError } {
  return scmFail(`${what} of “${valueId}” is ${String(found)}, not a finite number.`, [valueId]);
}
