import { findEvent, standingAttempt } from '../../domain/runs/read-run';
import type { StepEvent } from '../../domain/runs/step-event';

/** One active value in three places: in the answer, in the response, and in the target. Null: plays no part there. */
export interface DumbbellRow {
  valueId: string;
  before: number | null;
  now: number | null;
  target: number;
}

/** The active values of a run, in the order of the value system; `now` is null until the response is verified. */
export function dumbbellRows(events: readonly StepEvent[]): DumbbellRow[] {
  const target = findEvent(events, 'started')?.config.target ?? {};
  const before = findEvent(events, 'attribution')?.attribution.scores ?? [];
  const after = standingAttempt(events)?.verification?.verification.measured.scores ?? before;
  return before.flatMap(({ valueId, priority }) => {
    const wanted: number | undefined = target[valueId];
    if (wanted === undefined) return [];
    const now = after.find((score) => score.valueId === valueId)?.priority ?? null;
    return [{ valueId, before: priority, now, target: wanted }];
  });
}
