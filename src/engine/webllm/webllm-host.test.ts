import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../language-model';
import type { LoadProgress } from '../loaded-model';
import { CHATML, engineInNode, type Script } from '../../../tests/fixtures/engine/engine-in-node';
import { WebllmHost } from './webllm-host';

const FOLDER = 'https://models.example/tiny/resolve/main/';
const SAMPLING = { seed: 7, temperature: 0.5, maxTokens: 100 };
const user = (content: string): Message => ({ role: 'user', content });
const assistant = (content: string): Message => ({ role: 'assistant', content });
const say = (...tokens: string[]): Script => ({ tokens });

async function loaded(
  script: Script[],
  { thinks = false, template = CHATML as object, needsShaderF16 = false } = {},
) {
  const { create, pipeline, loads } = engineInNode(script, template);
  const stored: Record<string, unknown> = { [`${FOLDER}mlc-chat-config.json`]: { conv_template: template } };
  const host = new WebllmHost({ create, engineVersion: '0.2.86', readStored: async (url) => stored[url] });
  const progress: LoadProgress[] = [];
  const facts = await host.load(
    {
      engine: 'webllm',
      id: 'tiny',
      folder: FOLDER,
      library: 'https://models.example/tiny.wasm',
      contextLength: 2048,
      needsShaderF16,
      thinks,
    },
    (seen) => progress.push(seen),
  );
  const chat = async (messages: readonly Message[], how: { grammar?: string; maxTokens?: number } = {}) => {
    let text = '';
    const { finish, usage } = await host.chat(
      {
        messages: [...messages],
        sampling: { ...SAMPLING, ...(how.maxTokens ? { maxTokens: how.maxTokens } : {}) },
        grammar: how.grammar ?? null,
      },
      { prefill: () => undefined, chunk: (piece) => (text += piece) },
      new AbortController().signal,
    );
    return { text, finish, usage };
  };
  return { host, pipeline, loads, progress, facts, chat };
}

describe('loading with web-llm', () => {
  it('names the model by its files and says which adapter computes', async () => {
    const { loads, progress, facts } = await loaded([]);
    expect(loads[0]).toEqual({
      cacheBackend: 'cache',
      model_list: [
        {
          model: FOLDER,
          model_id: 'tiny',
          model_lib: 'https://models.example/tiny.wasm',
          overrides: { context_window_size: 2048, sliding_window_size: -1 },
          required_features: [],
        },
      ],
    });
    expect(progress).toEqual([
      { phase: 'shaders', fraction: 0.5 },
      { phase: 'warm-up', fraction: 1 },
    ]);
    expect(facts).toEqual({ engineVersion: '0.2.86', backend: 'WebGPU, A test card', contextLength: 2048 });
  });

  it('asks for half precision before the weights are read', async () => {
    const { loads } = await loaded([], { needsShaderF16: true });
    expect(loads[0]?.model_list[0]).toMatchObject({ required_features: ['shader-f16'] });
  });

  it('does not load without the model’s configuration', async () => {
    const host = new WebllmHost({
      create: engineInNode([]).create,
      engineVersion: '',
      readStored: async () => undefined,
    });
    const model = {
      engine: 'webllm' as const,
      id: 'tiny',
      folder: FOLDER,
      library: FOLDER,
      contextLength: 512,
      needsShaderF16: false,
      thinks: false,
    };
    await expect(host.load(model, () => undefined)).rejects.toThrow();
  });
});

