import { findEvent, standingAttempt } from '../../../domain/runs/read-run';
import type { StepEvent } from '../../../domain/runs/step-event';
import type { Target } from '../../../domain/values/profile';
import type { ChartSeries } from '../../../ui/charts/chart-series';

/** The three profiles of a run: what was asked for, what the answer showed, what the response shows. */
export function radarSeries(events: readonly StepEvent[]): ChartSeries[] {
  const asTarget = (scores: readonly { valueId: string; priority: number | null }[]): Target =>
    Object.fromEntries(
      scores.flatMap(({ valueId, priority }) => (priority === null ? [] : [[valueId, priority]])),
    );
  const before = findEvent(events, 'attribution')?.attribution.scores ?? [];
  const now = standingAttempt(events)?.verification?.verification.measured.scores ?? [];
  return [
    { kind: 'target', label: 'Target', values: findEvent(events, 'started')?.config.target ?? {} },
    { kind: 'before', label: 'Answer', values: asTarget(before) },
    { kind: 'now', label: 'Response', values: asTarget(now) },
  ];
}
