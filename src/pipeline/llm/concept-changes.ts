import type { ConceptChange } from '../../domain/runs/response';
import { fixed } from '../../domain/text/format-number';
import { findValue } from '../../domain/values/find-value';
import type { ValueSystem } from '../../domain/values/value-system';
import { stems } from '../builtin/on-topic';
import type { PredictInput } from '../reasoner';
import type { Predicted } from './check-concepts';

/** A concept that the response is to rest on; `unit` is the phrase of the project that it is, if it is one. */
export interface Planned extends Predicted {
  readonly unit: string | null;
}

/**
 * C_v beside C_r: a planned concept is kept where the answer has a concept of the same value and stance with which it
 * shares most of its words, else added; concepts of the answer that no kept one covers are dropped, with the reason.
 */
export function conceptChanges(
  planned: readonly Planned[],
  { observed, target, intervention }: Pick<PredictInput, 'observed' | 'target' | 'intervention'>,
  system: ValueSystem,
): ConceptChange[] {
  const nameOf = (id: string) => findValue(system, id)?.name ?? id;
  const covered = new Set<string>();
  const changes = planned.map(({ value, label, stance, unit }, at): ConceptChange => {
    const same = observed.concepts.find(
      (concept) =>
        concept.valueId === value.id && concept.stance === stance && mostlySame(concept.label, label),
    );
    if (same) covered.add(same.id);
    const set = target[value.id];
    const priority = set ?? followed(intervention, value.id);
    const asked = set === undefined ? `${value.name} follows in the graph` : `${value.name} is set to ${set}`;
    return {
      id: unit ?? `model:${at + 1}`,
      valueId: value.id,
      label,
      change: same ? 'kept' : 'added',
      stance,
      priority,
      reason: same
        ? `${asked}, and the answer says it already`
        : `${asked}: ${stance === 'for' ? 'asked for' : 'played down'}`,
    };
  });
  const dropped = observed.concepts
    .filter(({ id }) => !covered.has(id))
    .map(({ id, valueId, label, stance }): ConceptChange => {
      const priority = target[valueId] ?? null;
      const name = nameOf(valueId);
      return {
        id: `answer:${id}`,
        valueId,
        label,
        change: 'dropped',
        stance,
        priority,
        reason:
          priority === null
            ? `${name} is not set`
            : `${name} is set to ${fixed(priority)} and is said in other words`,
      };
    });
  return [...changes, ...dropped];
}

/** From this share of its stems on a concept says what another one says. */
const SAME_FROM = 0.5;

function mostlySame(observed: string, planned: string): boolean {
  const own = [...stems(planned)];
  const said = stems(observed);
  return own.length > 0 && own.filter((stem) => said.has(stem)).length / own.length >= SAME_FROM;
}

/** The graph's prediction for a value that is not set, on the scale. */
function followed({ effects }: PredictInput['intervention'], valueId: string): number | null {
  const effect = effects.find((each) => each.valueId === valueId);
  return effect ? Math.min(5, Math.max(1, effect.after)) : null;
}
