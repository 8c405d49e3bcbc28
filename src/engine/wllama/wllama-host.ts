import type { Finish, Usage } from '../language-model';
import type { LoadProgress } from '../loaded-model';
import { EngineCrash, type ChatListener, type EngineHost } from '../worker/engine-host';
import { labelProbabilities } from '../worker/label-probabilities';
import type { ChatRequest, ChooseRequest, ModelFacts, ModelToLoad } from '../worker/protocol';
import { ThinkingFilter } from '../worker/thinking-filter';
import { CountedBlob } from './counted-blob';
import {
  chunkSchema,
  firstTokensSchema,
  type LlamaEngine,
  type LlamaRequest,
  type LlamaTimings,
} from './llama-engine';
import { thinkingOf } from './thinking-template';
import { NoChatTemplateError, NotAModelError } from './wllama-failures';
import { WllamaLog } from './wllama-log';

export interface WllamaSurroundings {
  readonly create: (logger: WllamaLog['logger']) => LlamaEngine;
  readonly engineVersion: string;
  /** Of the machine. */
  readonly cores: number;
  /** Whether threads may share memory. */
  readonly crossOriginIsolated: boolean;
  /** The name of a GPU that llama.cpp could use, or null. */
  readonly gpu: () => Promise<string | null>;
}

/** More threads than this wait for each other longer than they compute. */
const MOST_THREADS = 16;

/**
 * llama.cpp's threads wait for each other without sleeping, so anything else that runs stops them all: two on two cores
 * that were busy wrote a token a second, where one alone wrote eight. With more cores than two, one is left to the rest.
 */
const threadsFor = (cores: number): number => Math.min(cores > 2 ? cores - 1 : cores, MOST_THREADS);

/**
 * Prompt tokens between two signs of life, and between two moments at which an abort is seen: 2 to 5 seconds' worth on
 * two old cores. A GPU needs more of them at once to be quick.
 */
const CPU_BATCH = 64;
const GPU_BATCH = 512;

/** Lifts the labels so far above everything else that no other token keeps a probability worth a number. */
const LABEL_BIAS = 50;

/** Tokens that a label can be made of at most, and that can begin one. */
const LABEL_TOKENS = 16;
const FIRST_TOKENS = 64;

/** A reply that has begun: llama.cpp puts an empty thought before it where its template knows thoughts (run with b11364). */
const REPLY_BEGINS = '\n\n';

type LlamaToLoad = Extract<ModelToLoad, { engine: 'wllama' }>;

/** llama.cpp, by way of wllama, which runs it in a worker of its own below this one. */
export class WllamaHost implements EngineHost {
  #log = new WllamaLog();
  #engine: LlamaEngine | undefined;
  #thinking: ReturnType<typeof thinkingOf> = 'none';

  constructor(private readonly around: WllamaSurroundings) {}

