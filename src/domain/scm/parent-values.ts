import { ok, type Result } from '../result';
import type { ValueId, ValueSystem } from '../values/value-system';
import { scmFail, type ScmError } from './scm-error';

/**
 * Where values without an agreed parent go, for instance { face: 'power', humility: 'none' }; a MergeChoice is one. Overrules
 * the system's own `parent`.
 */
export type ParentChoices = Partial<Record<ValueId, ValueId | 'none'>>;

/**
 * The parent of every value of a finer system, null where it has none. Schwartz (2012) places Face between Power and
 * Security and Humility between Conformity and Tradition; the ten-value system has no place of their own for them, so where
 * they go is the user's visible choice.
 * Errors: a choice for a value that the system has not.
 */
export function parentValues(
  fine: ValueSystem,
  choices: ParentChoices = {},
): Result<ReadonlyMap<ValueId, ValueId | null>, ScmError> {
  const parents = new Map(fine.values.map((value) => [value.id, value.parent ?? null]));
  for (const id of Object.keys(choices)) {
    const choice = choices[id];
    if (choice === undefined) continue;
    if (!parents.has(id)) return scmFail(`The value system “${fine.name}” has no value “${id}”.`, [id]);
    parents.set(id, choice === 'none' ? null : choice);
  }
  return ok(parents);
}
