import type { Primitive } from '../../../domain/runs/primitive';
import type { EventOf, StepEvent } from '../../../domain/runs/step-event';
import type { CallUnderWay } from '../../../pipeline/reasoner';
import { shortOf } from '../../../state/run-ending';

const STEPS = ['answer', 'attribution', 'intervention', 'concepts', 'response'] as const;
export type StepId = (typeof STEPS)[number];
export type StepState = 'waiting' | 'running' | 'done' | 'failed';

const STEP_OF_PRIMITIVE: Readonly<Record<Primitive, StepId>> = {
  answer: 'answer',
  extract: 'attribution',
  attribute: 'attribution',
  predict: 'concepts',
  realise: 'response',
  judge: 'response',
};

const STEP_OF_FAILURE: Readonly<Record<EventOf<'failed'>['step'], StepId>> = {
  answer: 'answer',
  attribution: 'attribution',
  intervention: 'intervention',
  concepts: 'concepts',
  response: 'response',
  verification: 'response',
};

/** The step that comes after the last event; where a call is under way, the call knows better. */
const STEP_AFTER: Readonly<Record<StepEvent['type'], StepId | null>> = {
  started: 'answer',
  answer: 'attribution',
  attribution: 'intervention',
  intervention: 'concepts',
  concepts: 'response',
  response: 'response',
  verification: 'concepts',
  finished: null,
  failed: null,
};

/** Where each step of a run stands. A run that came to its end has done them all, also those that it needed not. */
export function stepStates(
  events: readonly StepEvent[],
  live: { readonly call: CallUnderWay | null } | null,
): Record<StepId, StepState> {
  const last = events.findLast(({ type }) => type !== 'finished' && type !== 'failed');
  const over = live === null && shortOf(events) === null;
  const now = live?.call ? STEP_OF_PRIMITIVE[live.call.primitive] : last ? STEP_AFTER[last.type] : 'answer';
  const failed =
    live === null ? events.find((event): event is EventOf<'failed'> => event.type === 'failed') : null;
  const at = over || now === null ? STEPS.length : STEPS.indexOf(now);
  const state = (step: StepId): StepState => {
    if (failed && step === STEP_OF_FAILURE[failed.step]) return 'failed';
    const place = STEPS.indexOf(step);
    if (place < at) return 'done';
    return place === at && live ? 'running' : 'waiting';
  };
  return {
    answer: state('answer'),
    attribution: state('attribution'),
    intervention: state('intervention'),
    concepts: state('concepts'),
    response: state('response'),
  };
}
