import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  piece,
  send,
  startServer,
  stream,
  whole,
  words,
  type Answer,
} from '../../../tests/fixtures/endpoint/local-server';
import { workerHere } from '../../../tests/fixtures/endpoint/worker-here';
import { EngineFailure } from '../engine-failure';
import type { CallProgress, Chunk, LanguageModel } from '../language-model';
import { modelEntrySchema, type ModelEntry } from '../models/model-entry';
import { loadEndpoint } from './load-endpoint';
import { loopbackFetch } from './loopback-fetch';

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

/** A server that ends with the test. */
async function serve(...how: Parameters<typeof startServer>) {
  const server = await startServer(...how);
  endings.push(server.close);
  return server;
}

/** Answers the request for the first token with probabilities, and all others with `answer`. */
const withLogprobs =
  (answer: Answer): Answer =>
  (body, response, request) =>
    body.max_tokens === 1
      ? send(response, whole('yes', { yes: 0.9, no: 0.1 }))
      : answer(body, response, request);
const withoutLogprobs =
  (answer: Answer): Answer =>
  (body, response, request) =>
    body.max_tokens === 1 ? send(response, whole('yes')) : answer(body, response, request);

function entry(base: string, model = 'small'): ModelEntry {
  return modelEntrySchema.parse({
    id: 'server-small',
    name: model,
    engine: 'endpoint',
    source: { kind: 'endpoint', base, model },
    tier: 'laptop',
    parameters: null,
    quantisation: null,
    downloadBytes: null,
    memoryBytes: null,
    needsShaderF16: false,
    contextLength: 4096,
    licence: { name: 'as the server has it', url: null },
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
}

async function load(
  base: string,
  options: { model?: string; silence?: { first: number; next: number } } = {},
) {
  const worker = workerHere();
  const { model = 'small', ...more } = options;
  let time = 0;
  const surroundings = {
    fetch: loopbackFetch(worker),
    // A clock that ticks each time it is asked.
    now: () => (time += 10),
    release: worker.terminate,
    ...more,
  };
  const endpoint = await loadEndpoint(entry(base, model), surroundings).catch((error: unknown) => {
    expect(worker.ended).toBe(true);
    throw error;
  });
  endings.unshift(() => endpoint.unload());
  return { endpoint, worker };
}

const ASK = [{ role: 'user', content: 'Should we?' }] as const;

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

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('loading', () => {
  it('finds the model, has it write one token, and says what is known of it', async () => {
    const { base, bodies } = await serve(withLogprobs(() => undefined));
    const { endpoint } = await load(base);
    expect(endpoint.used).toMatchObject({
      engine: 'endpoint',
      engineVersion: 'b1234',
      revision: null,
      reproducible: false,
      backend: `server at ${new URL(base).host}`,
    });
    expect(endpoint.capabilities).toMatchObject({ constraint: 'json-schema', logprobs: true, maxLabels: 9 });
    expect(bodies).toHaveLength(1);
  });

  it('asks for fewer probabilities, then for none, where the server refuses', async () => {
    const { base, bodies } = await serve((body, response) =>
      body.top_logprobs === undefined
        ? send(response, whole('yes'))
        : send(response, { error: { message: 'top_logprobs is not supported' } }, 400),
    );
    const { endpoint } = await load(base);
    expect(bodies.map(({ top_logprobs }) => top_logprobs)).toEqual([20, 5, undefined]);
    expect(endpoint.capabilities.logprobs).toBe(false);
  });

  it('says which models there are where the one that is wanted is not', async () => {
    const { base } = await serve(() => undefined);
    await expect(load(base, { model: 'large' })).rejects.toMatchObject({
      kind: 'model-unknown',
      message: expect.stringContaining('no model called “large”. It has: small:latest, other.'),
    });
  });

  it('goes on where the server lists no models', async () => {
    const { base } = await serve(
      withoutLogprobs(() => undefined),
      'no such page',
    );
    expect((await load(base)).endpoint.capabilities.logprobs).toBe(false);
  });

  it.each([
    'http://192.168.1.7:11434/',
    'https://api.example.com/',
    'http://localhost.example.com/',
    'http://me:secret@localhost/',
  ])('refuses %s with a sentence, before anything is sent', async (base) => {
    await expect(load(base)).rejects.toMatchObject({
      kind: 'endpoint-refused',
      message: expect.stringContaining('not on this computer'),
    });
  });

  it('says what to do where nothing answers', async () => {
    const { base, close } = await serve(() => undefined);
    await close();
    await expect(load(base)).rejects.toMatchObject({ kind: 'endpoint-unreachable' });
  });

  it('gives up on a server that says nothing', async () => {
    const { base } = await serve(() => undefined);
    await expect(load(base, { silence: { first: 40, next: 40 } })).rejects.toMatchObject({ kind: 'hung' });
  });
});

describe('chat', () => {
  it('streams the text, whatever the pieces, and says what it cost', async () => {
    const text = 'Yes – on the whole “we” should, don’t you think? 👍 ';
    const { base, bodies } = await serve(withLogprobs((_, response) => stream(response, words(text))));
    const { endpoint } = await load(base);
    const progress: CallProgress[] = [];
    const reply = await readAll(endpoint, {
      seed: 5,
      maxTokens: 60,
      onProgress: (step: CallProgress) => progress.push(step),
    });
    expect(reply.text).toBe(text);
    expect(reply.last).toMatchObject({
      finish: 'stop',
      usage: { promptTokens: 8, cachedTokens: 4, completionTokens: 5 },
    });
    expect(progress[0]).toEqual({ phase: 'prefill', text: '', tokens: 0 });
    expect(progress.at(-1)).toMatchObject({ phase: 'decode', text });
    expect(bodies[1]).toMatchObject({ model: 'small', seed: 5, max_tokens: 60, stream: true, messages: ASK });
  });

  it('takes the figures of llama-server, and tells a reply that was cut off', async () => {
    const timings = { cache_n: 3, prompt_n: 7, prompt_ms: 70, predicted_n: 2, predicted_ms: 40 };
    const { base } = await serve(
      withLogprobs((_, response) => stream(response, [piece('Yes'), { ...piece('', 'length'), timings }])),
    );
    const { endpoint } = await load(base);
    expect((await readAll(endpoint)).last).toMatchObject({
      finish: 'length',
      usage: { promptTokens: 7, cachedTokens: 3, completionTokens: 2, prefillMs: 70, decodeMs: 40 },
    });
  });

  it('keeps a chain of thought to itself', async () => {
    const { base } = await serve(
      withLogprobs((_, response) => stream(response, words('<think> hm, well </think> Yes, we should.'))),
    );
    expect((await readAll((await load(base)).endpoint)).text).toBe('Yes, we should.');
  });

  it('stops in the middle of a reply, and the server hears of it', async () => {
    let hungUp: (() => void) | undefined;
    const left = new Promise<void>((resolve) => (hungUp = resolve));
    const { base } = await serve(
      withLogprobs((_, response) => {
        response.on('close', () => hungUp?.());
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.write(`data: ${JSON.stringify(piece('Yes'))}\n\n`);
      }),
    );
    const { endpoint } = await load(base);
    const controller = new AbortController();
    const reading = readAll(endpoint, {
      signal: controller.signal,
      onProgress: ({ phase }: CallProgress) => {
        if (phase === 'decode') controller.abort();
      },
    });
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    await left;
  });

  it('rejects calls under way when it is unloaded, and lets the worker go', async () => {
    const { base } = await serve(withLogprobs(() => undefined));
    const { endpoint, worker } = await load(base);
    const reading = failure(readAll(endpoint));
    await endpoint.unload();
    expect(await reading).toMatchObject({ name: 'AbortError' });
    expect(worker.ended).toBe(true);
  });

  it.each<[string, Answer, Partial<EngineFailure>]>([
    [
      'a prompt that is too long',
      (_, response) =>
        send(
          response,
          {
            error: {
              code: 400,
              message:
                'request (8018 tokens) exceeds the available context size (4096 tokens), try increasing it',
              type: 'exceed_context_size_error',
            },
          },
          400,
        ),
      { kind: 'prompt-too-long' },
    ],
    [
      'a model that is gone',
      (_, response) =>
        send(response, { error: { message: 'model "small" not found, try pulling it first' } }, 404),
      { kind: 'model-unknown' },
    ],
    [
      'an error of its own',
      (_, response) => send(response, '<h1>Internal Server Error</h1>', 500),
      { kind: 'endpoint-refused', detail: 'HTTP 500: <h1>Internal Server Error</h1>' },
    ],
    [
      'an error in the middle of the stream',
      (_, response) => stream(response, [piece('Yes'), { error: { message: 'CUDA error' } }]),
      { kind: 'endpoint-refused', detail: 'CUDA error' },
    ],
    [
      'a stream that breaks off',
      (_, response) => stream(response, [piece('Yes')], ''),
      { kind: 'endpoint-unreachable', step: 'retry' },
    ],
    [
      'a connection that breaks off',
      async (_, response) => {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.write(`data: ${JSON.stringify(piece('Yes'))}\n\n`);
        await new Promise((resolve) => setTimeout(resolve, 20));
        response.destroy();
      },
      { kind: 'endpoint-unreachable' },
    ],
    [
      'something that is no event',
      (_, response) => {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.end('data: {"choices":\n\n');
      },
      { kind: 'endpoint-refused' },
    ],
    [
      'a redirection, which might lead anywhere',
      (_, response) => {
        response.writeHead(307, { Location: 'http://127.0.0.1:9/v1/chat/completions' });
        response.end();
      },
      { kind: 'endpoint-unreachable' },
    ],
  ])('tells %s', async (_, answer, expected) => {
    const { base } = await serve(withLogprobs(answer));
    const { endpoint } = await load(base);
    const error = await failure(readAll(endpoint));
    expect(error).toBeInstanceOf(EngineFailure);
    expect(error).toMatchObject(expected);
  });

  it('serves the next call after one that failed', async () => {
    let calls = 0;
    const { base } = await serve(
      withLogprobs((_, response) =>
        (calls += 1) === 1 ? send(response, 'no', 500) : stream(response, words('Yes')),
      ),
    );
    const { endpoint } = await load(base);
    const [first, second] = await Promise.all([failure(readAll(endpoint)), readAll(endpoint)]);
    expect(first).toBeInstanceOf(EngineFailure);
    expect(second.text).toBe('Yes');
  });
});

describe('json', () => {
  const contract = { name: 'verdict', schema: z.object({ verdict: z.enum(['for', 'against']) }) };

  it('sends the contract as a JSON schema and reads the reply by it', async () => {
    const { base, bodies } = await serve(
      withLogprobs((_, response) => stream(response, words('{"verdict": "for"}'))),
    );
    const { endpoint } = await load(base);
    expect((await endpoint.json(ASK, contract)).value).toEqual({ verdict: 'for' });
    expect(bodies[1]).toMatchObject({
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'verdict',
          strict: true,
          schema: {
            type: 'object',
            properties: { verdict: { enum: ['for', 'against'] } },
            additionalProperties: false,
          },
        },
      },
    });
  });

  it.each([
    ['{"verdict":', 'length', 'truncated'],
    ['I am for it.', 'stop', 'not-json'],
    ['{"verdict":"maybe"}', 'stop', 'not-valid'],
  ])('refuses %j', async (text, finish, reason) => {
    const { base } = await serve(withLogprobs((_, response) => stream(response, words(text, finish))));
    const { endpoint } = await load(base);
    await expect(endpoint.json(ASK, contract)).rejects.toMatchObject({ name: 'ContractError', reason, text });
  });
});

