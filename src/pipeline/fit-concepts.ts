import type { Concept, ValueScore } from '../domain/runs/attribution';
import type { Performer } from '../domain/runs/step-event';
import { findValue } from '../domain/values/find-value';
import type { ValueSystem } from '../domain/values/value-system';
import type { Outcome } from './reasoner';

/**
 * Concepts and scores of one text, made to fit where two readers disagree: a concept of a value that the scores say plays
 * no part is left out and counted. `conceptsBy` is there where it was not the scorer, with the same prompt, that found them.
 */
export function fitConcepts(
  found: Outcome<Concept[]>,
  scored: Outcome<ValueScore[]>,
  system: ValueSystem,
): { concepts: Concept[]; by: Performer; conceptsBy?: Performer } {
  const relevant = new Set(scored.value.flatMap(({ valueId, relevant }) => (relevant ? [valueId] : [])));
  const strays = found.value.filter(({ valueId }) => !relevant.has(valueId));
  const dropped = strays.map(({ label, valueId }) => ({
    what: 'concept' as const,
    text: label,
    reason: `The scores say that ${findValue(system, valueId)?.name ?? valueId} plays no part.`,
  }));
  const finder: Performer =
    dropped.length === 0 ? found.by : { ...found.by, dropped: [...(found.by.dropped ?? []), ...dropped] };
  return {
    concepts: found.value.filter(({ valueId }) => relevant.has(valueId)),
    by: scored.by,
    ...(dropped.length === 0 && samePerformer(found.by, scored.by) ? {} : { conceptsBy: finder }),
  };
}

function samePerformer(one: Performer, other: Performer): boolean {
  return (
    one.reasoner === other.reasoner && one.label === other.label && one.prompt?.hash === other.prompt?.hash
  );
}
