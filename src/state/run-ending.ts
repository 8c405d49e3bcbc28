import type { StepEvent } from '../domain/runs/step-event';

/** How a run ended before its end: a person stopped it, a step failed, or nobody knows: the page was closed over it. */
export type Short = 'stopped' | 'failed' | 'cut-off';

/** Null for a run that came to its end, and for no events at all. */
export function shortOf(events: readonly StepEvent[]): Short | null {
  const last = events.at(-1);
  if (!last) return null;
  if (last.type === 'failed') return 'failed';
  if (last.type !== 'finished') return 'cut-off';
  return last.outcome === 'stopped' ? 'stopped' : null;
}

export function statusOf(events: readonly StepEvent[]): 'done' | 'stopped' | 'failed' {
  const short = shortOf(events);
  if (short === null) return 'done';
  return short === 'failed' ? 'failed' : 'stopped';
}

/** What a run has that goes on: its events without the one that says how it ended. */
export function withoutEnd(events: readonly StepEvent[]): StepEvent[] {
  return events.filter(({ type }) => type !== 'finished' && type !== 'failed');
}

/** Whether one version of a run has come further than another. */
export function isFurther(events: readonly StepEvent[], than: readonly StepEvent[]): boolean {
  const steps = withoutEnd(events).length - withoutEnd(than).length;
  return steps > 0 || (steps === 0 && shortOf(events) === null && shortOf(than) !== null);
}
