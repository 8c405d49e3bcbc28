import { findEvent } from '../domain/runs/read-run';
import { PRIMITIVES, type Primitive } from '../domain/runs/primitive';
import type { Performer, RunConfig, StepEvent, StepType } from '../domain/runs/step-event';
import type { CallUnderWay } from '../pipeline/reasoner';

/** One time that a language model served a primitive: the calls it took, and their milliseconds in sum. */
export interface Served {
  readonly primitive: Primitive;
  readonly calls: number;
  readonly ms: number;
}

/** What the primitives of a run took, read from the costs that its events keep. */
export function servedIn(events: readonly StepEvent[]): Served[] {
  const of = (primitive: Primitive, by: Performer | undefined): Served[] =>
    by?.cost ? [{ primitive, calls: by.cost.calls, ms: by.cost.prefillMs + by.cost.decodeMs }] : [];
  return events.flatMap((event) => {
    if (event.type === 'answer') return of('answer', event.by);
    if (event.type === 'attribution')
      return [...of('extract', event.conceptsBy), ...of('attribute', event.by)];
    if (event.type === 'concepts') return of('predict', event.by);
    if (event.type === 'response') return of('realise', event.by);
    if (event.type === 'verification') return of('judge', event.by);
    return [];
  });
}

/** What a method asks a reasoner for, in order; COUPLE comes back to its fourth for each further response. */
const PLAN: Readonly<Record<RunConfig['method'], readonly Primitive[]>> = {
  raw: ['answer', 'judge'],
  couple: ['answer', 'extract', 'attribute', 'predict', 'realise', 'judge'],
};

const AFTER: Readonly<Record<StepType, Primitive | null>> = {
  started: 'answer',
  answer: 'extract',
  attribution: 'predict',
  intervention: 'predict',
  concepts: 'realise',
  response: 'judge',
  verification: 'predict',
  finished: null,
  failed: null,
};

/** The primitives from the one under way on, to the end of this response; those that the language model serves. */
export function primitivesToCome(
  config: RunConfig,
  events: readonly StepEvent[],
  call: CallUnderWay | null,
): Primitive[] {
  const last = events.at(-1);
  const next = call?.primitive ?? (last ? AFTER[last.type] : 'answer');
  if (next === null) return [];
  const keeps = findEvent(events, 'intervention')?.intervention.decision === 'keep';
  return PLAN[config.method].filter(
    (primitive) =>
      PRIMITIVES.indexOf(primitive) >= PRIMITIVES.indexOf(next) &&
      config.assignment[primitive] === 'llm' &&
      (!keeps || primitive === 'judge'),
  );
}

/** How many values play a part in most texts, where nobody has read this one yet. */
const VALUES_AT_WORK = 4;

/** How many calls a primitive takes before anybody has counted them. `values`: those of the value system. */
function usualCalls(primitive: Primitive, config: RunConfig, values: number): number {
  const advice = config.question.options.length > 0 ? 1 : 0;
  // Which values play a part is asked once of the answer, by whoever reads it first.
  const gate = config.assignment.extract === 'llm' ? 0 : 1;
  const atWork = Math.min(VALUES_AT_WORK, values);
  const usual: Record<Primitive, number> = {
    answer: 1 + advice,
    extract: 2,
    attribute: gate + atWork,
    predict: 1,
    realise: 1 + advice,
    // The values with their sentences in one call, and one for the priority of each.
    judge: 1 + atWork,
  };
  return usual[primitive];
}

export interface Forecast {
  /** Calls after the one under way, to the end of this response. */
  readonly calls: number;
  /** Milliseconds to the same end, or null where no call has ended yet that it could be told from. */
  readonly ms: number | null;
}

/** What is known of a run under way. */
export interface Sofar {
  readonly config: RunConfig;
  readonly values: number;
  readonly events: readonly StepEvent[];
  readonly call: CallUnderWay | null;
  /** How long the call under way has taken, in milliseconds. */
  readonly elapsed: number;
  /** What was served before: in this run, in its step under way, and in runs of the same model before it. */
  readonly served: readonly Served[];
}

/**
 * Calls and time to come, from the means of what the same primitives took before; where one was never served, a call of it
 * is taken to be as long as the mean of all. It ends with the response under way: nobody knows whether it will be the last.
 */
export function forecast({ config, values, events, call, elapsed, served }: Sofar): Forecast {
  const of = (primitive: Primitive) => served.filter((one) => one.primitive === primitive);
  const meanMs = (list: readonly Served[]) => ratio(sum(list, 'ms'), sum(list, 'calls'));
  const callMs = (primitive: Primitive) => meanMs(of(primitive)) ?? meanMs(served);
  const toCome = primitivesToCome(config, events, call).map((primitive) => {
    if (primitive === call?.primitive) return { primitive, calls: call.callsLeft };
    const known = of(primitive);
    const calls = ratio(sum(known, 'calls'), known.length) ?? usualCalls(primitive, config, values);
    return { primitive, calls };
  });
  const calls = toCome.reduce((total, part) => total + part.calls, 0);
  const now = call ? Math.max(0, (callMs(call.primitive) ?? 0) - elapsed) : 0;
  const ms = toCome.reduce<number | null>((total, part) => {
    const each = callMs(part.primitive);
    return total === null || each === null ? null : total + each * part.calls;
  }, now);
  return { calls: Math.round(calls), ms: served.length === 0 ? null : ms };
}

const sum = (list: readonly Served[], key: 'calls' | 'ms') =>
  list.reduce((total, one) => total + one[key], 0);
const ratio = (total: number, by: number) => (by === 0 ? null : total / by);
