import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { EngineFailure } from '../engine-failure';
import type { Chunk, Message } from '../language-model';
import type { LoadedModel, LoadProgress } from '../loaded-model';
import { EngineCrash, type EngineHost } from './engine-host';
import {
  messagesArrive,
  scriptedHost,
  workerHere,
  type WorkerHere,
} from '../../../tests/fixtures/engine/worker-here';
import { loadWorkerModel } from './worker-model';

const ASK: readonly Message[] = [{ role: 'user', content: 'Is this kind?' }];
const FOREVER = new Promise<never>(() => undefined);

/** A model whose workers run these engines, one after the other. */
function modelOn(...hosts: EngineHost[]) {
  const workers: WorkerHere[] = [];
  const load = (how = {}): Promise<LoadedModel> =>
    loadWorkerModel(
      {
        makeWorker: () => {
          const worker = workerHere(hosts[workers.length] ?? scriptedHost());
          workers.push(worker);
          return worker;
        },
        model: {
          engine: 'wllama',
          id: 'tiny',
          files: [new Blob(['GGUF'])],
          contextLength: 512,
          thinks: false,
        },
        used: (facts) => ({
          id: 'tiny',
          name: 'Tiny',
          engine: 'wllama',
          revision: null,
          quantisation: null,
          reproducible: true,
          ...facts,
        }),
        capabilities: ({ contextLength }) => ({
          constraint: 'grammar',
          logprobs: true,
          maxLabels: 5,
          seed: true,
          prefixCache: 'any',
          contextLength,
          reproducible: true,
        }),
      },
      how,
    );
  return { workers, load };
}

