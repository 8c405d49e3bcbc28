import { findEvent, standingAttempt } from '../../domain/runs/read-run';
import type { StepEvent } from '../../domain/runs/step-event';
import type { ValueSystem } from '../../domain/values/value-system';
import type { DumbbellRow } from '../../ui/charts/chart-series';

/** The active values of a run in circumplex order: in the answer, in the text that stands, and in the target. */
export function dumbbellRows(
  events: readonly StepEvent[],
  system: ValueSystem,
): (DumbbellRow & { target: number })[] {
  const target: Partial<Record<string, number>> = findEvent(events, 'started')?.config.target ?? {};
  const before = findEvent(events, 'attribution')?.attribution.scores ?? [];
  const after = standingAttempt(events)?.verification?.verification.measured.scores ?? before;
  const priorityIn = (scores: typeof before, id: string) =>
    scores.find(({ valueId }) => valueId === id)?.priority ?? null;
  return system.values.flatMap((value) => {
    const wanted = target[value.id];
    if (wanted === undefined) return [];
    return [
      { value, before: priorityIn(before, value.id), now: priorityIn(after, value.id), target: wanted },
    ];
  });
}
