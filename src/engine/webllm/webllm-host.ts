import type { AppConfig, ChatCompletionRequestBase, CompletionUsage, MLCEngine } from '@mlc-ai/web-llm';
import type { Finish, Message, Usage } from '../language-model';
import type { LoadProgress } from '../loaded-model';
import type { ChatListener, EngineHost } from '../worker/engine-host';
import { labelProbabilities } from '../worker/label-probabilities';
import type { ChatRequest, ChooseRequest, ModelFacts, ModelToLoad } from '../worker/protocol';
import { ThinkingFilter } from '../worker/thinking-filter';
import { adapterName, loadPhase } from './load-phase';
import { asReplacement, chatConfigSchema } from './prompt-template';
import { RememberedChat, type Prepared } from './remembered-chat';
import { TOP_LOGPROBS } from './webllm-capabilities';

/** The part of web-llm's engine that Steerboard uses. */
export type WebllmEngine = Pick<MLCEngine, 'reload' | 'unload' | 'interruptGenerate' | 'chat'>;

export interface WebllmSurroundings {
  readonly create: (
    appConfig: AppConfig,
    onProgress: (report: { text: string; progress: number }) => void,
  ) => WebllmEngine;
  readonly engineVersion: string;
  /** A small file of the model out of the browser's storage, or undefined where it is not there. */
  readonly readStored: (url: string) => Promise<unknown>;
}

/** Tokens that a label can be made of at most. */
const LABEL_TOKENS = 16;

/** The empty thought that stands in for a real one counts as written: `<think>`, a break, `</think>`, a break. */
const EMPTY_THOUGHT_TOKENS = 4;

/** web-llm on WebGPU, in the worker that it runs in. */
export class WebllmHost implements EngineHost {
  #engine: WebllmEngine | undefined;
  #chat = new RememberedChat(({ content }) => content);
  /** Tokens of the remembered chat. */
  #inMemory = 0;
  #thinks = false;

  constructor(private readonly around: WebllmSurroundings) {}

