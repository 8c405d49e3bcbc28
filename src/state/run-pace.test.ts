import { describe, expect, it } from 'vitest';
import { configFor } from '../../tests/fixtures/runs/scripted-reasoner';
import { SMALL_MODEL } from '../../tests/fixtures/runs/slow-reasoner';
import type { Assignment } from '../domain/runs/primitive';
import type { Performer, RunConfig, StepEvent } from '../domain/runs/step-event';
import type { CallUnderWay } from '../pipeline/reasoner';
import { forecast, primitivesToCome, servedIn, type Sofar } from './run-pace';

const ALL: Assignment = {
  answer: 'llm',
  extract: 'llm',
  attribute: 'llm',
  predict: 'llm',
  realise: 'llm',
  judge: 'llm',
};
const stamp = { kind: 'step-event', version: 1, seq: 0, at: 0, tookMs: 0 } as const;
const cost = (calls: number, ms: number) => ({
  calls,
  prompt: 1,
  cached: 0,
  completion: 1,
  prefillMs: ms / 2,
  decodeMs: ms / 2,
});
const by = (calls: number, ms: number): Performer => ({
  reasoner: 'llm',
  label: 'Small',
  cost: cost(calls, ms),
});
const started = (config: RunConfig): StepEvent => ({ ...stamp, type: 'started', config });
const answer: StepEvent = {
  ...stamp,
  type: 'answer',
  by: by(1, 1000),
  text: 't',
  optionId: null,
  because: '',
};
const attribution: StepEvent = {
  ...stamp,
  type: 'attribution',
  by: by(4, 800),
  conceptsBy: by(2, 600),
  attribution: { scores: [], concepts: [] },
  style: { words: 1, sentences: 1, person: 'first', register: 'plain' },
};
const call = (change: Partial<CallUnderWay>): CallUnderWay => ({
  primitive: 'answer',
  about: null,
  phase: 'decode',
  text: '',
  tokens: 1,
  callsLeft: 0,
  ...change,
});

const config = configFor({ assignment: ALL, model: SMALL_MODEL });
const sofar = (change: Partial<Sofar>): Sofar => ({
  config,
  values: 10,
  events: [started(config)],
  call: null,
  elapsed: 0,
  served: [],
  ...change,
});

describe('servedIn', () => {
  it('reads who was served from the costs of the events, and nothing from the built-in reasoner’s', () => {
    expect(servedIn([started(config), answer, attribution])).toEqual([
      { primitive: 'answer', calls: 1, ms: 1000 },
      { primitive: 'extract', calls: 2, ms: 600 },
      { primitive: 'attribute', calls: 4, ms: 800 },
    ]);
    expect(servedIn([{ ...answer, by: { reasoner: 'builtin', label: 'Built-in' } }])).toEqual([]);
  });
});

describe('primitivesToCome', () => {
  it('goes from the one under way to the end of the response, without those that need no model', () => {
    expect(primitivesToCome(config, [started(config)], null)).toEqual([
      'answer',
      'extract',
      'attribute',
      'predict',
      'realise',
      'judge',
    ]);
    const writes = configFor({ assignment: { ...ALL, extract: 'builtin', attribute: 'builtin' } });
    expect(primitivesToCome(writes, [started(writes), answer], null)).toEqual([
      'predict',
      'realise',
      'judge',
    ]);
    expect(primitivesToCome(config, [], call({ primitive: 'realise' }))).toEqual(['realise', 'judge']);
  });

  it('asks no model for concepts in a method that has none', () => {
    const raw = configFor({ method: 'raw', assignment: ALL });
    expect(primitivesToCome(raw, [started(raw), answer], null)).toEqual(['judge']);
  });

  it('is empty once the run has ended', () => {
    const finished: StepEvent = { ...stamp, type: 'finished', outcome: 'kept', attempt: null };
    expect(primitivesToCome(config, [started(config), answer, finished], null)).toEqual([]);
  });
});

describe('forecast', () => {
  it('knows no time before anything was served', () => {
    expect(forecast(sofar({ call: call({}) })).ms).toBeNull();
  });

  it('counts what the reasoner knows of the primitive under way, and takes off what the call has taken', () => {
    const served = [{ primitive: 'judge' as const, calls: 2, ms: 1000 }];
    const now = sofar({ call: call({ primitive: 'judge', callsLeft: 3 }), elapsed: 200, served });
    // Three calls of 500 ms, and 300 ms of the one under way.
    expect(forecast(now)).toEqual({ calls: 3, ms: 1800 });
    expect(forecast({ ...now, elapsed: 90_000 }).ms).toBe(1500);
  });

  it('takes the calls that a primitive took before for those that it will take', () => {
    const served = [
      { primitive: 'realise' as const, calls: 2, ms: 4000 },
      { primitive: 'judge' as const, calls: 7, ms: 700 },
    ];
    const now = sofar({ call: call({ primitive: 'realise' }), elapsed: 2000, served });
    expect(forecast(now)).toEqual({ calls: 7, ms: 700 });
  });

  it('counts the calls of a primitive that was never served by what it usually asks', () => {
    // The judge lists the values at work, four as a rule, and rates each of them.
    const judged = sofar({ call: call({ primitive: 'realise' }) });
    expect(forecast(judged).calls).toBe(5);
    expect(forecast({ ...judged, values: 3 }).calls).toBe(4);
  });

  it('takes the mean of all calls for a primitive that was never served', () => {
    const served = [{ primitive: 'answer' as const, calls: 1, ms: 1000 }];
    const now = sofar({ call: call({ primitive: 'judge', callsLeft: 4 }), served });
    expect(forecast(now).ms).toBe(5000);
  });
});
