import type { Primitive } from '../../../domain/runs/primitive';
import type { CallCost, StepEvent } from '../../../domain/runs/step-event';
import { counted } from '../../../domain/text/format-number';
import type { CallUnderWay } from '../../../pipeline/reasoner';
import type { RunChange } from '../../../state/run-changes';
import type { Forecast } from '../../../state/run-pace';

/** What is being done while a primitive is served, as a person sees it. */
const DOING: Readonly<Record<Primitive, string>> = {
  answer: 'Writing the answer',
  extract: 'Looking for value concepts in the answer',
  attribute: 'Rating the values of the answer',
  predict: 'Choosing what the response will say',
  realise: 'Writing the response',
  judge: 'Verifying the response',
};

const STEP: Readonly<Record<Primitive, string>> = {
  answer: 'Step 1',
  extract: 'Step 2',
  attribute: 'Step 2',
  predict: 'Step 4',
  realise: 'Step 5',
  judge: 'Step 5',
};

/** What runs now: "Step 2: Rating the values of the answer". It changes with the step, not with every token. */
export function doingWords(primitive: Primitive | null): string {
  return primitive === null ? 'Getting ready' : `${STEP[primitive]}: ${DOING[primitive]}`;
}

/** "Security · 34 tokens, 15 tokens/s", or that the prompt is being read. `speed` in tokens a second. */
export function callWords({ about, phase, tokens }: CallUnderWay, speed: number | null): string {
  const pace = speed === null || tokens < 3 ? '' : `, ${speedWords(speed)}`;
  const done = phase === 'prefill' ? 'reading the prompt' : `${counted(tokens, 'token')}${pace}`;
  return about === null ? done : `${about} · ${done}`;
}

/** "0.6 tokens/s" or "15 tokens/s". */
export function speedWords(tokensPerSecond: number): string {
  return `${tokensPerSecond < 9.95 ? tokensPerSecond.toFixed(1) : Math.round(tokensPerSecond)} tokens/s`;
}

/** What is still to come of this response: "about 12 more calls, about 40 seconds". */
export function forecastWords({ calls, ms }: Forecast): string {
  const more = calls === 0 ? 'this is the last call' : `about ${counted(calls, 'more call')}`;
  return ms === null ? `${more}; nobody knows yet how long they take` : `${more}, about ${durationWords(ms)}`;
}

/** A length of time as rough as it is known: "5 seconds", "40 seconds", "3 minutes", "2 hours". */
export function durationWords(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 57.5) return `${Math.max(5, Math.round(seconds / 5) * 5)} seconds`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? counted(minutes, 'minute') : counted(Math.round(minutes / 60), 'hour');
}

/** How long something took, exactly: "640 ms", "4.2 s", "2 min 5 s". */
export function tookWords(ms: number): string {
  if (ms < 1) return 'under 1 ms';
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Everything that a run's language-model calls cost: "14 calls, 96 tokens written in 18.4 s."; empty where there were none. */
export function costSentence(events: readonly StepEvent[]): string {
  const costs = events.flatMap((event) => [
    ...('by' in event && event.by.cost ? [event.by.cost] : []),
    ...(event.type === 'attribution' && event.conceptsBy?.cost ? [event.conceptsBy.cost] : []),
  ]);
  if (costs.length === 0) return '';
  const sum = (read: (cost: CallCost) => number) => costs.reduce((total, cost) => total + read(cost), 0);
  const took = tookWords(sum(({ prefillMs, decodeMs }) => prefillMs + decodeMs));
  const calls = counted(
    sum(({ calls }) => calls),
    'call',
  );
  return `${calls}, ${counted(
    sum(({ completion }) => completion),
    'token',
  )} written in ${took}.`;
}

/** Up to where a run came that ended early: "after step 2 (Attribution)". */
export function reachedWords(events: readonly StepEvent[]): string {
  const end = events.at(-1);
  const partial = end?.type === 'finished' || end?.type === 'failed' ? end.partial : undefined;
  if (partial?.primitive === 'answer') return 'while the answer was being written';
  if (partial?.primitive === 'realise') return 'while the response was being written';
  const last = events.findLast(({ type }) => type !== 'finished' && type !== 'failed');
  switch (last?.type) {
    case 'answer':
      return 'after step 1 (Answer)';
    case 'attribution':
      return 'after step 2 (Attribution)';
    case 'intervention':
      return 'after step 3 (Intervention)';
    case 'concepts':
      return 'after step 4 (Concepts), before the response was written';
    case 'response':
      return 'after the response was written, before it was verified';
    case 'verification':
      return 'after step 5 (Response), before the next attempt';
    default:
      return 'before step 1 (Answer) was done';
  }
}

const OLDER: Readonly<Record<RunChange, string>> = {
  question: 'another question',
  dial: 'the older dial',
  graph: 'another graph',
  settings: 'other settings',
  who: 'another division of the work',
};

/** "The text is of the older dial and other settings." */
export function olderSentence(changes: readonly RunChange[]): string {
  const parts = changes.map((change) => OLDER[change]);
  const list =
    parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;
  return `The text is of ${list}.`;
}

/** What screen readers hear when a step ends; null for an event that says nothing new. */
export function stepDone(event: StepEvent | undefined): string {
  switch (event?.type) {
    case 'answer':
      return 'Step 1, Answer, is done.';
    case 'attribution':
      return 'Step 2, Attribution, is done.';
    case 'intervention':
      return 'Step 3, Intervention, is done.';
    case 'concepts':
      return 'Step 4, Concepts, is done.';
    case 'response':
      return 'The response is written.';
    case 'verification':
      return 'Step 5: the response is verified.';
    case 'finished':
      return event.outcome === 'stopped' ? 'The run was stopped.' : 'The run is finished.';
    case 'failed':
      return event.message;
    default:
      return '';
  }
}