async function read(chunks: AsyncIterable<Chunk>): Promise<Chunk[]> {
  const all: Chunk[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}
const textOf = (chunks: readonly Chunk[]): string => chunks.map(({ text }) => text).join('');

/** Something that a test opens when it is time. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

const failureOf = async (promise: Promise<unknown>): Promise<EngineFailure> => {
  const error: unknown = await promise.then(
    () => 'no error',
    (thrown: unknown) => thrown,
  );
  if (error instanceof EngineFailure) return error;
  throw new Error(`Expected an EngineFailure, not ${String(error)}.`);
};

describe('a model in a worker', () => {
  it('loads with progress and says what computes', async () => {
    const host = scriptedHost({
      load: async (model, onProgress) => {
        onProgress({ phase: 'weights', fraction: 0.5 });
        onProgress({ phase: 'shaders', fraction: null });
        return { engineVersion: model.id, backend: 'CPU, 2 threads', contextLength: 256 };
      },
    });
    const seen: LoadProgress[] = [];
    const model = await modelOn(host).load({ onProgress: (progress: LoadProgress) => seen.push(progress) });
    expect(seen).toEqual([
      { phase: 'start', fraction: null },
      { phase: 'weights', fraction: 0.5 },
      { phase: 'shaders', fraction: null },
    ]);
    expect(model.used).toMatchObject({ engineVersion: 'tiny', backend: 'CPU, 2 threads' });
    expect(model.capabilities.contextLength).toBe(256);
  });

  it('streams a text and ends it with its cost', async () => {
    const model = await modelOn().load();
    const texts: string[] = [];
    const chunks = await read(model.chat(ASK, { onProgress: ({ phase, text }) => texts.push(phase + text) }));
    expect(chunks.map(({ text }) => text)).toEqual(['Hello', ' there.', '']);
    expect(chunks.at(-1)).toMatchObject({ finish: 'stop', usage: { promptTokens: 20 } });
    expect(texts).toEqual(['prefill', 'decodeHello', 'decodeHello there.']);
  });

  it('sends the grammar of a contract, and checks the reply by it', async () => {
    const heard: unknown[] = [];
    const host = scriptedHost({
      chat: async (request, listener) => {
        heard.push(request);
        listener.chunk(request.sampling.maxTokens > 10 ? '{"kind":4}' : '{"kin', 1);
        return {
          finish: request.sampling.maxTokens > 10 ? 'stop' : 'length',
          usage: { promptTokens: 1, cachedTokens: 0, completionTokens: 1, prefillMs: 1, decodeMs: 1 },
        };
      },
    });
    const model = await modelOn(host).load();
    const contract = { name: 'kind', schema: z.object({ kind: z.number().int().min(1).max(5) }) };
    const reply = await model.json(ASK, contract, { seed: 3, temperature: 0, maxTokens: 30 });
    expect(reply).toMatchObject({ value: { kind: 4 }, text: '{"kind":4}' });
    expect(heard[0]).toMatchObject({
      messages: ASK,
      sampling: { seed: 3, temperature: 0, maxTokens: 30 },
      grammar: expect.stringContaining('root ::= "{"'),
    });
    await expect(model.json(ASK, contract, { maxTokens: 5 })).rejects.toMatchObject({
      name: 'ContractError',
      reason: 'truncated',
      text: '{"kin',
    });
  });

  it('chooses among labels, and refuses more than the engine can tell apart', async () => {
    const model = await modelOn().load();
    await expect(model.choose(ASK, ['yes', 'no'])).resolves.toMatchObject({
      probabilities: [0.5, 0.5],
      picked: 'yes',
    });
    await expect(model.choose(ASK, ['1', '2', '3', '4', '5', '6'])).rejects.toThrow('at most 5 labels');
  });

  it('serves one call at a time, in order', async () => {
    const order: string[] = [];
    const host = scriptedHost({
      chat: async ({ messages }, listener) => {
        const [{ content } = { content: '' }] = messages;
        order.push(`begin ${content}`);
        await messagesArrive();
        listener.chunk(content, 1);
        order.push(`end ${content}`);
        return {
          finish: 'stop',
          usage: { promptTokens: 1, cachedTokens: 0, completionTokens: 1, prefillMs: 1, decodeMs: 1 },
        };
      },
    });
    const model = await modelOn(host).load();
    const texts = await Promise.all(
      ['a', 'b', 'c'].map(async (content) => textOf(await read(model.chat([{ role: 'user', content }])))),
    );
    expect(texts).toEqual(['a', 'b', 'c']);
    expect(order).toEqual(['begin a', 'end a', 'begin b', 'end b', 'begin c', 'end c']);
  });
});

describe('stopping', () => {
  it('ends the caller’s call at once, and lets the next one wait for the engine', async () => {
    const stopped = gate();
    const events: string[] = [];
    let calls = 0;
    const host = scriptedHost({
      chat: async (_request, listener, signal) => {
        const call = (calls += 1);
        events.push(`call ${call}`);
        listener.chunk(`from ${call}`, 1);
        if (call === 1) {
          signal.addEventListener('abort', () => events.push('asked to stop'));
          await stopped.opened;
          // Too late: nobody may hear it.
          listener.chunk('stale', 2);
          events.push('stopped');
        }
        return {
          finish: 'stop',
          usage: { promptTokens: 1, cachedTokens: 0, completionTokens: 1, prefillMs: 1, decodeMs: 1 },
        };
      },
    });
    const model = await modelOn(host).load();
    const controller = new AbortController();
    const first = read(
      model.chat(ASK, { signal: controller.signal, onProgress: ({ text }) => text && controller.abort() }),
    );
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    const second = read(model.chat(ASK));
    await messagesArrive();
    expect(events).toEqual(['call 1', 'asked to stop']);
    stopped.open();
    expect(textOf(await second)).toBe('from 2');
    expect(events).toEqual(['call 1', 'asked to stop', 'stopped', 'call 2']);
  });

  it('never begins a call that was stopped while it waited', async () => {
    const go = gate();
    const heard: string[] = [];
    const host = scriptedHost({
      choose: async ({ messages, labels }) => {
        heard.push(messages[0]?.content ?? '');
        await go.opened;
        return {
          probabilities: labels.map(() => 0.5),
          picked: 'yes',
          usage: { promptTokens: 1, cachedTokens: 0, completionTokens: 1, prefillMs: 1, decodeMs: 1 },
        };
      },
    });
    const model = await modelOn(host).load();
    const choose = (content: string, signal?: AbortSignal) =>
      model.choose([{ role: 'user', content }], ['yes', 'no'], signal ? { signal } : {});
    const controller = new AbortController();
    const one = choose('one');
    const two = choose('two', controller.signal);
    const three = choose('three');
    controller.abort();
    await expect(two).rejects.toMatchObject({ name: 'AbortError' });
    go.open();
    await Promise.all([one, three]);
    expect(heard).toEqual(['one', 'three']);
    await expect(choose('four', AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('never makes a call that was given up while a new worker was started for it', async () => {
    const loaded = gate();
    let chats = 0;
    const successor = scriptedHost({
      load: async () => {
        await loaded.opened;
        return { engineVersion: '1.0', backend: 'CPU, 1 thread', contextLength: 512 };
      },
      chat: () => {
        chats += 1;
        return FOREVER;
      },
    });
    const { load, workers } = modelOn(scriptedHost({ chat: () => FOREVER }), successor);
    const model = await load();
    const controller = new AbortController();
    const reading = read(model.chat(ASK, { signal: controller.signal }));
    await messagesArrive();
    workers[0]?.fail('error');
    await messagesArrive();
    controller.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    loaded.open();
    await expect(model.choose(ASK, ['yes', 'no'])).resolves.toMatchObject({ picked: 'yes' });
    expect(chats).toBe(0);
  });

  it('stops the engine when nobody reads on', async () => {
    const stopped = gate();
    const host = scriptedHost({
      chat: async (_request, listener, signal) => {
        signal.addEventListener('abort', stopped.open);
        for (let token = 1; !signal.aborted; token += 1) {
          listener.chunk('word ', token);
          await messagesArrive();
        }
        throw new Error('interrupted');
      },
    });
    const model = await modelOn(host).load();
    for await (const { text } of model.chat(ASK)) {
      expect(text).toBe('word ');
      break;
    }
    await stopped.opened;
  });

  it('ends a load with its worker', async () => {
    const { load, workers } = modelOn(scriptedHost({ load: () => FOREVER }));
    const controller = new AbortController();
    const loading = load({ signal: controller.signal });
    await messagesArrive();
    controller.abort();
    await expect(loading).rejects.toMatchObject({ name: 'AbortError' });
    expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
  });

  it('unloads: calls under way end, and later ones say why they can’t be', async () => {
    let unloaded = 0;
    const host = scriptedHost({
      chat: async (_request, _listener, signal) => {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        throw new Error('interrupted');
      },
      unload: async () => void (unloaded += 1),
    });
    const { load, workers } = modelOn(host);
    const model = await load();
    const call = expect(read(model.chat(ASK))).rejects.toMatchObject({ name: 'AbortError' });
    await messagesArrive();
    await model.unload();
    await call;
    expect(unloaded).toBe(1);
    expect(workers[0]?.terminated).toBe(true);
    expect((await failureOf(read(model.chat(ASK)))).message).toContain('no longer loaded');
  });
});

describe('a worker that fails', () => {
  it('is told apart by its words, and the load does not go on', async () => {
    const { load, workers } = modelOn(
      scriptedHost({ load: () => Promise.reject(new Error('Unable to find a compatible GPU.')) }),
    );
    expect(await failureOf(load())).toMatchObject({ kind: 'no-adapter' });
    expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
  });

  it('is asked again where that helps, and the engine goes on', async () => {
    const failures = ['Error: Invalid token id -1789744523 for GrammarMatcher'];
    const host = scriptedHost({
      choose: async ({ labels }) => {
        const words = failures.shift();
        if (words !== undefined) throw new Error(words);
        return {
          probabilities: labels.map(() => 0.5),
          picked: 'yes',
          usage: { promptTokens: 1, cachedTokens: 0, completionTokens: 1, prefillMs: 1, decodeMs: 1 },
        };
      },
    });
    const { load, workers } = modelOn(host);
    await expect((await load()).choose(ASK, ['yes', 'no'])).resolves.toMatchObject({ picked: 'yes' });
    expect(workers).toHaveLength(1);
  });

  it('gets a new worker when asking again does not help, and then gives up without dying', async () => {
    const broken = () =>
      scriptedHost({
        choose: () => Promise.reject(new Error('Grammar matcher rejected the newly sampled token.')),
      });
    const { load, workers } = modelOn(broken(), broken());
    const model = await load();
    expect(await failureOf(model.choose(ASK, ['yes', 'no']))).toMatchObject({ kind: 'grammar' });
    expect(workers).toHaveLength(2);
    expect(textOf(await read(model.chat(ASK)))).toBe('Hello there.');
  });

  it('leaves failures alone that asking again can’t mend', async () => {
    let calls = 0;
    const host = scriptedHost({
      chat: () => {
        calls += 1;
        return Promise.reject(new Error('Prompt tokens exceed context window size: 5000'));
      },
    });
    const model = await modelOn(host).load();
    expect(await failureOf(read(model.chat(ASK)))).toMatchObject({ kind: 'prompt-too-long' });
    expect(calls).toBe(1);
  });

  it.each(['error', 'messageerror'] as const)(
    'is replaced once when it dies (%s), and the call is made again',
    async (type) => {
      const { load, workers } = modelOn(scriptedHost({ choose: () => FOREVER }), scriptedHost());
      const model = await load();
      const choice = model.choose(ASK, ['yes', 'no']);
      await messagesArrive();
      workers[0]?.fail(type);
      await expect(choice).resolves.toMatchObject({ picked: 'yes' });
      expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
    },
  );

  it('may have a successor that computes elsewhere, which is told', async () => {
    const on = (backend: string): Partial<EngineHost> => ({
      load: async () => ({ engineVersion: '1.0', backend, contextLength: 512 }),
    });
    const { load, workers } = modelOn(
      scriptedHost({ ...on('WebGPU, a card'), choose: () => FOREVER }),
      scriptedHost(on('CPU, 3 threads')),
    );
    const model = await load();
    expect(model.used.backend).toBe('WebGPU, a card');
    const choice = model.choose(ASK, ['yes', 'no']);
    await messagesArrive();
    workers[0]?.fail('error');
    await choice;
    expect(model.used.backend).toBe('CPU, 3 threads');
  });

  it('ends for good when it dies again, and says so once', async () => {
    const { load, workers } = modelOn(
      scriptedHost({ choose: () => FOREVER }),
      scriptedHost({ choose: () => FOREVER }),
    );
    const model = await load();
    const deaths: EngineFailure[] = [];
    model.onDeath((failure) => deaths.push(failure));
    const choice = failureOf(model.choose(ASK, ['yes', 'no']));
    for (const index of [0, 1]) {
      await messagesArrive();
      workers[index]?.fail('error');
    }
    const failure = await choice;
    expect(failure.kind).toBe('worker-died');
    expect(deaths).toEqual([failure]);
    expect(await failureOf(read(model.chat(ASK)))).toBe(failure);
    expect(deaths).toHaveLength(1);
    expect(workers).toHaveLength(2);
  });

  it('ends for good when its successor does not load', async () => {
    const { load, workers } = modelOn(
      scriptedHost({ choose: () => FOREVER }),
      scriptedHost({
        load: () => Promise.reject(new Error('DeviceLostError: The WebGPU device was lost while loading')),
      }),
    );
    const model = await load();
    const deaths: EngineFailure[] = [];
    model.onDeath((failure) => deaths.push(failure));
    const choice = failureOf(model.choose(ASK, ['yes', 'no']));
    await messagesArrive();
    workers[0]?.fail('error');
    expect((await choice).kind).toBe('out-of-memory');
    expect(deaths).toHaveLength(1);
  });

  it('does not write a text twice: what was given out stays, the call fails, the next one has a new worker', async () => {
    const { load, workers } = modelOn(
      scriptedHost({
        chat: (_request, listener) => {
          listener.chunk('Half a', 1);
          return FOREVER;
        },
      }),
    );
    const model = await load();
    let given = '';
    const reading = failureOf(
      (async () => {
        for await (const { text } of model.chat(ASK)) given += text;
      })(),
    );
    await messagesArrive();
    workers[0]?.fail('error');
    expect((await reading).kind).toBe('worker-died');
    expect(given).toBe('Half a');
    expect(textOf(await read(model.chat(ASK)))).toBe('Hello there.');
    expect(workers).toHaveLength(2);
  });

  it('is replaced when it can do nothing any more, whether it says so or its words do', async () => {
    const crashed = scriptedHost({ choose: () => Promise.reject(new EngineCrash(new Error('odd end'))) });
    const lost = scriptedHost({
      choose: () => Promise.reject(new Error('ModelNotLoadedError: Model not loaded')),
    });
    for (const host of [crashed, lost]) {
      const { load, workers } = modelOn(host);
      await expect((await load()).choose(ASK, ['yes', 'no'])).resolves.toMatchObject({ picked: 'yes' });
      expect(workers).toHaveLength(2);
    }
  });

  it('is replaced when it says what nobody can read, and not for a stale answer', async () => {
    const { load, workers } = modelOn();
    const model = await load();
    workers[0]?.say({ type: 'chunk', id: 999, text: 'stale', tokens: 1 });
    await messagesArrive();
    expect(workers[0]?.terminated).toBe(false);
    workers[0]?.say({ type: 'chunk', id: 1 });
    await messagesArrive();
    expect(workers[0]?.terminated).toBe(true);
    expect(textOf(await read(model.chat(ASK)))).toBe('Hello there.');
  });
});

describe('a worker that says nothing', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  /** More than any silence that is allowed. */
  const silence = async (): Promise<void> => {
    await messagesArrive();
    await vi.advanceTimersByTimeAsync(3_600_000);
    await messagesArrive();
  };

  it('counts as hung, and its successor serves the call', async () => {
    const { load, workers } = modelOn(scriptedHost({ choose: () => FOREVER }));
    const choice = (await load()).choose(ASK, ['yes', 'no']);
    await silence();
    await expect(choice).resolves.toMatchObject({ picked: 'yes' });
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
  });

  it('counts as hung in mid-text, and when it does not stop', async () => {
    const deaf = scriptedHost({
      chat: (_request, listener) => {
        listener.chunk('Half a', 1);
        return FOREVER;
      },
    });
    const { load, workers } = modelOn(deaf);
    const model = await load();
    const controller = new AbortController();
    const stopped = read(
      model.chat(ASK, { signal: controller.signal, onProgress: ({ text }) => text && controller.abort() }),
    );
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    await silence();
    expect(textOf(await read(model.chat(ASK)))).toBe('Hello there.');
    expect(workers).toHaveLength(2);
  });

  it('counts as hung while loading, and is not tried again', async () => {
    const { load, workers } = modelOn(
      scriptedHost({
        load: (_model, onProgress) => {
          onProgress({ phase: 'shaders', fraction: 0.9 });
          return FOREVER;
        },
      }),
    );
    const loading = failureOf(load());
    await silence();
    expect(await loading).toMatchObject({ kind: 'hung', step: 'smaller-model' });
    expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
  });

  it('is not hung as long as it tells how the prompt gets on', async () => {
    const { load, workers } = modelOn(
      scriptedHost({
        chat: async (_request, listener) => {
          for (let done = 0; done <= 100; done += 1) {
            listener.prefill(done, 100);
            await new Promise((resolve) => setTimeout(resolve, 20_000));
          }
          listener.chunk('At last.', 1);
          return {
            finish: 'stop',
            usage: { promptTokens: 1, cachedTokens: 0, completionTokens: 1, prefillMs: 1, decodeMs: 1 },
          };
        },
      }),
    );
    const text = read((await load()).chat(ASK));
    for (let step = 0; step <= 101; step += 1) {
      await messagesArrive();
      await vi.advanceTimersByTimeAsync(20_000);
    }
    expect(textOf(await text)).toBe('At last.');
    expect(workers).toHaveLength(1);
  });
});
