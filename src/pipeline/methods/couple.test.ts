import { describe, expect, it } from 'vitest';
import {
  configFor,
  scriptedReasoner,
  threeGraph,
  threeValues,
} from '../../../tests/fixtures/runs/scripted-reasoner';
import { attemptsOf, findEvent, standingAttempt, summarise } from '../../domain/runs/read-run';
import { stepEventSchema, type RunConfig } from '../../domain/runs/step-event';
import { collect } from '../check-config';
import type { Reasoner } from '../reasoner';
import { couple } from './couple';
import { raw } from './raw';

function run(reasoner: Reasoner, change: Partial<RunConfig> = {}, signal?: AbortSignal) {
  let clock = 1000;
  const now = () => (clock += 10);
  const method = change.method === 'raw' ? raw : couple;
  return collect(method.run({ config: configFor(change), valueSystem: threeValues, reasoner, now, signal }));
}

describe('COUPLE', () => {
  it('keeps an answer that is within θ of the target', async () => {
    const { reasoner } = scriptedReasoner({ security: 4.5 }, []);
    const events = await run(reasoner);
    expect(events.map(({ type }) => type)).toEqual([
      'started',
      'answer',
      'attribution',
      'intervention',
      'verification',
      'finished',
    ]);
    expect(findEvent(events, 'intervention')?.intervention).toMatchObject({ delta: 0.5, decision: 'keep' });
    expect(findEvent(events, 'finished')).toMatchObject({ outcome: 'kept', attempt: null });
  });

  it('intervenes over θ, and keeps the noise of the answer while it predicts', async () => {
    // x' = (2, 3, 4): u = (2, 3 − 1, 4 + 1) = (2, 2, 5). do(Security = 5): (5, 2 + 2.5, 5 − 2.5) = (5, 4.5, 2.5).
    const { reasoner } = scriptedReasoner({ security: 2, conformity: 3, stimulation: 4 }, [
      { security: 4.5 },
    ]);
    const { effects, delta, decision } = findEvent(await run(reasoner), 'intervention')?.intervention ?? {};
    expect({ delta, decision }).toEqual({ delta: 3, decision: 'intervene' });
    const after = Object.fromEntries(effects?.map(({ valueId, after: level }) => [valueId, level]) ?? []);
    const noise = Object.fromEntries(effects?.map(({ valueId, noise: u }) => [valueId, u]) ?? []);
    expect(after).toEqual({ security: 5, conformity: 4.5, stimulation: 2.5 });
    expect(noise).toEqual({ security: 2, conformity: 2, stimulation: 5 });
  });

  it('counts a set value that plays no part as 1', async () => {
    const { reasoner } = scriptedReasoner({}, [{ security: 5 }]);
    const plan = findEvent(await run(reasoner), 'intervention')?.intervention;
    expect(plan?.deviations).toEqual([
      { valueId: 'security', observed: 1, target: 5, distance: 4, absent: true },
    ]);
  });

  it('stops at the first response within θ', async () => {
    const { reasoner } = scriptedReasoner({ security: 1 }, [
      { security: 3 },
      { security: 4.2 },
      { security: 5 },
    ]);
    const events = await run(reasoner);
    expect(attemptsOf(events)).toHaveLength(2);
    expect(findEvent(events, 'finished')).toMatchObject({ outcome: 'steered', attempt: 2 });
  });

  it('shows the nearest response where none is within θ, not the last', async () => {
    const { reasoner } = scriptedReasoner({ security: 5 }, [
      { security: 1.2 },
      { security: 4.4 },
      { security: 4.9 },
    ]);
    const events = await run(reasoner, { target: { security: 3 } });
    expect(attemptsOf(events)).toHaveLength(3);
    expect(standingAttempt(events)).toMatchObject({ attempt: 2 });
    expect(standingAttempt(events)?.verification?.verification).toMatchObject({ passed: false });
    expect(standingAttempt(events)?.verification?.verification.delta).toBeCloseTo(1.4, 12);
  });

  it('asks for more of what came out too low', async () => {
    const { reasoner, emphases } = scriptedReasoner({ security: 1 }, [
      { security: 3 },
      { security: 3 },
      { security: 3 },
    ]);
    await run(reasoner);
    // 5, then 5 + (5 − 3) = 7, which the bound of 6 cuts.
    expect(emphases).toEqual([{ security: 5 }, { security: 6 }, { security: 6 }]);
  });

  it('gives events that the schema reads, numbered and timed', async () => {
    const { reasoner } = scriptedReasoner({ security: 1 }, [{ security: 5 }]);
    const events = await run(reasoner);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at));
    for (const event of events)
      expect(stepEventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
    expect(summarise(events)).toMatchObject({
      question: 'Which way?',
      deltaBefore: 4,
      deltaAfter: 0,
      outcome: 'steered',
    });
  });

  it('ends as stopped when it is aborted, with what was done', async () => {
    const abort = new AbortController();
    const { reasoner } = scriptedReasoner({ security: 1 }, [{ security: 5 }]);
    const stopping: Reasoner = {
      ...reasoner,
      predictConcepts: (input, context) => {
        abort.abort();
        context.signal?.throwIfAborted();
        return reasoner.predictConcepts(input, context);
      },
    };
    const events = await run(stopping, {}, abort.signal);
    expect(events.map(({ type }) => type)).toEqual([
      'started',
      'answer',
      'attribution',
      'intervention',
      'finished',
    ]);
    expect(findEvent(events, 'finished')?.outcome).toBe('stopped');
  });

  it('ends as failed with the step and the reason, and keeps what was done', async () => {
    const { reasoner } = scriptedReasoner({ security: 1 }, [{ security: 5 }]);
    const failing: Reasoner = { ...reasoner, realise: () => Promise.reject(new Error('The words ran out.')) };
    const events = await run(failing);
    expect(events.map(({ type }) => type)).toContain('concepts');
    expect(findEvent(events, 'failed')).toMatchObject({
      step: 'response',
      message: expect.stringContaining('words ran out'),
    });
  });

  it('fails at the intervention, in words, when the graph has a cycle', async () => {
    const cyclic = {
      ...threeGraph,
      edges: [
        ...threeGraph.edges,
        { from: 'conformity', to: 'security', weight: 0.2, status: 'own' as const },
      ],
    };
    const { reasoner } = scriptedReasoner({ security: 1 }, [{ security: 5 }]);
    const failed = findEvent(await run(reasoner, { graph: cyclic }), 'failed');
    expect(failed).toMatchObject({
      step: 'intervention',
      message: expect.stringContaining('run in a circle'),
    });
  });
});

describe('the raw answer', () => {
  it('is measured and left as it is', async () => {
    const { reasoner } = scriptedReasoner({ security: 2 }, []);
    const events = await run(reasoner, { method: 'raw' });
    expect(events.map(({ type }) => type)).toEqual([
      'started',
      'answer',
      'attribution',
      'verification',
      'finished',
    ]);
    expect(findEvent(events, 'verification')?.verification).toMatchObject({ delta: 3, passed: false });
    expect(findEvent(events, 'finished')).toMatchObject({ outcome: 'unsteered' });
  });
});