  async load(model: ModelToLoad, onProgress: (progress: LoadProgress) => void): Promise<ModelFacts> {
    if (model.engine !== 'webllm') throw new Error(`This worker runs no models of ${model.engine}.`);
    const config = chatConfigSchema.parse(
      await this.around.readStored(`${model.folder}mlc-chat-config.json`),
    );
    this.#chat = new RememberedChat((message) => asReplacement(message, config.conv_template));
    this.#thinks = model.thinks;

    let adapter: string | null = null;
    this.#engine = this.around.create(
      {
        cacheBackend: 'cache',
        model_list: [
          {
            model: model.folder,
            model_id: model.id,
            model_lib: model.library,
            // Exactly one of the two windows may be set; some configurations set the other.
            overrides: { context_window_size: model.contextLength, sliding_window_size: -1 },
            // Checked before the weights are read; the lists of others often leave it out.
            required_features: model.needsShaderF16 ? ['shader-f16'] : [],
          },
        ],
      },
      ({ text, progress }) => {
        adapter ??= adapterName(text);
        onProgress(loadPhase(text, progress));
      },
    );
    await this.#engine.reload(model.id);
    return {
      engineVersion: this.around.engineVersion,
      backend: `WebGPU, ${adapter ?? 'unnamed adapter'}`,
      contextLength: model.contextLength,
    };
  }

  async chat(
    { messages, sampling, grammar }: Omit<ChatRequest, 'type' | 'id'>,
    listener: ChatListener,
    signal: AbortSignal,
  ): Promise<{ finish: Finish; usage: Usage }> {
    const engine = this.#running();
    const prepared = this.#prepare(messages);
    const reply = new ThinkingFilter();
    let usage: CompletionUsage | undefined;
    let finish: Finish = 'stop';
    let pieces = 0;
    const interrupt = (): void => void engine.interruptGenerate();
    signal.addEventListener('abort', interrupt);
    try {
      const stream = await engine.chat.completions.create({
        ...this.#request(prepared, sampling.maxTokens, grammar, sampling.seed),
        temperature: sampling.temperature,
        stream: true,
        stream_options: { include_usage: true },
      });
      // Read to its end even after an abort: the engine's lock is held until then.
      for await (const chunk of stream) {
        usage = chunk.usage ?? usage;
        const [choice] = chunk.choices;
        if (choice?.finish_reason === 'length') finish = 'length';
        const written = choice?.delta.content;
        if (written) listener.chunk(reply.push(written), (pieces += 1));
      }
    } finally {
      signal.removeEventListener('abort', interrupt);
    }
    return {
      finish,
      usage: this.#remember(messages, prepared, reply, finish === 'stop' && !signal.aborted, usage),
    };
  }

  /** One label under the grammar, whose mask the probabilities come after. The grammar ends the reply, so that a chat can go on from it. */
  async choose(
    { messages, labels, grammar, seed }: Omit<ChooseRequest, 'type' | 'id'>,
    signal: AbortSignal,
  ): Promise<{ probabilities: number[]; picked: string; usage: Usage }> {
    const engine = this.#running();
    const prepared = this.#prepare(messages);
    const interrupt = (): void => void engine.interruptGenerate();
    signal.addEventListener('abort', interrupt);
    try {
      const { choices, usage } = await engine.chat.completions.create({
        ...this.#request(prepared, LABEL_TOKENS, grammar, seed),
        // Probabilities come after the temperature too.
        stream: false,
        temperature: 1,
        top_p: 1,
        logprobs: true,
        top_logprobs: TOP_LOGPROBS,
      });
      const [choice] = choices;
      const reply = new ThinkingFilter();
      reply.push(choice?.message.content ?? '');
      const cost = this.#remember(
        messages,
        prepared,
        reply,
        choice?.finish_reason === 'stop' && !signal.aborted,
        usage,
      );
      const first = choice?.logprobs?.content?.[0]?.top_logprobs ?? [];
      const tokens = first.map(({ token, logprob }) => ({ text: token, probability: Math.exp(logprob) }));
      return { probabilities: labelProbabilities(labels, tokens), picked: reply.shown, usage: cost };
    } finally {
      signal.removeEventListener('abort', interrupt);
    }
  }

  async unload(): Promise<void> {
    await this.#engine?.unload();
    this.#engine = undefined;
  }

  /** What is in the engine's memory is in doubt until the call has ended well. */
  #prepare(messages: readonly Message[]): Prepared {
    const prepared = this.#chat.prepare(messages);
    this.#chat.forget();
    return prepared;
  }

  #remember(
    messages: readonly Message[],
    prepared: Prepared,
    reply: ThinkingFilter,
    ended: boolean,
    told: CompletionUsage | undefined,
  ): Usage {
    const usage = usageOf(told, prepared.continues ? this.#inMemory : 0);
    this.#inMemory = usage.promptTokens + usage.cachedTokens + usage.completionTokens;
    if (ended) this.#chat.keep(messages, prepared, reply.raw, reply.shown);
    return usage;
  }

  #request(
    { messages }: Prepared,
    maxTokens: number,
    grammar: string | null,
    seed: number | null,
  ): ChatCompletionRequestBase {
    return {
      messages: [...messages],
      max_tokens: maxTokens + (this.#thinks ? EMPTY_THOUGHT_TOKENS : 0),
      seed,
      ...(grammar === null ? {} : { response_format: { type: 'grammar', grammar } }),
      // For a model that knows no thought, an empty one would be a strange text to go on from.
      ...(this.#thinks ? { extra_body: { enable_thinking: false } } : {}),
    };
  }

  #running(): WebllmEngine {
    if (!this.#engine) throw new Error('No model is loaded.');
    return this.#engine;
  }
}

function usageOf(told: CompletionUsage | undefined, cachedTokens: number): Usage {
  const promptTokens = told?.prompt_tokens ?? 0;
  const completionTokens = told?.completion_tokens ?? 0;
  const extra: Record<string, number> = {};
  for (const [name, value] of Object.entries(told?.extra ?? {})) {
    if (typeof value === 'number' && Number.isFinite(value)) extra[name] = value;
  }
  return {
    promptTokens,
    cachedTokens,
    completionTokens,
    prefillMs: milliseconds(promptTokens, extra.prefill_tokens_per_s),
    // The first token comes with the prompt.
    decodeMs: milliseconds(Math.max(0, completionTokens - 1), extra.decode_tokens_per_s),
    extra,
  };
}

const milliseconds = (tokens: number, perSecond: number | undefined): number =>
  perSecond ? (1000 * tokens) / perSecond : 0;
