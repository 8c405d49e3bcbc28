import type { ConceptChange } from '../../domain/runs/response';
import { findValue } from '../../domain/values/find-value';
import type { ValueSystem } from '../../domain/values/value-system';
import type { PredictInput } from '../reasoner';
import type { Unit } from './units';

/**
 * C_v beside C_r: each unit of the plan is kept where the answer already says it, else added; each concept observed in
 * the answer that no kept unit covers is dropped, with the reason.
 */
export function conceptChanges(
  units: readonly Unit[],
  input: PredictInput,
  system: ValueSystem,
): ConceptChange[] {
  const { observed, target, observedText } = input;
  const nameOf = (id: string) => findValue(system, id)?.name ?? id;
  const planned = units.map((unit): ConceptChange => {
    const kept = unit.form !== 'passing' && observedText.includes(unit.text);
    const priority = target[unit.valueId] ?? null;
    return {
      id: unit.id,
      valueId: unit.valueId,
      label: unit.label,
      change: kept ? 'kept' : 'added',
      stance: unit.form === 'against' ? 'against' : 'for',
      priority,
      reason: reasonFor(unit, nameOf(unit.valueId), priority, kept),
    };
  });
  const keptTexts = units.filter((_, index) => planned[index].change === 'kept').map((unit) => unit.text);
  const dropped = observed.concepts
    .filter(({ quote }) => quote === undefined || !keptTexts.some((text) => text.includes(quote.text)))
    .map((concept): ConceptChange => {
      const priority = target[concept.valueId] ?? null;
      const name = nameOf(concept.valueId);
      return {
        id: `answer:${concept.id}`,
        valueId: concept.valueId,
        label: concept.label,
        change: 'dropped',
        stance: concept.stance,
        priority,
        reason: dropReason(name, priority),
      };
    });
  return [...planned, ...dropped];
}

/** Priorities below the middle of the scale ask for less of a value, not for other words. */
function dropReason(name: string, priority: number | null): string {
  if (priority === null) return `${name} is not set`;
  return priority < 3
    ? `${name} is set to ${priority}, which is low`
    : `${name} is set to ${priority} and is said in other words`;
}

function reasonFor(unit: Unit, name: string, priority: number | null, kept: boolean): string {
  const asked = `${name} is set to ${priority}`;
  if (kept) return `${asked}, and the answer says it already`;
  if (unit.form === 'passing') return `${asked}: said in passing`;
  return unit.form === 'against' ? `${asked}: played down` : `${asked}: asked for`;
}
