import { describe, expect, it } from 'vitest';
import { learnerSettingsSchema } from '../domain/discovery/learner-settings';
import { simulateLinear, randomDag } from '../domain/discovery/simulate';
import { seededRandom } from '../domain/random';
import { type DiscoveryWorker, falsifyInWorker, learnInWorker } from './discovery-client';
import { runDiscoveryJob } from './discovery-job';
import { discoveryTaskSchema, type DiscoveryProgress } from './discovery-protocol';

/** The worker's own code on the page's side of the fence: messages are cloned, and arrive later. */
function workerHere(answer?: unknown) {
  const listeners = new Map<string, (event: MessageEvent<unknown>) => void>();
  const state = { terminated: 0, listeners };
  let clock = 0;
  const worker: DiscoveryWorker = {
    postMessage(message) {
      const deliver = (data: unknown) =>
        queueMicrotask(() => {
          if (state.terminated === 0)
            listeners.get('message')?.(new MessageEvent('message', { data: structuredClone(data) }));
        });
      if (answer !== undefined) return deliver(answer);
      runDiscoveryJob(discoveryTaskSchema.parse(structuredClone(message)), {
        post: deliver,
        now: () => (clock += 30),
      });
    },
    addEventListener: (type: string, listener: (event: MessageEvent<unknown>) => void) =>
      void listeners.set(type, listener),
    terminate: () => void state.terminated++,
  };
  return { worker, state };
}

const data = simulateLinear(randomDag(6, 0.4, seededRandom(1)), 400, seededRandom(2));
const settings = learnerSettingsSchema.parse({ method: 'pc' });

describe('learning in a worker', () => {
  it('gives the graph and its frequencies, with progress that never falls, and ends the worker', async () => {
    const { worker, state } = workerHere();
    const seen: DiscoveryProgress[] = [];
    const outcome = await learnInWorker(
      { data, settings, bootstrap: { resamples: 10, seed: 1 } },
      { start: () => worker, onProgress: (progress) => seen.push(progress) },
    );
    expect(outcome.ok && outcome.value.frequencies?.resamples).toBe(10);
    expect(outcome.ok && outcome.value.graph.pdag.marks).toBeInstanceOf(Uint8Array);
    expect(seen.length).toBeGreaterThan(3);
    const shares = seen.map(({ share }) => share);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    expect(state.terminated).toBe(1);
  });

  it('says what is wrong with the data', async () => {
    const bad = { ...data, values: data.values.map((x, at) => (at === 0 ? Number.NaN : x)) };
    const outcome = await learnInWorker(
      { data: bad, settings, bootstrap: null },
      { start: () => workerHere().worker },
    );
    expect(!outcome.ok && outcome.error.columns).toEqual(['X1']);
  });

  it('can be cancelled before and during', async () => {
    const before = await learnInWorker({ data, settings, bootstrap: null }, { signal: AbortSignal.abort() });
    expect(!before.ok && before.error.message).toContain('cancelled');
    const { worker, state } = workerHere();
    const controller = new AbortController();
    const during = await learnInWorker(
      { data, settings, bootstrap: { resamples: 10, seed: 1 } },
      { start: () => worker, signal: controller.signal, onProgress: () => controller.abort() },
    );
    expect(!during.ok && during.error.message).toContain('cancelled');
    expect(state.terminated).toBe(1);
  });

  it.each([['error'], ['messageerror']])('survives a worker that dies (%s)', async (type) => {
    const { worker, state } = workerHere();
    const silent: DiscoveryWorker = {
      ...worker,
      postMessage: () => state.listeners.get(type)?.(new MessageEvent(type)),
    };
    const outcome = await learnInWorker({ data, settings, bootstrap: null }, { start: () => silent });
    expect(!outcome.ok && outcome.error.message).toContain('stopped unexpectedly');
  });

  it.each([[{ type: 'nonsense' }], [{ type: 'falsified', result: { verdicts: [] } }]])(
    'trusts no other answer: %j',
    async (answer) => {
      const outcome = await learnInWorker(
        { data, settings, bootstrap: null },
        { start: () => workerHere(answer).worker },
      );
      expect(!outcome.ok && outcome.error.message).toContain('stopped unexpectedly');
    },
  );

  it('says so where no worker can be started', async () => {
    const start = (): DiscoveryWorker => {
      throw new Error('blocked');
    };
    expect((await learnInWorker({ data, settings, bootstrap: null }, { start })).ok).toBe(false);
  });
});

it('puts implications to the data in a worker', async () => {
  const outcome = await falsifyInWorker(
    {
      data,
      implications: [{ x: 'X1', y: 'X2', given: ['X3'] }],
      alpha: 0.05,
      scale: 'linear',
      singular: 'refuse',
      shuffled: 40,
      seed: 1,
    },
    { start: () => workerHere().worker },
  );
  expect(outcome.ok && outcome.value.shuffled).toBe(40);
});
