import { ok, type Result } from '../result';
import type { Target } from '../values/profile';
import type { LinearScm } from './linear-scm';
import { notANumber, type ScmError, unknownValue } from './scm-error';

/** A partial world as arrays: which positions have a number (ascending), and the numbers by position (NaN elsewhere). */
export interface PartialWorld {
  known: readonly number[];
  numbers: Float64Array;
}

/** Priorities by value id to positions of the model. Errors: an id that the graph has not, a number that is not finite. */
export function readPriorities(scm: LinearScm, priorities: Target): Result<PartialWorld, ScmError> {
  const numbers = new Float64Array(scm.size).fill(Number.NaN);
  for (const id of Object.keys(priorities)) {
    const number = priorities[id];
    if (number === undefined) continue;
    const at = scm.index.get(id);
    if (at === undefined) return unknownValue(scm.graph.name, id);
    if (!Number.isFinite(number)) return notANumber('The priority', id, number);
    numbers[at] = number;
  }
  const known: number[] = [];
  for (let at = 0; at < scm.size; at++) if (!Number.isNaN(numbers[at])) known.push(at);
  return ok({ known, numbers });
}
