import { describe, expect, it } from 'vitest';
import type { LoadProgress } from '../loaded-model';
import { EngineCrash } from '../worker/engine-host';
import type { LlamaEngine, LlamaLoad, LlamaRequest } from './llama-engine';
import { WllamaHost } from './wllama-host';
import type { WllamaLog } from './wllama-log';

const TEMPLATE = '{% for message in messages %}{{ message.content }}{% endfor %}';
const timings = (written: number) => ({
  cache_n: 40,
  prompt_n: 12,
  prompt_ms: 600,
  prompt_per_second: 20,
  predicted_n: written,
  predicted_ms: 50 * written,
  predicted_per_second: 20,
});
const piece = (content: string, written: number) => ({
  choices: [{ finish_reason: null, delta: { content } }],
  timings: timings(written),
});
const end = (finish_reason: string, written: number) => ({
  choices: [{ finish_reason, delta: {} }],
  timings: timings(written),
});

interface Scene {
  readonly template: string | null;
  /** Chunks of a streamed reply. */
  readonly reply: readonly unknown[];
  /** A reply in one piece. */
  readonly whole: unknown;
  readonly cores: number;
  readonly isolated: boolean;
  readonly gpu: string | null;
  readonly logged: readonly string[];
  /** Of the vocabulary; 0: the load failed. */
  readonly words: number;
  readonly fails: Error;
  /** How a load on the GPU ends. */
  readonly gpuLoad: 'well' | 'throws' | 'silently fails';
}

/** An engine that gives what it is told and remembers what it was asked. */
function hostOn({
  template = TEMPLATE,
  reply = [],
  whole = {},
  cores = 4,
  isolated = true,
  gpu = null,
  logged = ['load_tensors:          CPU model buffer size =    92.10 MiB'],
  words = 49152,
  fails,
  gpuLoad = 'well',
}: Partial<Scene> = {}) {
  let ended = 0;
  const loads: LlamaLoad[] = [];
  const requests: LlamaRequest[] = [];
  const compat: null[] = [];
  async function* stream(): AsyncGenerator<unknown> {
    if (fails) throw fails;
    yield* reply;
  }
  function createChatCompletion(request: LlamaRequest & { stream?: false }): Promise<unknown>;
  function createChatCompletion(request: LlamaRequest & { stream: true }): Promise<AsyncIterable<unknown>>;
  async function createChatCompletion(request: LlamaRequest & { stream?: boolean }): Promise<unknown> {
    requests.push(request);
    if (request.stream) return stream();
    if (fails) throw fails;
    return whole;
  }
  let failed = false;
  const engine = (logger: WllamaLog['logger']): LlamaEngine => ({
    setCompat: (choice) => void compat.push(choice),
    loadModel: async (files, load) => {
      loads.push(load);
      failed = load.n_gpu_layers === undefined && gpuLoad !== 'well';
      if (failed) logger.debug('load_tensors:       WebGPU model buffer size = 70 MiB');
      if (failed && gpuLoad === 'throws') throw new Error('the GPU device was lost');
      for (const line of logged) logger.debug(line);
      for (const file of files) await file.slice(0, file.size).arrayBuffer();
      if (!words) logger.error("llama_model_load: error loading model: unknown model architecture: 'lemma'");
    },
    getChatTemplate: () => template,
    isMultithread: () => (loads[0]?.n_threads ?? 1) > 1,
    getNumThreads: () => loads[0]?.n_threads ?? 1,
    getLoadedContextInfo: () => ({ n_ctx: words ? 512 : 0, n_vocab: failed ? 0 : words }),
    createChatCompletion,
    exit: async () => void (ended += 1),
  });
  const host = new WllamaHost({
    create: engine,
    engineVersion: '3.8.1',
    cores,
    crossOriginIsolated: isolated,
    gpu: async () => gpu,
  });
  return { host, loads, requests, compat, ended: () => ended };
}

const model = (...files: Blob[]) => ({
  engine: 'wllama' as const,
  id: 'tiny',
  files: files.length ? files : [new Blob(['GGUF', 'x'.repeat(96)])],
  contextLength: 512,
  thinks: false,
});
const ASK = {
  messages: [{ role: 'user' as const, content: 'Kind?' }],
  sampling: { seed: 5, temperature: 0.3, maxTokens: 20 },
  grammar: null,
};
const LISTENER = { prefill: () => undefined, chunk: () => undefined };
const NEVER = new AbortController().signal;

