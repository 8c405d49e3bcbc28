import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { modelEntrySchema } from '../models/model-entry';
import type { CallProgress, Chunk, LanguageModel } from '../language-model';
import type { LoadProgress } from '../loaded-model';
import { browserModelApi, type BrowserModelApi, type BrowserSession } from './browser-model-api';
import { loadPromptApi } from './prompt-api-model';

type CreateOptions = Parameters<BrowserModelApi['create']>[0];
type PromptOptions = Parameters<BrowserSession['promptStreaming']>[1];

/** The API as browsers have it, with replies that are given beforehand, piece by piece. */
class FakeApi implements BrowserModelApi {
  readonly created: CreateOptions[] = [];
  readonly prompts: { input: string; options: PromptOptions }[] = [];
  open = 0;
  state = 'available';
  refuses: Error | null = null;
  reply: (string | Error | 'wait')[] = [];

  availability(): Promise<string> {
    return Promise.resolve(this.state);
  }

  create(options: CreateOptions): Promise<BrowserSession> {
    if (this.refuses) return Promise.reject(this.refuses);
    this.created.push(options);
    if (this.state === 'downloadable') {
      const monitor = new EventTarget();
      options.monitor?.(monitor);
      for (const loaded of [0, 0.5, 1]) {
        monitor.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded, total: 1 }));
      }
      this.state = 'available';
    }
    this.open += 1;
    return Promise.resolve({
      contextWindow: 9216,
      contextUsage: 30,
      promptStreaming: (input, how) => {
        this.prompts.push({ input, options: how });
        return this.#stream(how.signal);
      },
      destroy: () => {
        this.open -= 1;
      },
    });
  }

  #stream(signal: AbortSignal | undefined): ReadableStream<string> {
    const pieces = [...this.reply];
    return new ReadableStream<string>({
      pull: (controller) => {
        const piece = pieces.shift();
        if (piece === undefined) return controller.close();
        if (piece instanceof Error) return controller.error(piece);
        if (piece !== 'wait') return controller.enqueue(piece);
        return new Promise((_, reject) => {
          const abort = (): void => reject(new DOMException('Aborted', 'AbortError'));
          if (signal?.aborted) abort();
          signal?.addEventListener('abort', abort);
        });
      },
    });
  }
}

const entry = modelEntrySchema.parse({
  id: 'browser-model',
  name: 'The browser’s own model',
  engine: 'prompt-api',
  source: { kind: 'prompt-api' },
  tier: 'laptop',
  parameters: null,
  quantisation: null,
  downloadBytes: null,
  memoryBytes: null,
  needsShaderF16: false,
  contextLength: 4096,
  licence: { name: 'as the browser has it', url: null },
  revision: null,
  note: '',
  assignment: {
    answer: 'llm',
    extract: 'builtin',
    attribute: 'builtin',
    predict: 'llm',
    realise: 'llm',
    judge: 'builtin',
  },
});

async function load(api: FakeApi, progress: LoadProgress[] = []) {
  let time = 0;
  const surroundings = { api, browser: 'Chrome/156', now: () => (time += 5) };
  return loadPromptApi(entry, surroundings, { onProgress: (step) => progress.push(step) });
}

const ASK = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Should we?' },
] as const;

async function readAll(
  model: LanguageModel,
  options = {},
): Promise<{ text: string; last: Chunk | undefined }> {
  let text = '';
  let last: Chunk | undefined;
  for await (const chunk of model.chat(ASK, options)) {
    text += chunk.text;
    last = chunk;
  }
  return { text, last };
}

const named = (name: string, message = 'as the browser says it') => new DOMException(message, name);

