import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attributionOf,
  configFor,
  scriptedReasoner,
  threeValues,
} from '../../tests/fixtures/runs/scripted-reasoner';
import { attemptsOf, findEvent } from '../domain/runs/read-run';
import { stepEventSchema, type RunConfig, type StepEvent } from '../domain/runs/step-event';
import { collect } from './check-config';
import type { MethodContext } from './method';
import { METHODS } from './methods';
import type { Reasoner } from './reasoner';
import { resumeRun } from './resume';

/** What a text shows follows from its seed, so that a resumed run must ask with the seeds that it would have had. */
function bySeed(): { reasoner: Reasoner; asked: string[] } {
  const by = { reasoner: 'llm', label: 'seeded' } as const;
  const asked: string[] = [];
  const level = (text: string) => 1 + ([...text].reduce((sum, c) => sum + c.charCodeAt(0), 0) % 40) / 10;
  const reasoner: Reasoner = {
    ...scriptedReasoner({}, []).reasoner,
    answer: async () => {
      asked.push('answer');
      return { value: { text: 'The answer.', optionId: null, because: '' }, by };
    },
    attribute: async (text) => {
      asked.push('attribute');
      return { value: attributionOf({ security: level(text) }).scores, by };
    },
    realise: async ({ expression }, { seed, candidate }) => {
      asked.push('realise');
      const text = `Response ${seed}, ${candidate ?? 1}, ${JSON.stringify(expression.emphasis)}.`;
      return { value: { text, optionId: null, because: '' }, by };
    },
    judge: async (text) => {
      asked.push('judge');
      return { value: attributionOf({ security: level(text) }), by };
    },
  };
  return { reasoner, asked };
}

const steady = (config: RunConfig, reasoner: Reasoner): MethodContext => ({
  config,
  valueSystem: threeValues,
  reasoner,
  now: () => 0,
});
const whole = (config: RunConfig) => collect(METHODS[config.method].run(steady(config, bySeed().reasoner)));
/** As it comes back from storage. */
const stored = (events: readonly StepEvent[]) =>
  events.map((event) => stepEventSchema.parse(JSON.parse(JSON.stringify(event))));

describe('a run that goes on', () => {
  it('is the same run, wherever it was cut', async () => {
    const settings = fc.record({
      method: fc.constantFrom('couple' as const, 'raw' as const),
      candidates: fc.integer({ min: 1, max: 3 }),
      maxAttempts: fc.integer({ min: 1, max: 5 }),
      theta: fc.constantFrom(0, 0.5, 5),
      seed: fc.integer({ min: 0, max: 1000 }),
    });
    await fc.assert(
      fc.asyncProperty(settings, fc.nat(), async (change, place) => {
        const config = configFor(change);
        const all = await whole(config);
        const cut = 1 + (place % all.length);
        const { reasoner } = bySeed();
        const again = await collect(resumeRun(stored(all.slice(0, cut)), steady(config, reasoner)));
        expect(again).toEqual(all);
      }),
    );
  });

  it('asks for nothing that is there', async () => {
    const config = configFor({ theta: 0, maxAttempts: 2 });
    const all = await whole(config);
    const upToResponse = all.slice(0, all.findIndex(({ type }) => type === 'response') + 1);
    const { reasoner, asked } = bySeed();
    await collect(resumeRun(upToResponse, steady(config, reasoner)));
    expect(asked).toEqual(['judge', 'realise', 'judge']);
  });

  it('goes on where it was stopped or failed, and leaves a finished one as it is', async () => {
    const config = configFor({ theta: 0, maxAttempts: 1 });
    const all = await whole(config);
    const at = all.findIndex(({ type }) => type === 'concepts');
    const end = { kind: 'step-event', version: 1, seq: at + 1, at: 5, tookMs: 5 } as const;
    const stopped: StepEvent = { ...end, type: 'finished', outcome: 'stopped', attempt: null };
    const failed: StepEvent = { ...end, type: 'failed', step: 'response', message: 'The GPU is gone.' };
    for (const last of [stopped, failed]) {
      const events = [...all.slice(0, at + 1), last];
      expect(await collect(resumeRun(events, steady(config, bySeed().reasoner)))).toEqual(all);
    }
    const { reasoner, asked } = bySeed();
    expect(await collect(resumeRun(all, steady(config, reasoner)))).toEqual(all);
    expect(asked).toEqual([]);
  });

  it('says so where the stored steps are not those of its settings, and keeps them', async () => {
    const all = await whole(configFor({ theta: 0, maxAttempts: 2 }));
    const [started, answer] = all;
    const strange: StepEvent[] = [started, answer, { ...answer, seq: 2 }];
    const again = await collect(resumeRun(strange, steady(configFor(), bySeed().reasoner)));
    expect(again.slice(0, 3)).toEqual(strange);
    expect(again[3]).toMatchObject({
      type: 'failed',
      seq: 3,
      message: expect.stringContaining('can’t be continued'),
    });
    await expect(collect(resumeRun([answer], steady(configFor(), bySeed().reasoner)))).rejects.toThrow(
      /no events of a run/,
    );
  });
});

