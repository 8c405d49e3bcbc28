import type { Concept } from '../../domain/runs/attribution';
import { adviceOf, configOf, findEvent, standingAttempt } from '../../domain/runs/read-run';
import type { StepEvent } from '../../domain/runs/step-event';
import type { Target } from '../../domain/values/profile';
import type { ValueSystem } from '../../domain/values/value-system';
import { shortOf, type Short } from '../../state/run-ending';
import type { DumbbellRow } from '../../ui/charts/chart-series';

/** What a column shows of its run. All of it is read from the run's events. */
export interface ColumnView {
  readonly target: Target;
  readonly profileName: string | null;
  /** The text that stands: the response, or the answer where it was kept. */
  readonly text: string;
  readonly concepts: readonly Concept[];
  readonly kept: boolean;
  readonly optionId: string | null;
  readonly theta: number;
  readonly deltaBefore: number | null;
  readonly deltaAfter: number | null;
  readonly passed: boolean;
  readonly maeMean: number | null;
  readonly spearman: number | null;
  readonly spearmanReason: string | null;
  /** The values that are set, in circumplex order. */
  readonly rows: readonly DumbbellRow[];
  /** Why the run came to no end, in words. */
  readonly problem: string | null;
  /** How the run ended before its end, or null: such a run can't be counted among the others. */
  readonly short: Short | null;
}

/** Reads a column from its run's events; undefined where they do not begin as a run does. */
export function columnView(events: readonly StepEvent[], system: ValueSystem): ColumnView | undefined {
  const config = configOf(events);
  if (!config) return undefined;
  const answer = findEvent(events, 'answer');
  const observed = findEvent(events, 'attribution')?.attribution;
  const intervention = findEvent(events, 'intervention')?.intervention;
  const standing = standingAttempt(events);
  const response = standing?.response?.response;
  const verification = standing?.verification?.verification;
  const measured = verification?.measured ?? observed;
  const deltaBefore = intervention?.delta ?? verification?.before.delta ?? null;
  const short = shortOf(events);
  const kept = response === undefined && short === null;
  const deltaAfter = verification?.delta ?? (kept ? deltaBefore : null);
  const priorityIn = (scores: typeof observed, id: string) =>
    scores?.scores.find(({ valueId }) => valueId === id)?.priority ?? null;
  return {
    target: config.target,
    profileName: config.profileName ?? null,
    text: response?.text ?? answer?.text ?? '',
    concepts: measured?.concepts ?? [],
    kept,
    optionId: adviceOf(events),
    theta: config.theta,
    deltaBefore,
    deltaAfter,
    passed: deltaAfter !== null && deltaAfter <= config.theta,
    maeMean: verification?.agreement.maeMean ?? null,
    spearman: verification?.agreement.spearman ?? null,
    spearmanReason: verification?.agreement.spearmanReason ?? null,
    rows: system.values.flatMap((value) => {
      const target = config.target[value.id];
      if (target === undefined) return [];
      return [{ value, target, before: priorityIn(observed, value.id), now: priorityIn(measured, value.id) }];
    }),
    problem:
      findEvent(events, 'failed')?.message ??
      (short === null ? null : 'This run ended before its end. What there is of it is shown.'),
    short,
  };
}
