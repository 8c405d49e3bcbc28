import { configOf } from '../domain/runs/read-run';
import type { EventOf, RunConfig, StepEvent, StepType } from '../domain/runs/step-event';
import type { MethodContext } from './method';
import { METHODS } from './methods';
import type { Outcome, Reasoner } from './reasoner';

/**
 * Goes on with a run from its stored events, as after a closed tab or a lost GPU: gives the stored events as they are, then
 * the ones that were still to come. Nothing that is stored is asked for again. The end of a run that was stopped or failed
 * is left out, so that it goes on there; a run that came to its end is given as it is.
 * `events` begin with `started` and are of one run, in order.
 * @throws Error where they do not begin as a run does
 */
export async function* resumeRun(
  events: readonly StepEvent[],
  context: Omit<MethodContext, 'config'>,
): AsyncGenerator<StepEvent, void> {
  const config = configOf(events);
  if (!config)
    throw new Error('These are no events of a run: the first one, with its configuration, is missing.');
  const last = events[events.length - 1];
  if (last.type === 'finished' && last.outcome !== 'stopped') {
    yield* events;
    return;
  }
  const stored = events.filter(({ type }) => type !== 'finished' && type !== 'failed');
  const reasoner = replaying(stored, config, context.reasoner);
  let at = 0;
  for await (const event of METHODS[config.method].run({ ...context, config, reasoner })) {
    if (at < stored.length && stored[at].type !== event.type) {
      yield* stored.slice(at);
      yield notContinued(event, stored.length);
      return;
    }
    yield at < stored.length ? stored[at] : event;
    at += 1;
  }
}

/** What is stored does not lead where this program leads: it was made by another version, or changed. */
function notContinued({ at, tookMs }: StepEvent, seq: number): StepEvent {
  return {
    kind: 'step-event',
    version: 1,
    seq,
    at,
    tookMs,
    type: 'failed',
    step: 'answer',
    message:
      'This run can’t be continued: its stored steps are not the ones that its settings lead to. They are kept; start the run anew to get it whole.',
  };
}

/** Gives back what is stored, call by call, and asks `live` once nothing is left. */
function replaying(stored: readonly StepEvent[], { method }: RunConfig, live: Reasoner): Reasoner {
  const next = <T extends StepType, R>(type: T, read: (event: EventOf<T>) => Outcome<R>) => {
    const left = stored.filter((event): event is EventOf<T> => event.type === type);
    return async (ask: () => Promise<Outcome<R>>): Promise<Outcome<R>> => {
      const event = left.shift();
      return event ? read(event) : ask();
    };
  };
  const answer = next('answer', ({ by, text, optionId, because }) => ({
    value: { text, optionId, because },
    by,
  }));
  const extract = next('attribution', ({ by, conceptsBy, attribution }) => ({
    value: attribution.concepts,
    by: conceptsBy ?? by,
  }));
  const attribute = next('attribution', ({ by, attribution }) => ({ value: attribution.scores, by }));
  const predict = next('concepts', ({ by, changes }) => ({ value: changes, by }));
  const realise = next('response', ({ by, response }) => ({ value: response, by }));
  // The raw answer is attributed by the judge, and verified with the same reading.
  const judge =
    method === 'raw'
      ? next('attribution', ({ by, attribution }) => ({ value: attribution, by }))
      : next('verification', ({ by, verification }) => ({ value: verification.measured, by }));
  return {
    answer: (context) => answer(() => live.answer(context)),
    extractConcepts: (text, context) => extract(() => live.extractConcepts(text, context)),
    attribute: (text, concepts, context) => attribute(() => live.attribute(text, concepts, context)),
    predictConcepts: (input, context) => predict(() => live.predictConcepts(input, context)),
    realise: (input, context) => realise(() => live.realise(input, context)),
    judge: (text, context) => judge(() => live.judge(text, context)),
  };
}