describe('loading with llama.cpp', () => {
  it.each([
    [1, 'CPU, 1 thread'],
    [2, 'CPU, 2 threads'],
    [8, 'CPU, 7 threads'],
    [64, 'CPU, 16 threads'],
  ])('takes the cores of a machine with %s where threads may share memory', async (cores, backend) => {
    const { host, loads, compat } = hostOn({ cores });
    expect((await host.load(model(), () => undefined)).backend).toBe(backend);
    expect(loads[0]).toMatchObject({ n_gpu_layers: 0, n_ctx: 512, n_parallel: 1 });
    expect(compat).toEqual([null]);
  });

  it('takes one thread elsewhere', async () => {
    const { host } = hostOn({ isolated: false });
    expect((await host.load(model(), () => undefined)).backend).toBe('CPU, 1 thread');
  });

  it('says WebGPU only when the weights really went there', async () => {
    const onGpu = hostOn({
      gpu: 'A test card',
      logged: [
        'load_tensors:   CPU_Mapped model buffer size = 20 MiB',
        'load_tensors:       WebGPU model buffer size = 70 MiB',
      ],
    });
    expect((await onGpu.host.load(model(), () => undefined)).backend).toBe('WebGPU, A test card');
    expect(onGpu.loads[0]?.n_gpu_layers).toBeUndefined();
    const fallenBack = hostOn({ gpu: 'A test card' });
    expect((await fallenBack.host.load(model(), () => undefined)).backend).toBe('CPU, 3 threads');
  });

  it.each(['throws', 'silently fails'] as const)(
    'takes the CPU where the GPU could not load the model (%s)',
    async (gpuLoad) => {
      const { host, loads, ended } = hostOn({ gpu: 'A test card', gpuLoad });
      expect((await host.load(model(), () => undefined)).backend).toBe('CPU, 3 threads');
      expect(loads).toMatchObject([{ n_batch: 512 }, { n_batch: 64, n_gpu_layers: 0 }]);
      expect(ended()).toBe(1);
    },
  );

  it('tries once where there is no GPU, and once more where the CPU can’t either', async () => {
    for (const gpu of [null, 'A test card']) {
      const { host, loads, ended } = hostOn({ gpu, words: 0 });
      await expect(host.load(model(), () => undefined)).rejects.toThrow('unknown model architecture');
      expect(loads.map(({ n_gpu_layers }) => n_gpu_layers)).toEqual(gpu === null ? [0] : [undefined, 0]);
      expect(ended()).toBe(loads.length);
    }
  });

  it('tells how much of the files was read', async () => {
    const seen: LoadProgress[] = [];
    const parts = [new Blob(['GGUF', 'x'.repeat(56)]), new Blob(['x'.repeat(40)])];
    await hostOn().host.load(model(...parts), (progress) => seen.push(progress));
    expect(seen.map(({ fraction }) => fraction)).toEqual([0.6, 1]);
  });

  it.each([
    ['is no GGUF', {}, [new Blob(['<!doctype html>'])], 'NotAModelError', ''],
    ['has no chat template', { template: null }, [], 'NoChatTemplateError', ''],
    ['llama.cpp does not know', { words: 0 }, [], 'Error', 'unknown model architecture'],
  ])('refuses a file that %s', async (_what, engine, files, name, words) => {
    await expect(hostOn(engine).host.load(model(...files), () => undefined)).rejects.toMatchObject({
      name,
      message: expect.stringContaining(words),
    });
  });
});

