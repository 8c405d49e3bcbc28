import type { Run, RunSummary } from './run';
import type { EventOf, RunConfig, StepEvent, StepType } from './step-event';

/** The first event of a type, or undefined where the run has not come so far. */
export function findEvent<T extends StepType>(events: readonly StepEvent[], type: T): EventOf<T> | undefined {
  return events.find((event): event is EventOf<T> => event.type === type);
}

/** One round of concepts, response and verification, as far as it came. */
export interface Attempt {
  readonly attempt: number;
  readonly concepts?: EventOf<'concepts'>;
  readonly response?: EventOf<'response'>;
  readonly verification?: EventOf<'verification'>;
}

/** The rounds of a run in order. */
export function attemptsOf(events: readonly StepEvent[]): Attempt[] {
  const rounds = new Map<number, Attempt>();
  for (const event of events) {
    if (event.type !== 'concepts' && event.type !== 'response' && event.type !== 'verification') continue;
    const round = rounds.get(event.attempt) ?? { attempt: event.attempt };
    rounds.set(event.attempt, { ...round, [event.type]: event });
  }
  return [...rounds.values()];
}

/**
 * The round whose response stands: the one that the run's end names; where it was cut short, the one that was measured
 * nearest to the target; else the last that has a response, so that a round that has only begun hides nothing.
 */
export function standingAttempt(events: readonly StepEvent[]): Attempt | undefined {
  const rounds = attemptsOf(events);
  const chosen = findEvent(events, 'finished')?.attempt;
  return (
    rounds.find(({ attempt }) => attempt === chosen) ??
    (hasEnded(events) ? nearest(rounds) : undefined) ??
    rounds.findLast(({ response }) => response !== undefined) ??
    rounds.at(-1)
  );
}

function hasEnded(events: readonly StepEvent[]): boolean {
  return findEvent(events, 'finished') !== undefined || findEvent(events, 'failed') !== undefined;
}

/** Of the rounds that were verified the one with the smallest Δ, the first of equals. */
function nearest(rounds: readonly Attempt[]): Attempt | undefined {
  const delta = ({ verification }: Attempt) => verification?.verification.delta ?? Infinity;
  return rounds
    .filter(({ verification }) => verification !== undefined)
    .reduce<Attempt | undefined>(
      (best, round) => (best === undefined || delta(round) < delta(best) ? round : best),
      undefined,
    );
}

/** The option that the text which stands advises: the response's, or the answer's where there is no response. */
export function adviceOf(events: readonly StepEvent[]): string | null {
  const response = standingAttempt(events)?.response;
  return response ? response.response.optionId : (findEvent(events, 'answer')?.optionId ?? null);
}

/** What a run was asked to do, or undefined for a list of events that does not begin as a run does. */
export function configOf(events: readonly StepEvent[]): RunConfig | undefined {
  return findEvent(events, 'started')?.config;
}

/** The fields that a list of runs shows, read from the events. */
export function summarise(events: readonly StepEvent[]): RunSummary {
  const config = configOf(events);
  const finished = findEvent(events, 'finished');
  return {
    question: config?.question.text ?? '',
    method: config?.method ?? '',
    profile: config?.profileName ?? '',
    ...(config ? { target: config.target, valueSystemId: config.valueSystemId } : {}),
    ...(config?.model ? { model: config.model.name, assignment: config.assignment } : {}),
    deltaBefore: findEvent(events, 'intervention')?.intervention.delta ?? null,
    deltaAfter: standingAttempt(events)?.verification?.verification.delta ?? null,
    outcome: finished?.outcome ?? (findEvent(events, 'failed') ? 'failed' : 'unfinished'),
  };
}

/** A run ready to be stored. */
export function toRun(id: string, events: readonly StepEvent[]): Run {
  return {
    kind: 'run',
    version: 1,
    id,
    startedAt: events[0]?.at ?? 0,
    summary: summarise(events),
    events: [...events],
  };
}
