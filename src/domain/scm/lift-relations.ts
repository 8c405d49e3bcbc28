import { ok, type Result } from '../result';
import type { ValueSystem } from '../values/value-system';
import { type ParentChoices, parentValues } from './parent-values';
import type { Relation } from './relations';
import type { ScmError } from './scm-error';

/**
 * G for a finer value system: two values are to each other what their parents are; values of one parent are consistent,
 * because they are facets of one value; a value without a parent is unrelated to all. Correlations are those of the parents,
 * null where there is none to give. (The lifted Σ would dilute every correlation by the siblings' own noise.)
 * In the order of the system. Errors: a choice for a value that the system has not.
 */
export function liftRelations(
  relations: readonly Relation[],
  fine: ValueSystem,
  choices: ParentChoices = {},
): Result<Relation[], ScmError> {
  const resolved = parentValues(fine, choices);
  if (!resolved.ok) return resolved;
  const known = new Map(
    relations.flatMap((r) => [[`${r.a} ${r.b}`, r] as const, [`${r.b} ${r.a}`, r] as const]),
  );
  const lifted: Relation[] = [];
  for (const [i, { id: a }] of fine.values.entries()) {
    for (const { id: b } of fine.values.slice(i + 1)) {
      const parentA = resolved.value.get(a) ?? null;
      const parentB = resolved.value.get(b) ?? null;
      const between = known.get(`${parentA} ${parentB}`);
      if (parentA !== null && parentA === parentB)
        lifted.push({ a, b, kind: 'consistent', correlation: null });
      else
        lifted.push({ a, b, kind: between?.kind ?? 'unrelated', correlation: between?.correlation ?? null });
    }
  }
  return ok(lifted);
}