describe('writing with llama.cpp', () => {
  it('streams a text, tells how the prompt gets on, and keeps what it cost', async () => {
    const { host, requests } = hostOn({
      reply: [
        {
          choices: [{ finish_reason: null, delta: { content: null } }],
          prompt_progress: { total: 52, processed: 48 },
        },
        piece('Be', 1),
        piece(' kind.', 2),
        end('length', 2),
      ],
    });
    await host.load(model(), () => undefined);
    const heard: unknown[] = [];
    const result = await host.chat(
      { ...ASK, grammar: 'root ::= "x"' },
      {
        prefill: (done, total) => heard.push([done, total]),
        chunk: (text, tokens) => heard.push([text, tokens]),
      },
      NEVER,
    );
    expect(heard).toEqual([
      [48, 52],
      ['Be', 1],
      [' kind.', 2],
    ]);
    expect(result).toMatchObject({
      finish: 'length',
      usage: { promptTokens: 12, cachedTokens: 40, completionTokens: 2, prefillMs: 600, decodeMs: 100 },
    });
    expect(result.usage.extra).toMatchObject({ predicted_per_second: 20 });
    expect(requests[0]).toMatchObject({
      messages: ASK.messages,
      max_tokens: 20,
      temperature: 0.3,
      seed: 5,
      grammar: 'root ::= "x"',
      cache_prompt: true,
    });
    expect(requests[0]?.chat_template_kwargs).toBeUndefined();
  });

  it('tells a template that asks not to think, and takes a thought off', async () => {
    const { host, requests } = hostOn({
      template: '{% if enable_thinking %}<think>{% endif %}',
      reply: [piece('<think>\n\n</think>\n\n', 4), piece('Yes.', 5), end('stop', 5)],
    });
    await host.load(model(), () => undefined);
    let text = '';
    await host.chat(ASK, { ...LISTENER, chunk: (news) => (text += news) }, NEVER);
    expect(text).toBe('Yes.');
    expect(requests[0]?.chat_template_kwargs).toEqual({ enable_thinking: false });
  });

  it('shares out the probabilities of the first token among the labels', async () => {
    const { host, requests } = hostOn({
      whole: {
        choices: [
          {
            message: { content: 'no' },
            logprobs: {
              content: [
                {
                  top_probs: [
                    { token: 'yes', prob: 0.6 },
                    { token: 'no', prob: 0.2 },
                    { token: 'Yes', prob: 1e-22 },
                  ],
                },
                { top_probs: [{ token: '', prob: 1 }] },
              ],
            },
          },
        ],
        timings: timings(2),
      },
    });
    await host.load(model(), () => undefined);
    const choice = await host.choose(
      { messages: ASK.messages, labels: ['yes', 'no'], grammar: 'root ::= "yes" | "no"', seed: 1 },
      NEVER,
    );
    expect(choice.picked).toBe('no');
    expect(choice.probabilities[0]).toBeCloseTo(0.75);
    expect(choice.probabilities[1]).toBeCloseTo(0.25);
    expect(requests[0]).toMatchObject({
      temperature: 1,
      top_k: 0,
      post_sampling_probs: true,
      logit_bias: [
        ['yes', 50],
        ['no', 50],
      ],
    });
  });

  it('says that the engine ended only when it did', async () => {
    const error = (name: string) => Object.assign(new Error('(ABORT) memory access out of bounds'), { name });
    const ended = hostOn({ fails: error('RuntimeError') });
    await ended.host.load(model(), () => undefined);
    await expect(ended.host.chat(ASK, LISTENER, NEVER)).rejects.toBeInstanceOf(EngineCrash);
    const refused = hostOn({ fails: error('WllamaError') });
    await refused.host.load(model(), () => undefined);
    const choose = { messages: ASK.messages, labels: ['a', 'b'], grammar: '', seed: null };
    const thrown: unknown = await refused.host.choose(choose, NEVER).catch((reason: unknown) => reason);
    expect(thrown).not.toBeInstanceOf(EngineCrash);
    expect(thrown).toMatchObject({ name: 'WllamaError' });
  });
});

describe('a model that thinks', () => {
  const OPENS = `${TEMPLATE}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n<think>\\n' }}{% endif %}`;

  it('has its thought closed where its template opens one, and what it was given of it is not shown', async () => {
    const { host, requests, loads } = hostOn({
      template: OPENS,
      // llama.cpp tells what the reply began with before what the model wrote.
      reply: [piece('<think></think>\n\n', 0), piece('Be kind.', 2), end('stop', 2)],
    });
    await host.load(model(), () => undefined);
    let text = '';
    await host.chat(ASK, { ...LISTENER, chunk: (news) => (text += news) }, NEVER);
    expect(text).toBe('Be kind.');
    expect(requests[0]?.messages).toEqual([...ASK.messages, { role: 'assistant', content: '\n\n' }]);
    expect(requests[0]).not.toHaveProperty('chat_template_kwargs');
    expect(loads[0]?.reasoning_format).toBe('none');
  });

  it('picks the label alone', async () => {
    const { host } = hostOn({
      template: OPENS,
      whole: {
        choices: [
          {
            message: { content: '<think></think>\n\nyes' },
            logprobs: { content: [{ top_probs: [{ token: 'yes', prob: 1 }] }] },
          },
        ],
        timings: timings(1),
      },
    });
    await host.load(model(), () => undefined);
    const wish = { messages: ASK.messages, labels: ['yes', 'no'], grammar: '', seed: 1 };
    expect(await host.choose(wish, NEVER)).toMatchObject({ picked: 'yes', probabilities: [1, 0] });
  });

  it('has it closed where only the model is known to think', async () => {
    const { host, requests } = hostOn({ template: `${TEMPLATE}{{ content.split('</think>')[-1] }}` });
    await host.load({ ...model(), thinks: true }, () => undefined);
    await host.chat(ASK, LISTENER, NEVER);
    expect(requests[0]?.messages).toHaveLength(2);
  });

  it('gives signs of life while it thinks all the same', async () => {
    const { host } = hostOn({
      reply: [
        { ...piece('', 1), choices: [{ finish_reason: null, delta: { reasoning_content: 'Hm' } }] },
        piece('<think>Well', 2),
        piece('</think>Yes', 3),
        end('stop', 3),
      ],
    });
    await host.load(model(), () => undefined);
    const heard: unknown[] = [];
    const listener = { ...LISTENER, chunk: (text: string, tokens: number) => heard.push([text, tokens]) };
    await host.chat(ASK, listener, NEVER);
    expect(heard).toEqual([
      ['', 1],
      ['', 2],
      ['Yes', 3],
    ]);
  });
});