describe('several responses a round', () => {
  it('are written with seeds of their own, judged, and corrected from the best', async () => {
    const seeds: [number, number | undefined][] = [];
    const { reasoner, emphases } = scriptedReasoner({ security: 1 }, [
      { security: 2 },
      { security: 4 },
      { security: 3 },
      { security: 1 },
    ]);
    const watched: Reasoner = {
      ...reasoner,
      realise: (input, context) => {
        seeds.push([context.seed, context.candidate]);
        return reasoner.realise(input, context);
      },
    };
    const config = configFor({ theta: 0, maxAttempts: 4, candidates: 2 });
    const events = await collect(METHODS.couple.run(steady(config, watched)));
    expect(attemptsOf(events).map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
    expect(seeds.map(([, candidate]) => candidate)).toEqual([undefined, 2, undefined, 2]);
    expect(seeds[0][0]).toBe(config.seed);
    expect(seeds[1][0]).not.toBe(config.seed);
    // The best of the first round showed 4 of 5: emphasis 5 + 1.
    expect(emphases).toEqual([{ security: 5 }, { security: 5 }, { security: 6 }, { security: 6 }]);
    expect(findEvent(events, 'finished')).toMatchObject({ attempt: 2 });
  });

  it('end with the first that is within θ, and never go over the budget', async () => {
    const { reasoner } = scriptedReasoner({ security: 1 }, [{ security: 5 }]);
    const passed = await collect(METHODS.couple.run(steady(configFor({ candidates: 3 }), reasoner)));
    expect(attemptsOf(passed)).toHaveLength(1);
    const poor = scriptedReasoner(
      { security: 1 },
      Array.from({ length: 4 }, () => ({ security: 2 })),
    );
    const config = configFor({ theta: 0, candidates: 3, maxAttempts: 4 });
    expect(attemptsOf(await collect(METHODS.couple.run(steady(config, poor.reasoner))))).toHaveLength(4);
  });
});

describe('what was being written', () => {
  const writing = (end: () => never): Reasoner => ({
    ...scriptedReasoner({ security: 1 }, []).reasoner,
    realise: async (_, { onCall }) => {
      const call = { primitive: 'realise', about: null, phase: 'decode', tokens: 3, callsLeft: 1 } as const;
      onCall?.({ ...call, text: 'I would wait' });
      onCall?.({ ...call, about: 'option', text: '' });
      return end();
    },
  });

  it('is kept when the run is stopped or fails', async () => {
    const abort = new AbortController();
    const stopping = writing(() => {
      abort.abort();
      throw abort.signal.reason;
    });
    const stopped = await collect(
      METHODS.couple.run({ ...steady(configFor(), stopping), signal: abort.signal }),
    );
    const partial = { primitive: 'realise', text: 'I would wait' };
    expect(findEvent(stopped, 'finished')).toMatchObject({ outcome: 'stopped', partial });
    const failing = writing(() => {
      throw new Error('The GPU is gone.');
    });
    const failed = await collect(METHODS.couple.run(steady(configFor(), failing)));
    expect(findEvent(failed, 'failed')).toMatchObject({ step: 'response', partial });
    for (const event of [...stopped, ...failed]) expect(stepEventSchema.parse(event)).toEqual(event);
  });

  it('is not what an earlier step wrote', async () => {
    const { reasoner } = scriptedReasoner({ security: 1 }, []);
    const failing: Reasoner = {
      ...reasoner,
      answer: (context) => {
        context.onCall?.({
          primitive: 'answer',
          about: null,
          phase: 'decode',
          text: 'The answer',
          tokens: 2,
          callsLeft: 0,
        });
        return reasoner.answer(context);
      },
      attribute: () => Promise.reject(new Error('No.')),
    };
    const events = await collect(METHODS.couple.run(steady(configFor(), failing)));
    expect(findEvent(events, 'failed')).not.toHaveProperty('partial');
  });
});