describe('prompts that web-llm puts together', () => {
  const AWKWARD = [
    'It costs $5, or $$5, or $& or $1 and $<name>.',
    "A `tick` $` and an ' $' apostrophe.",
    'Keep {function_string} and {function_string} too.',
    '{user_message} {system_message} {assistant_message}',
    '$',
    '',
  ];

  it.each(AWKWARD)('hold every text as it is: %s', async (text) => {
    const { chat, pipeline } = await loaded([say('Yes.')]);
    await chat([{ role: 'system', content: text }, user(text), assistant(text), user(text)]);
    expect(pipeline.prompts).toEqual([
      `<|im_start|>system\n${text}<|im_end|>\n` +
        `<|im_start|>user\n${text}<|im_end|>\n<|im_start|>assistant\n${text}<|im_end|>\n` +
        `<|im_start|>user\n${text}<|im_end|>\n<|im_start|>assistant\n`,
    ]);
  });

  it('hold any text at all', async () => {
    const part = fc.oneof(
      fc.constantFrom('$', '$$', '$&', '{function_string}', '{function_', 'string}'),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part), async (parts) => {
        const text = parts.join('');
        const { chat, pipeline } = await loaded([say('Yes.')]);
        await chat([user(text)]);
        expect(pipeline.prompts[0]).toContain(`<|im_start|>user\n${text}<|im_end|>`);
      }),
      { numRuns: 60 },
    );
  });

  it('hold it where a template says more around it, has a place for functions, or none for the text', async () => {
    const text = 'Pay $$5 & {function_string}.';
    const prompt = async (template: object): Promise<string> => {
      const { chat, pipeline } = await loaded([say('Yes.')], { template });
      await chat([user(text)]);
      return pipeline.prompts[0] ?? '';
    };
    const withUser = (frame: string) => ({ ...CHATML, role_templates: { user: frame } });
    expect(await prompt(withUser('[INST] {user_message} [/INST]'))).toContain(`[INST] ${text} [/INST]`);
    expect(await prompt(withUser('{function_string}Q: {user_message}'))).toContain(`Q: ${text}<|im_end|>`);
    expect(await prompt({ ...CHATML, role_templates: undefined })).toContain(`user\n${text}<|im_end|>`);
  });
});

describe('replies', () => {
  it('stream, with what they cost under the engine’s own names', async () => {
    const { chat, pipeline } = await loaded([say('Be', ' kind', '.')]);
    const { text, finish, usage } = await chat([user('Advice?')], { grammar: 'root ::= "x"' });
    expect([text, finish]).toEqual(['Be kind.', 'stop']);
    expect(usage).toMatchObject({ cachedTokens: 0, completionTokens: 4, prefillMs: 500, decodeMs: 300 });
    expect(usage.extra).toMatchObject({ grammar_init_s: 0.02, decode_tokens_per_s: 10 });
    expect(pipeline.configs[0]).toMatchObject({
      max_tokens: 100,
      temperature: 0.5,
      response_format: { type: 'grammar', grammar: 'root ::= "x"' },
    });
    expect(pipeline.seeds[0]).toBe(7);
  });

  it('say when they were cut off', async () => {
    const { chat } = await loaded([say('one', ' two', ' three', ' four')]);
    expect(await chat([user('Count.')], { maxTokens: 2 })).toMatchObject({
      text: 'one two',
      finish: 'length',
    });
  });

  it('come without the thought, which is asked of models that think alone', async () => {
    const { chat, pipeline } = await loaded([say('Yes', '.')], { thinks: true });
    expect((await chat([user('Kind?')])).text).toBe('Yes.');
    expect(pipeline.configs[0]).toMatchObject({ enable_thinking: false });
    // What stands in for the thought counts as written.
    expect(pipeline.configs[0]?.max_tokens).toBeGreaterThan(100);
    const plain = await loaded([say('Yes', '.')]);
    await plain.chat([user('Kind?')]);
    expect(plain.pipeline.configs[0]?.enable_thinking).toBeUndefined();
  });
});