describe('choose', () => {
  it('takes the labels’ share of the first token’s probabilities', async () => {
    const { base, bodies } = await serve(
      withLogprobs((_, response) =>
        send(response, whole(' Yes.', { ' Yes': 0.45, yes: 0.15, No: 0.2, The: 0.2 })),
      ),
    );
    const { endpoint } = await load(base);
    const choice = await endpoint.choose(ASK, ['no', 'yes'], { seed: 3 });
    expect(choice.probabilities[0]).toBeCloseTo(0.25);
    expect(choice.probabilities[1]).toBeCloseTo(0.75);
    expect(choice.picked).toBe('yes');
    expect(bodies[1]).toMatchObject({
      logprobs: true,
      temperature: 1,
      seed: 3,
      grammar: 'root ::= "no" | "yes"\n',
    });
  });

  it('takes the likeliest label where the reply is none', async () => {
    const { base } = await serve(
      withLogprobs((_, response) => send(response, whole('Well', { Well: 0.6, '2': 0.3, '4': 0.1 }))),
    );
    const { endpoint } = await load(base);
    expect((await endpoint.choose(ASK, ['1', '2', '3', '4', '5'])).picked).toBe('2');
  });

  it('asks for one label where no likely token is one', async () => {
    const { base, bodies } = await serve(
      withLogprobs((body, response) =>
        body.stream
          ? stream(response, words('{"answer": "no"}'))
          : send(response, whole('<think>', { '<think>': 1 })),
      ),
    );
    const { endpoint } = await load(base);
    expect(await endpoint.choose(ASK, ['yes', 'no'])).toMatchObject({ probabilities: [0, 1], picked: 'no' });
    expect(bodies[2]).toMatchObject({ temperature: 0, response_format: { type: 'json_schema' } });
  });

  it('asks for one label where the server gives no probabilities', async () => {
    const { base, bodies } = await serve(
      withoutLogprobs((_, response) => stream(response, words('{"answer": "yes"}'))),
    );
    const { endpoint } = await load(base);
    expect(await endpoint.choose(ASK, ['yes', 'no'])).toMatchObject({ probabilities: [1, 0], picked: 'yes' });
    expect(bodies).toHaveLength(2);
  });

  it('refuses more labels than it can tell apart', async () => {
    const { base } = await serve(withLogprobs(() => undefined));
    const { endpoint } = await load(base);
    const labels = Array.from({ length: 10 }, (_, index) => `option ${String.fromCharCode(97 + index)}`);
    await expect(endpoint.choose(ASK, labels)).rejects.toThrow('at most 9 labels');
  });
});
