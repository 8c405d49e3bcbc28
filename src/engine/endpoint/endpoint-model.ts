import { z } from 'zod';
import type { ModelUsed } from '../../domain/runs/model-used';
import { EngineFailure } from '../engine-failure';
import { jsonSchemaOf, labelGrammar, readReply } from '../grammar';
import type {
  CallOptions,
  Capabilities,
  Choice,
  Chunk,
  Contract,
  Finish,
  JsonReply,
  Message,
  Usage,
} from '../language-model';
import type { LoadedModel } from '../loaded-model';
import { MOST_NUMBERED_LABELS } from '../numbered-labels';
import { abortError, orAbort } from '../worker/abort';
import { InTurn } from '../worker/in-turn';
import { labelProbabilities } from '../worker/label-probabilities';
import { streamed } from '../worker/streamed';
import { ThinkingFilter } from '../worker/thinking-filter';
import type { ModelServer } from './model-server';
import {
  chunkSchema,
  replySchema,
  type ServerReply,
  type ServerTimings,
  type ServerUsage,
} from './server-protocol';

export const COMPLETIONS = 'v1/chat/completions';

const DEFAULT_MAX_TOKENS = 512;
const DEFAULT_TEMPERATURE = 0.7;

/** A label and the blank or quote that some models put before it. */
const LABEL_TOKENS = 8;

export interface EndpointModelOptions {
  readonly server: ModelServer;
  /** The model's name as the server knows it. */
  readonly model: string;
  readonly used: ModelUsed;
  /** How many of the likeliest tokens the server gives the probabilities of; 0 where it gives none. */
  readonly topLogprobs: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly release: () => void;
}

/** A model that another program on this machine runs, behind an OpenAI-compatible interface. */
export class EndpointModel implements LoadedModel {
  readonly used: ModelUsed;
  readonly capabilities: Capabilities;
  /** Servers queue requests; with one at a time, the times that are measured are the model's own. */
  readonly #turns = new InTurn();
  readonly #unloading = new AbortController();

  constructor(private readonly options: EndpointModelOptions) {
    const { used, topLogprobs } = options;
    this.used = used;
    this.capabilities = {
      constraint: 'json-schema',
      logprobs: topLogprobs > 0,
      maxLabels: topLogprobs > 0 ? Math.min(topLogprobs, MOST_NUMBERED_LABELS) : MOST_NUMBERED_LABELS,
      seed: true,
      prefixCache: 'any',
      contextLength: used.contextLength,
      reproducible: used.reproducible,
    };
  }

  chat(messages: readonly Message[], options: CallOptions = {}): AsyncIterable<Chunk> {
    return streamed(options.signal, async (signal, push) => {
      const pushText = (text: string) => push({ text });
      const { finish, usage } = await this.#write(messages, {}, { ...options, signal }, pushText);
      push({ text: '', finish, usage });
    });
  }

  async json<T>(
    messages: readonly Message[],
    contract: Contract<T>,
    options: CallOptions = {},
  ): Promise<JsonReply<T>> {
    const constraint = {
      response_format: {
        type: 'json_schema',
        json_schema: { name: contract.name, strict: true, schema: jsonSchemaOf(contract) },
      },
    };
    const { text, finish, usage } = await this.#write(messages, constraint, options);
    return readReply(contract, text, finish, usage);
  }