  async load(model: ModelToLoad, onProgress: (progress: LoadProgress) => void): Promise<ModelFacts> {
    if (model.engine !== 'wllama') throw new Error(`This worker runs no models of ${model.engine}.`);
    await checkMagic(model.files);
    const gpu = await this.around.gpu();
    const engine = await this.#start(model, gpu !== null, onProgress).catch((error: unknown) => {
      if (gpu === null) throw error;
      // What a card or its driver can't do, the CPU mostly can, only slower.
      return this.#start(model, false, onProgress);
    });
    const template = engine.getChatTemplate();
    if (!template) throw new NoChatTemplateError();
    this.#thinking = thinkingOf(template, model.thinks);

    const threads = engine.isMultithread() ? engine.getNumThreads() : 1;
    return {
      engineVersion: this.around.engineVersion,
      backend:
        gpu !== null && this.#log.onGpu
          ? `WebGPU, ${gpu}`
          : `CPU, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
      contextLength: engine.getLoadedContextInfo().n_ctx,
    };
  }

  /** An engine of its own with the model in memory. One that did not get so far is ended. */
  async #start(
    { files, contextLength }: LlamaToLoad,
    onGpu: boolean,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<LlamaEngine> {
    this.#log = new WllamaLog();
    const engine = this.around.create(this.#log.logger);
    const batch = onGpu ? GPU_BATCH : CPU_BATCH;
    // Its other build, for browsers that lack what it needs, would come from a content delivery network.
    engine.setCompat(null);
    try {
      await this.#guarded(() =>
        engine.loadModel(countReading(files, onProgress), {
          n_ctx: contextLength,
          n_threads: this.around.crossOriginIsolated ? threadsFor(this.around.cores) : 1,
          n_parallel: 1,
          n_batch: batch,
          n_ubatch: batch,
          reasoning_format: 'none',
          ...(onGpu ? {} : { n_gpu_layers: 0 }),
        }),
      );
      // wllama takes a load that failed for one that went well.
      if (!engine.getLoadedContextInfo().n_vocab) {
        throw new Error(`llama.cpp did not load the model.\n${this.#log.errors}`);
      }
    } catch (error) {
      // One that broke down may not end in an orderly way either.
      await engine.exit().catch(() => undefined);
      throw error;
    }
    this.#engine = engine;
    return engine;
  }

  async chat(
    { messages, sampling, grammar }: Omit<ChatRequest, 'type' | 'id'>,
    listener: ChatListener,
    signal: AbortSignal,
  ): Promise<{ finish: Finish; usage: Usage }> {
    const visible = new ThinkingFilter();
    let finish: Finish = 'stop';
    let timings: LlamaTimings | undefined;
    const request = {
      ...this.#request(messages, sampling.maxTokens, grammar, sampling.seed, signal),
      temperature: sampling.temperature,
      return_progress: true,
      timings_per_token: true,
    };
    await this.#guarded(async () => {
      for await (const data of await this.#running().createChatCompletion({ ...request, stream: true })) {
        const chunk = chunkSchema.parse(data);
        timings = chunk.timings ?? timings;
        const progress = chunk.prompt_progress;
        if (progress) listener.prefill(progress.processed, progress.total);
        const [choice] = chunk.choices;
        if (choice?.finish_reason === 'length') finish = 'length';
        const { content, reasoning_content: thought } = choice?.delta ?? {};
        // A thought is not shown, but tells that the engine lives.
        if (content || thought) listener.chunk(visible.push(content ?? ''), timings?.predicted_n ?? 0);
      }
    });
    return { finish, usage: usageOf(timings) };
  }

  /**
   * One label under the grammar. llama.cpp gives the probabilities after the grammar only where its first draw did not fit
   * it; with the bias, what it gives is the same either way: the model's, among the labels.
   */
  async choose(
    { messages, labels, grammar, seed }: Omit<ChooseRequest, 'type' | 'id'>,
    signal: AbortSignal,
  ): Promise<{ probabilities: number[]; picked: string; usage: Usage }> {
    const reply = await this.#guarded(() =>
      this.#running().createChatCompletion({
        ...this.#request(messages, LABEL_TOKENS, grammar, seed, signal),
        // Nothing is cut off or bent before the draw.
        temperature: 1,
        top_k: 0,
        top_p: 1,
        min_p: 0,
        logprobs: true,
        top_logprobs: FIRST_TOKENS,
        post_sampling_probs: true,
        logit_bias: labels.map((label) => [label, LABEL_BIAS]),
      }),
    );
    const {
      choices: [choice],
      timings,
    } = firstTokensSchema.parse(reply);
    const [first] = choice.logprobs.content;
    const picked = new ThinkingFilter();
    picked.push(choice.message.content);
    const tokens = first.top_probs.map(({ token, prob }) => ({ text: token, probability: prob }));
    return {
      probabilities: labelProbabilities(labels, tokens),
      picked: picked.shown,
      usage: usageOf(timings),
    };
  }

  async unload(): Promise<void> {
    await this.#engine?.exit();
    this.#engine = undefined;
  }

  #request(
    messages: ChatRequest['messages'],
    maxTokens: number,
    grammar: string | null,
    seed: number | null,
    signal: AbortSignal,
  ): LlamaRequest {
    return {
      messages:
        this.#thinking === 'close' ? [...messages, { role: 'assistant', content: REPLY_BEGINS }] : messages,
      max_tokens: maxTokens,
      cache_prompt: true,
      abortSignal: signal,
      ...(grammar === null ? {} : { grammar }),
      ...(seed === null ? {} : { seed }),
      ...(this.#thinking === 'asks' ? { chat_template_kwargs: { enable_thinking: false } } : {}),
    };
  }

  #running(): LlamaEngine {
    if (!this.#engine) throw new Error('No model is loaded.');
    return this.#engine;
  }

  /** Adds what llama.cpp said last to a failure. After wllama's RuntimeError the wasm has ended, and every call would fail. */
  async #guarded<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      if (name === 'AbortError') throw error;
      const told = new Error(`${message}\n${this.#log.errors}`.trim());
      told.name = name;
      throw name === 'RuntimeError' ? new EngineCrash(told) : told;
    }
  }
}

async function checkMagic([first]: readonly Blob[]): Promise<void> {
  const magic = await first?.slice(0, 4).text();
  if (magic !== 'GGUF') throw new NotAModelError('The file does not begin as a GGUF does.');
}

function countReading(files: readonly Blob[], onProgress: (progress: LoadProgress) => void): Blob[] {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let read = 0;
  const count = (bytes: number): void => {
    read += bytes;
    // Headers are read more than once.
    onProgress({ phase: 'weights', fraction: Math.min(1, read / total) });
  };
  return files.map((file) => new CountedBlob(file, count));
}

function usageOf(timings: LlamaTimings | undefined): Usage {
  return {
    promptTokens: timings?.prompt_n ?? 0,
    cachedTokens: timings?.cache_n ?? 0,
    completionTokens: timings?.predicted_n ?? 0,
    prefillMs: timings?.prompt_ms ?? 0,
    decodeMs: timings?.predicted_ms ?? 0,
    extra: { ...timings },
  };
}
