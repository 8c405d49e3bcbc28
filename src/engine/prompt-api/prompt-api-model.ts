import { z } from 'zod';
import type { ModelUsed } from '../../domain/runs/model-used';
import { EngineFailure } from '../engine-failure';
import { jsonSchemaOf, readReply } from '../grammar';
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
import type { LoadedModel, LoadOptions } from '../loaded-model';
import type { ModelEntry } from '../models/model-entry';
import { MOST_NUMBERED_LABELS } from '../numbered-labels';
import { abortError, orAbort } from '../worker/abort';
import { InTurn } from '../worker/in-turn';
import { streamed } from '../worker/streamed';
import type { BrowserModelApi, BrowserSession } from './browser-model-api';
import { noBrowserModel, promptApiFailure } from './prompt-api-failure';

const ENGLISH = {
  expectedInputs: [{ type: 'text', languages: ['en'] }],
  expectedOutputs: [{ type: 'text', languages: ['en'] }],
} as const;

const DEFAULT_MAX_TOKENS = 512;
const DEFAULT_TEMPERATURE = 0.7;

export interface PromptApiSurroundings {
  /** Null where the browser has no model of its own. */
  readonly api: BrowserModelApi | null;
  /** What a run is to say of the browser, for instance “Chrome 156”. */
  readonly browser: string;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/**
 * Gets the browser's own model ready; the browser downloads it first where it has to, which needs a click.
 * @throws EngineFailure, or an AbortError
 */
export async function loadPromptApi(
  entry: ModelEntry,
  { api, browser, now }: PromptApiSurroundings,
  { signal, onProgress }: LoadOptions = {},
): Promise<LoadedModel> {
  if (!api) throw noBrowserModel('There is no LanguageModel.');
  onProgress?.({ phase: 'start', fraction: null });
  let session: BrowserSession;
  try {
    const availability = await api.availability(ENGLISH);
    if (availability === 'unavailable') throw noBrowserModel('LanguageModel.availability: unavailable');
    session = await api.create({
      ...ENGLISH,
      ...(signal ? { signal } : {}),
      monitor: (monitor) =>
        monitor.addEventListener('downloadprogress', (event) =>
          onProgress?.({ phase: 'weights', fraction: 'loaded' in event ? Number(event.loaded) : null }),
        ),
    });
  } catch (error) {
    if (signal?.aborted) throw abortError();
    throw error instanceof EngineFailure ? error : promptApiFailure(error, 'load');
  }
  const contextLength = Math.floor(session.contextWindow ?? entry.contextLength);
  return new PromptApiModel(api, session, now, {
    id: entry.id,
    name: entry.name,
    engine: 'prompt-api',
    engineVersion: browser,
    revision: null,
    quantisation: null,
    backend: 'the browser’s own model',
    contextLength: contextLength > 0 ? contextLength : entry.contextLength,
    // The browser does not say which model it is, and changes it.
    reproducible: false,
  });
}

class PromptApiModel implements LoadedModel {
  readonly capabilities: Capabilities;
  readonly #turns = new InTurn();
  readonly #unloading = new AbortController();

  constructor(
    private readonly api: BrowserModelApi,
    /** Nothing is asked of it: while it lives, the browser keeps its model in memory. */
    private readonly keepsLoaded: BrowserSession,
    private readonly now: () => number,
    readonly used: ModelUsed,
  ) {
    this.capabilities = {
      constraint: 'json-schema',
      logprobs: false,
      maxLabels: MOST_NUMBERED_LABELS,
      seed: false,
      prefixCache: 'none',
      contextLength: used.contextLength,
      reproducible: false,
    };
  }

  chat(messages: readonly Message[], options: CallOptions = {}): AsyncIterable<Chunk> {
    return streamed(options.signal, async (signal, push) => {
      const pushText = (text: string) => push({ text });
      const { finish, usage } = await this.#write(messages, undefined, { ...options, signal }, pushText);
      push({ text: '', finish, usage });
    });
  }

  async json<T>(
    messages: readonly Message[],
    contract: Contract<T>,
    options: CallOptions = {},
  ): Promise<JsonReply<T>> {
    const { text, finish, usage } = await this.#write(messages, jsonSchemaOf(contract), options);
    return readReply(contract, text, finish, usage);
  }

  /** By one reply, the likeliest one: the browser gives no probabilities. */
  async choose(
    messages: readonly Message[],
    labels: readonly string[],
    options: CallOptions = {},
  ): Promise<Choice> {
    if (labels.length > MOST_NUMBERED_LABELS)
      throw new Error(`This engine can tell at most ${MOST_NUMBERED_LABELS} labels apart.`);
    const contract = { name: 'choice', schema: z.enum(labels) };
    const { value, usage } = await this.json(messages, contract, { ...options, temperature: 0 });
    return { probabilities: labels.map((label) => (label === value ? 1 : 0)), picked: value, usage };
  }

  unload(): Promise<void> {
    this.#unloading.abort();
    this.keepsLoaded.destroy();
    return Promise.resolve();
  }

  onDeath(): void {
    // The browser starts its model again by itself: no call is the last one.
  }

  #write(
    messages: readonly Message[],
    responseConstraint: object | undefined,
    { signal: callerSignal, ...options }: CallOptions,
    onText?: (text: string) => void,
  ): Promise<{ text: string; finish: Finish; usage: Usage }> {
    const signal = AbortSignal.any([this.#unloading.signal, ...(callerSignal ? [callerSignal] : [])]);
    return orAbort(
      this.#turns.run(async () => {
        if (signal.aborted) throw abortError();
        try {
          return await this.#inSession(messages, responseConstraint, options, signal, onText);
        } catch (error) {
          if (signal.aborted) throw abortError();
          throw promptApiFailure(error, 'call');
        }
      }),
      signal,
    );
  }

  /** A session of its own for each call: calls must not see each other. */
  async #inSession(
    messages: readonly Message[],
    responseConstraint: object | undefined,
    { temperature = DEFAULT_TEMPERATURE, maxTokens = DEFAULT_MAX_TOKENS, onProgress }: CallOptions,
    signal: AbortSignal,
    onText?: (text: string) => void,
  ): Promise<{ text: string; finish: Finish; usage: Usage }> {
    const start = this.now();
    let firstMs: number | undefined;
    let text = '';
    let tokens = 0;
    onProgress?.({ phase: 'prefill', text, tokens });
    const session = await this.api.create({
      ...ENGLISH,
      samplingMode: temperature === 0 ? 'most-predictable' : 'balanced',
      initialPrompts: messages.slice(0, -1),
      signal,
    });
    try {
      const reader = session
        .promptStreaming(messages.at(-1)?.content ?? '', {
          ...(responseConstraint ? { responseConstraint } : {}),
          signal,
        })
        .getReader();
      let finish: Finish = 'stop';
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        if (piece.value === '') continue;
        firstMs ??= this.now() - start;
        text += piece.value;
        tokens += 1;
        onProgress?.({ phase: 'decode', text, tokens });
        onText?.(piece.value);
        // The browser knows no bound: what is too long is cut off here.
        if (tokens < maxTokens) continue;
        finish = 'length';
        await reader.cancel();
        break;
      }
      const totalMs = this.now() - start;
      const usage = {
        promptTokens: Math.max(0, (session.contextUsage ?? 0) - tokens),
        cachedTokens: 0,
        completionTokens: tokens,
        prefillMs: firstMs ?? totalMs,
        decodeMs: totalMs - (firstMs ?? totalMs),
      };
      return { text, finish, usage };
    } finally {
      session.destroy();
    }
  }
}