describe('a chat that grows at its end', () => {
  it.each([false, true])('computes its new part alone (a model that thinks: %s)', async (thinks) => {
    const { chat, pipeline } = await loaded([say('It is $$5', ' & more.'), say('Two.'), say('Three.')], {
      thinks,
    });
    const start = [{ role: 'system' as const, content: 'Be short, $&.' }, user('One, $$?')];
    const first = await chat(start);
    expect(first.text).toBe('It is $$5 & more.');
    const second = await chat([...start, assistant(first.text), user('Two, $&?')]);
    const third = await chat([
      ...start,
      assistant(first.text),
      user('Two, $&?'),
      assistant(second.text),
      user('Three?'),
    ]);
    const head = thinks ? '<|im_start|>assistant\n<think>\n\n</think>\n\n' : '<|im_start|>assistant\n';
    expect(pipeline.prompts.slice(1)).toEqual([
      `<|im_start|>user\nTwo, $&?<|im_end|>\n${head}`,
      `<|im_start|>user\nThree?<|im_end|>\n${head}`,
    ]);
    const memory = first.usage.promptTokens + first.usage.completionTokens;
    expect(second.usage.cachedTokens).toBe(memory);
    expect(third.usage.cachedTokens).toBe(memory + second.usage.promptTokens + second.usage.completionTokens);
  });

  it('begins anew after another chat, after a reply that was cut off, and for a reply that was changed', async () => {
    const { chat, pipeline } = await loaded([
      say('A.'),
      say('B.'),
      say('C', 'D'),
      say('E.'),
      say('F.'),
      say('G.'),
    ]);
    const whole = (index: number) => expect(pipeline.prompts[index]).toContain('<|im_start|>system');
    await chat([user('one')]);
    await chat([user('other')]);
    whole(1);
    const { text } = await chat([user('one')], { maxTokens: 1 });
    await chat([user('one'), assistant(text), user('go on')]);
    whole(3);
    await chat([user('one'), assistant('C'), user('go on'), assistant('E!'), user('and?')]);
    whole(4);
    expect(pipeline.prompts[4]).toContain('assistant\nE!<|im_end|>');
  });

  it('goes on from a choice', async () => {
    const top = [
      { token: 'no', logprob: Math.log(0.75) },
      { token: 'yes', logprob: Math.log(0.25) },
      { token: 'maybe', logprob: -Infinity },
    ];
    const { host, chat, pipeline } = await loaded([{ tokens: ['yes'], top }, say('Because.')]);
    const choice = await host.choose(
      { messages: [user('Kind?')], labels: ['yes', 'no'], grammar: 'root ::= "yes" | "no"', seed: 1 },
      new AbortController().signal,
    );
    expect(choice).toMatchObject({ picked: 'yes', probabilities: [0.25, 0.75] });
    expect(pipeline.configs[0]).toMatchObject({ temperature: 1, top_p: 1, logprobs: true, top_logprobs: 5 });
    await chat([user('Kind?'), assistant(choice.picked), user('Why?')]);
    expect(pipeline.prompts[1]).toBe('<|im_start|>user\nWhy?<|im_end|>\n<|im_start|>assistant\n');
  });
});

describe('stopping web-llm', () => {
  it('ends between two tokens, frees the engine, and the next call begins anew', async () => {
    const { host, chat, pipeline } = await loaded([say(...Array<string>(500).fill('word ')), say('Fresh.')]);
    const controller = new AbortController();
    let pieces = 0;
    await host.chat(
      { messages: [user('Go.')], sampling: SAMPLING, grammar: null },
      {
        prefill: () => undefined,
        chunk: () => {
          pieces += 1;
          if (pieces === 3) controller.abort();
        },
      },
      controller.signal,
    );
    expect(pieces).toBeLessThan(6);
    expect(pipeline.getFinishReason()).toBe('abort');
    expect((await chat([user('Again.')])).text).toBe('Fresh.');
    expect(pipeline.prompts[1]).toContain('<|im_start|>system');
  });

  it('says so when nothing is loaded any more', async () => {
    const { host, chat } = await loaded([say('Yes.')]);
    await host.unload();
    await expect(chat([user('Kind?')])).rejects.toThrow('No model is loaded');
  });
});