describe('loading the browser’s own model', () => {
  it('says what is known of it, and that runs can’t be had again', async () => {
    const model = await load(new FakeApi());
    expect(model.used).toMatchObject({
      engine: 'prompt-api',
      engineVersion: 'Chrome/156',
      contextLength: 9216,
      reproducible: false,
    });
    expect(model.capabilities).toMatchObject({ logprobs: false, seed: false, reproducible: false });
  });

  it('tells how far the browser is with its download', async () => {
    const api = new FakeApi();
    api.state = 'downloadable';
    const progress: LoadProgress[] = [];
    await load(api, progress);
    expect(progress.map(({ phase, fraction }) => [phase, fraction])).toEqual([
      ['start', null],
      ['weights', 0],
      ['weights', 0.5],
      ['weights', 1],
    ]);
  });

  it.each([
    [
      named(
        'NotAllowedError',
        'Requires a user gesture when availability is "downloading" or "downloadable".',
      ),
      'feature-missing',
    ],
    [named('NotSupportedError'), 'feature-missing'],
    [named('NetworkError'), 'download-failed'],
    [named('QuotaExceededError'), 'storage-full'],
  ])('tells %s', async (error, kind) => {
    const api = new FakeApi();
    api.refuses = error;
    await expect(load(api)).rejects.toMatchObject({ name: 'EngineFailure', kind });
  });

  it('says where there is none', async () => {
    const api = new FakeApi();
    api.state = 'unavailable';
    await expect(load(api)).rejects.toMatchObject({ kind: 'feature-missing' });
    await expect(loadPromptApi(entry, { api: null, browser: '', now: () => 0 })).rejects.toMatchObject({
      kind: 'feature-missing',
    });
  });

  it('is stopped by the signal', async () => {
    const api = new FakeApi();
    api.refuses = named('AbortError');
    const surroundings = { api, browser: '', now: () => 0 };
    await expect(loadPromptApi(entry, surroundings, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('takes the browser’s class and nothing else for the API', () => {
    const LanguageModel = Object.assign(() => undefined, {
      availability: () => undefined,
      create: () => undefined,
    });
    expect(browserModelApi(LanguageModel)).toBe(LanguageModel);
    expect(browserModelApi(undefined)).toBeNull();
    expect(browserModelApi(() => undefined)).toBeNull();
  });
});

describe('the browser’s own model', () => {
  it('streams a reply in a session of its own', async () => {
    const api = new FakeApi();
    api.reply = ['Yes, ', '', 'we should.'];
    const model = await load(api);
    const progress: CallProgress[] = [];
    const { text, last } = await readAll(model, {
      temperature: 0,
      onProgress: (step: CallProgress) => progress.push(step),
    });
    expect(text).toBe('Yes, we should.');
    expect(last).toMatchObject({ finish: 'stop', usage: { promptTokens: 28, completionTokens: 2 } });
    expect(progress.map(({ phase }) => phase)).toEqual(['prefill', 'decode', 'decode']);
    expect(api.created[1]).toMatchObject({ samplingMode: 'most-predictable', initialPrompts: [ASK[0]] });
    expect(api.prompts[0]?.input).toBe('Should we?');
    // The one that keeps the model loaded is left.
    expect(api.open).toBe(1);
  });

  it('cuts off what is too long', async () => {
    const api = new FakeApi();
    api.reply = ['one ', 'two ', 'three ', 'four'];
    expect(await readAll(await load(api), { maxTokens: 2 })).toMatchObject({
      text: 'one two ',
      last: { finish: 'length' },
    });
  });

  it('keeps to a contract by its JSON schema, and reads the reply by it', async () => {
    const api = new FakeApi();
    api.reply = ['{"verdict":', '"for"}'];
    const model = await load(api);
    const contract = { name: 'verdict', schema: z.object({ verdict: z.enum(['for', 'against']) }) };
    expect((await model.json(ASK, contract)).value).toEqual({ verdict: 'for' });
    expect(api.prompts[0]?.options.responseConstraint).toMatchObject({
      type: 'object',
      required: ['verdict'],
    });
    api.reply = ['{"verdict":"maybe"}'];
    await expect(model.json(ASK, contract)).rejects.toMatchObject({ reason: 'not-valid' });
  });

  it('chooses by one reply that has to be a label', async () => {
    const api = new FakeApi();
    api.reply = ['"no"'];
    const model = await load(api);
    expect(await model.choose(ASK, ['yes', 'no'])).toMatchObject({ probabilities: [0, 1], picked: 'no' });
    expect(api.prompts[0]?.options.responseConstraint).toEqual({ enum: ['yes', 'no'] });
  });

  it('stops in the middle of a reply and serves the next call', async () => {
    const api = new FakeApi();
    api.reply = ['Yes, ', 'wait'];
    const model = await load(api);
    const controller = new AbortController();
    const reading = readAll(model, {
      signal: controller.signal,
      onProgress: ({ phase }: CallProgress) => {
        if (phase === 'decode') controller.abort();
      },
    });
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    api.reply = ['No.'];
    expect((await readAll(model)).text).toBe('No.');
  });

  it('frees the browser’s memory when it is unloaded', async () => {
    const api = new FakeApi();
    api.reply = ['wait'];
    const model = await load(api);
    const reading = readAll(model).then(
      () => undefined,
      (error: unknown) => error,
    );
    await model.unload();
    expect(await reading).toMatchObject({ name: 'AbortError' });
    await expect(readAll(model)).rejects.toMatchObject({ name: 'AbortError' });
    expect(api.open).toBe(0);
  });

  it.each([
    [named('QuotaExceededError', 'The input is too large.'), 'prompt-too-long'],
    [named('InvalidStateError', 'The model execution session has been destroyed.'), 'worker-died'],
    [named('NotReadableError', 'The response was filtered.'), 'unknown'],
  ])('tells %s in the middle of a reply', async (error, kind) => {
    const api = new FakeApi();
    api.reply = ['Yes', error];
    const model = await load(api);
    await expect(readAll(model)).rejects.toMatchObject({ name: 'EngineFailure', kind });
  });
});