  async choose(
    messages: readonly Message[],
    labels: readonly string[],
    options: CallOptions = {},
  ): Promise<Choice> {
    const { maxLabels } = this.capabilities;
    if (labels.length > maxLabels) throw new Error(`This engine can tell at most ${maxLabels} labels apart.`);
    const grammar = labelGrammar(labels);
    return (await this.#weigh(messages, labels, grammar, options)) ?? this.#pick(messages, labels, options);
  }

  unload(): Promise<void> {
    // The server keeps the model in its own memory, as its owner set it up.
    this.#unloading.abort();
    this.options.release();
    return Promise.resolve();
  }

  onDeath(): void {
    // A server that went away may come back: no call is the last one.
  }

  /** By the probabilities of the first token; null where no likely token tells the labels apart. */
  async #weigh(
    messages: readonly Message[],
    labels: readonly string[],
    grammar: string,
    { signal, seed, onProgress }: CallOptions,
  ): Promise<Choice | null> {
    const { server, topLogprobs, now } = this.options;
    if (topLogprobs === 0) return null;
    onProgress?.({ phase: 'prefill', text: '', tokens: 0 });
    return this.#inTurn(signal, async (either) => {
      const start = now();
      const body = {
        // llama-server reads the grammar; others pass it over, and the labels' share of the probability is taken.
        ...this.#request(messages, { seed, temperature: 1, maxTokens: LABEL_TOKENS }),
        grammar,
        logprobs: true,
        top_logprobs: topLogprobs,
      };
      const reply = await server.post(COMPLETIONS, body, replySchema, either);
      const total = now() - start;
      const tokens = likeliestTokens(reply);
      const plain = labels.map(plainLabel);
      // Two labels that differ in capitals only can't be told apart by a token that begins a sentence.
      if (
        new Set(plain).size < labels.length ||
        !tokens.some(({ text }) => plain.some((label) => begins(label, text)))
      ) {
        return null;
      }
      const probabilities = labelProbabilities(plain, tokens);
      const written = plainLabel(reply.choices[0].message.content ?? '');
      const likeliest = probabilities.indexOf(Math.max(...probabilities));
      const picked = plain.indexOf(written);
      return {
        probabilities,
        picked: labels[picked < 0 ? likeliest : picked] ?? '',
        usage: usageOf({ ...reply, pieces: 1, firstMs: total, totalMs: total }),
      };
    });
  }

  /** By one reply, the likeliest one, that has to be a label. */
  async #pick(
    messages: readonly Message[],
    labels: readonly string[],
    options: CallOptions,
  ): Promise<Choice> {
    const contract = { name: 'choice', schema: z.object({ answer: z.enum(labels) }) };
    const { value, usage } = await this.json(messages, contract, { ...options, temperature: 0 });
    return {
      probabilities: labels.map((label) => (label === value.answer ? 1 : 0)),
      picked: value.answer,
      usage,
    };
  }

  async #write(
    messages: readonly Message[],
    constraint: object,
    { signal, onProgress, ...sampling }: CallOptions,
    onText?: (text: string) => void,
  ): Promise<{ text: string; finish: Finish; usage: Usage }> {
    const { server, now } = this.options;
    return this.#inTurn(signal, async (either) => {
      const thinking = new ThinkingFilter();
      const start = now();
      let firstMs: number | undefined;
      let pieces = 0;
      let finish: Finish | undefined;
      let usage: ServerUsage | undefined;
      let timings: ServerTimings | undefined;
      onProgress?.({ phase: 'prefill', text: '', tokens: 0 });
      const body = {
        ...this.#request(messages, sampling),
        ...constraint,
        stream_options: { include_usage: true },
      };
      await server.stream(COMPLETIONS, body, either, (event) => {
        const chunk = chunkSchema.parse(event);
        usage = chunk.usage ?? usage;
        timings = chunk.timings ?? timings;
        const choice = chunk.choices.at(0);
        if (choice?.finish_reason) finish = choice.finish_reason === 'length' ? 'length' : 'stop';
        const written = choice?.delta?.content ?? '';
        if (written === '') return;
        firstMs ??= now() - start;
        pieces += 1;
        const news = thinking.push(written);
        onProgress?.({ phase: 'decode', text: thinking.shown, tokens: pieces });
        if (news !== '') onText?.(news);
      });
      if (finish === undefined) {
        throw new EngineFailure(
          'endpoint-unreachable',
          'The model server on this computer broke off in the middle of its answer. See whether it is still running, and try again.',
          'retry',
          'The stream ended without a finish_reason.',
        );
      }
      const totalMs = now() - start;
      const cost = usageOf({ usage, timings, pieces, firstMs: firstMs ?? totalMs, totalMs });
      return { text: thinking.raw, finish, usage: cost };
    });
  }

  #request(
    messages: readonly Message[],
    {
      seed,
      temperature,
      maxTokens,
    }: Pick<CallOptions, 'temperature' | 'maxTokens'> & { seed?: number | undefined },
  ): object {
    return {
      model: this.options.model,
      messages,
      max_tokens: maxTokens ?? DEFAULT_MAX_TOKENS,
      temperature: temperature ?? DEFAULT_TEMPERATURE,
      ...(seed === undefined ? {} : { seed }),
      // Read by llama-server and its like; a thought would use up the tokens of the answer.
      chat_template_kwargs: { enable_thinking: false },
    };
  }

  /** One call, in its turn; the caller hears of an abort at once. */
  async #inTurn<T>(
    callerSignal: AbortSignal | undefined,
    call: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const signals = [this.#unloading.signal, ...(callerSignal ? [callerSignal] : [])];
    const signal = AbortSignal.any(signals);
    return orAbort(
      this.#turns.run(() => {
        if (signal.aborted) throw abortError();
        return call(signal);
      }),
      signal,
    );
  }
}

/** Without the blanks, quotes, marks and capitals that a model may put around a label. */
function plainLabel(text: string): string {
  return text
    .trim()
    .replace(/^["'“‘*]+|["'”’*.,]+$/g, '')
    .toLowerCase();
}

function begins(label: string, text: string): boolean {
  return text !== '' && label.startsWith(text);
}

function likeliestTokens(reply: ServerReply): { text: string; probability: number }[] {
  const [first] = reply.choices[0].logprobs?.content ?? [];
  return (first?.top_logprobs ?? []).map(({ token, logprob }) => ({
    text: plainLabel(token),
    probability: logprob === null ? 0 : Math.exp(logprob),
  }));
}

/** The server's own figures where it gives them, else what the clock and the pieces say. */
function usageOf({
  usage,
  timings,
  pieces,
  firstMs,
  totalMs,
}: {
  usage?: ServerUsage | null | undefined;
  timings?: ServerTimings | null | undefined;
  pieces: number;
  firstMs: number;
  totalMs: number;
}): Usage {
  if (timings) {
    return {
      promptTokens: timings.prompt_n,
      cachedTokens: timings.cache_n,
      completionTokens: timings.predicted_n,
      prefillMs: timings.prompt_ms,
      decodeMs: timings.predicted_ms,
      extra: { ...timings, totalMs },
    };
  }
  const cached = usage?.prompt_tokens_details?.cached_tokens ?? 0;
  return {
    promptTokens: Math.max(0, (usage?.prompt_tokens ?? 0) - cached),
    cachedTokens: cached,
    completionTokens: usage?.completion_tokens ?? pieces,
    prefillMs: firstMs,
    decodeMs: totalMs - firstMs,
    extra: { totalMs },
  };
}
