import { findEvent, standingAttempt } from '../../../domain/runs/read-run';
import type { StepEvent } from '../../../domain/runs/step-event';
import type { Target } from '../../../domain/values/profile';

export interface RadarSeries {
  readonly mark: 'target' | 'before' | 'now';
  readonly label: string;
  /** Priority by value; a value that is missing makes a gap. */
  readonly values: Target;
}

/** The three profiles of a run: what was asked for, what the answer showed, what the response shows. */
export function radarSeries(events: readonly StepEvent[]): RadarSeries[] {
  const asTarget = (scores: readonly { valueId: string; priority: number | null }[]): Target =>
    Object.fromEntries(
      scores.flatMap(({ valueId, priority }) => (priority === null ? [] : [[valueId, priority]])),
    );
  const before = findEvent(events, 'attribution')?.attribution.scores ?? [];
  const now = standingAttempt(events)?.verification?.verification.measured.scores ?? [];
  return [
    { mark: 'target', label: 'Target', values: findEvent(events, 'started')?.config.target ?? {} },
    { mark: 'before', label: 'Answer', values: asTarget(before) },
    { mark: 'now', label: 'Response', values: asTarget(now) },
  ];
}
