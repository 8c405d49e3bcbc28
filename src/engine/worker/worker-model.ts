import type { ModelUsed } from '../../domain/runs/model-used';
import { EngineFailure } from '../engine-failure';
import { recogniseFailure } from '../failures';
import { grammarOf, labelGrammar, readReply } from '../grammar';
import type {
  CallOptions,
  Capabilities,
  Choice,
  Chunk,
  Contract,
  JsonReply,
  Message,
} from '../language-model';
import type { LoadedModel, LoadOptions } from '../loaded-model';
import { abortError, orAbort } from './abort';
import { InTurn } from './in-turn';
import { Patience } from './patience';
import { streamed } from './streamed';
import type { Answer, FinalAnswer, ModelFacts, ModelToLoad } from './protocol';
import {
  WorkerConnection,
  WorkerDeath,
  type ExchangeOptions,
  type Wish,
  type WorkerLike,
} from './worker-connection';

/** How often a dead worker is replaced by a new one; a model that dies again has a reason to. */
const RESTARTS = 1;

const DEFAULT_MAX_TOKENS = 512;
const DEFAULT_TEMPERATURE = 0.7;

/** Freeing memory takes a moment; ending the worker frees it too. */
const UNLOAD_ALLOWED_MS = 10_000;

export interface WorkerModelOptions {
  readonly makeWorker: () => WorkerLike;
  readonly model: ModelToLoad;
  readonly used: (facts: ModelFacts) => ModelUsed;
  readonly capabilities: (facts: ModelFacts) => Capabilities;
}

/** What a call does with the worker's answers. */
interface Conversation extends Pick<ExchangeOptions, 'allowed' | 'onAnswer'> {
  /** Whether the call can be made again: nothing that the caller keeps was given out. */
  readonly repeatable: () => boolean;
  /** Before each time that the call is made. */
  readonly begin?: () => void;
}

/**
 * Brings a model into the memory of a worker of its own.
 * @throws EngineFailure, or an AbortError; the worker has ended then
 */
export async function loadWorkerModel(
  options: WorkerModelOptions,
  load: LoadOptions = {},
): Promise<LoadedModel> {
  let ids = 0;
  const start = (how: LoadOptions): Promise<Started> => startWorker(options, () => (ids += 1), how);
  return new WorkerModel(options, await start(load), start);
}

interface Started {
  readonly connection: WorkerConnection;
  readonly facts: ModelFacts;
}

async function startWorker(
  { makeWorker, model }: WorkerModelOptions,
  nextId: () => number,
  { signal, onProgress }: LoadOptions,
): Promise<Started> {
  if (signal?.aborted) throw abortError();
  let connection: WorkerConnection | undefined;
  // A load that is given up leaves nothing to keep: ending the worker is the quickest way to stop it.
  const stop = (): void => connection?.die('worker-died', 'Loading was stopped.');
  const patience = new Patience();
  try {
    connection = new WorkerConnection(makeWorker, nextId);
    signal?.addEventListener('abort', stop);
    onProgress?.({ phase: 'start', fraction: null });
    const answer = await connection.exchange(
      { type: 'load', model },
      {
        allowed: patience.load('start'),
        onAnswer: (heard) => {
          if (heard.type !== 'progress') return patience.load('start');
          onProgress?.({ phase: heard.phase, fraction: heard.fraction });
          return patience.load(heard.phase);
        },
      },
    );
    if (answer.type === 'loaded') return { connection, facts: answer.facts };
    throw answer.type === 'failed' ? answer.words : new Error(`The engine answered ${answer.type} to load.`);
  } catch (error) {
    stop();
    if (signal?.aborted) throw abortError();
    throw recogniseFailure(error, 'load');
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

class WorkerModel implements LoadedModel {
  readonly #options: WorkerModelOptions;
  readonly #patience = new Patience();
  /** The engine has one sequence of tokens in memory: one call at a time, so that stopping it is exact. */
  readonly #turns = new InTurn();
  readonly #unloading = new AbortController();
  readonly #deathListeners: ((failure: EngineFailure) => void)[] = [];
  #connection: WorkerConnection;
  /** Of the worker that runs: a new one may compute elsewhere than the one before. */
  #facts: ModelFacts;
  #restartsLeft = RESTARTS;
  /** Why no call can be served any more. */
  #end: EngineFailure | undefined;

  constructor(
    options: WorkerModelOptions,
    started: Started,
    private readonly start: (how: LoadOptions) => Promise<Started>,
  ) {
    this.#options = options;
    this.#connection = started.connection;
    this.#facts = started.facts;
  }

  get used(): ModelUsed {
    return this.#options.used(this.#facts);
  }

  get capabilities(): Capabilities {
    return this.#options.capabilities(this.#facts);
  }

  chat(messages: readonly Message[], options: CallOptions = {}): AsyncIterable<Chunk> {
    return streamed(options.signal, async (signal, push) => {
      await this.#write(messages, null, { ...options, signal }, push);
    });
  }

  async json<T>(
    messages: readonly Message[],
    contract: Contract<T>,
    options: CallOptions = {},
  ): Promise<JsonReply<T>> {
    const { text, finish, usage } = await this.#write(messages, grammarOf(contract), options);
    return readReply(contract, text, finish, usage);
  }

  async choose(
    messages: readonly Message[],
    labels: readonly string[],
    { signal, seed, onProgress }: CallOptions = {},
  ): Promise<Choice> {
    const { maxLabels } = this.capabilities;
    if (labels.length > maxLabels) throw new Error(`This engine can tell at most ${maxLabels} labels apart.`);
    const allowed = this.#patience.prefill(messages) + labels.length * this.#patience.decode();
    const answer = await this.#call(
      {
        type: 'choose',
        messages: [...messages],
        labels: [...labels],
        grammar: labelGrammar(labels),
        seed: seed ?? null,
      },
      {
        allowed,
        onAnswer: () => allowed,
        repeatable: () => true,
        begin: () => onProgress?.({ phase: 'prefill', text: '', tokens: 0 }),
      },
      signal,
    );
    if (answer.type !== 'chosen') throw unexpected(answer, 'choose');
    this.#patience.learn(answer.usage);
    const { probabilities, picked, usage } = answer;
    return { probabilities, picked, usage };
  }

  async unload(): Promise<void> {
    this.#end ??= new EngineFailure(
      'model-unknown',
      'The model is no longer loaded. Load it again.',
      'none',
      'unloaded',
    );
    this.#unloading.abort();
    await this.#connection
      .exchange({ type: 'unload' }, { allowed: UNLOAD_ALLOWED_MS })
      .catch(() => undefined);
    this.#connection.die('worker-died', 'The model was unloaded.');
  }

  onDeath(listener: (failure: EngineFailure) => void): void {
    this.#deathListeners.push(listener);
  }

  /** Writes a text. `onChunk` gets it piece by piece; the call can't be made again once it got one. */
  async #write(
    messages: readonly Message[],
    grammar: string | null,
    { signal, seed, temperature, maxTokens, onProgress }: CallOptions,
    onChunk?: (chunk: Chunk) => void,
  ): Promise<Required<Chunk>> {
    let text = '';
    const allowed = this.#patience.prefill(messages);
    const answer = await this.#call(
      {
        type: 'chat',
        messages: [...messages],
        sampling: {
          seed: seed ?? null,
          temperature: temperature ?? DEFAULT_TEMPERATURE,
          maxTokens: maxTokens ?? DEFAULT_MAX_TOKENS,
        },
        grammar,
      },
      {
        allowed,
        begin: () => {
          text = '';
          onProgress?.({ phase: 'prefill', text, tokens: 0 });
        },
        onAnswer: (heard) => {
          if (heard.type !== 'chunk') return allowed;
          text += heard.text;
          onProgress?.({ phase: 'decode', text, tokens: heard.tokens });
          if (heard.text !== '') onChunk?.({ text: heard.text });
          return this.#patience.decode();
        },
        repeatable: () => onChunk === undefined || text === '',
      },
      signal,
    );
    if (answer.type !== 'done') throw unexpected(answer, 'chat');
    const { finish, usage } = answer;
    this.#patience.learn(usage);
    onChunk?.({ text: '', finish, usage });
    return { text, finish, usage };
  }

  /** One call, in its turn. The caller hears of an abort at once; the worker is asked to stop, and the next call waits for it. */
  async #call(wish: Wish, conversation: Conversation, callerSignal?: AbortSignal): Promise<FinalAnswer> {
    if (callerSignal?.aborted) throw abortError();
    if (this.#end) throw this.#end;
    const signals = [this.#unloading.signal, ...(callerSignal ? [callerSignal] : [])];
    const signal = AbortSignal.any(signals);
    return orAbort(
      this.#turns.run(() => this.#serve(wish, conversation, signal)),
      signal,
    );
  }

  /** Makes the call, again where its failure allows: once with the same worker, once with a new one. */
  async #serve(wish: Wish, conversation: Conversation, signal: AbortSignal): Promise<FinalAnswer> {
    let retriesLeft = 1;
    for (;;) {
      if (signal.aborted) throw abortError();
      await this.#revive();
      conversation.begin?.();
      // Starting a new worker takes long enough for the caller to give up, and hearing of the beginning may be what it waits for.
      if (signal.aborted) throw abortError();
      const outcome = await this.#attempt(wish, conversation, signal);
      if (!(outcome instanceof EngineFailure)) return outcome;
      if (this.#connection.dead && this.#restartsLeft === 0) this.#die(outcome);
      if (this.#end) throw this.#end;
      if (!conversation.repeatable()) throw outcome;
      if (this.#connection.dead) continue;
      if (outcome.step !== 'retry') throw outcome;
      // What failed twice in the same way may have broken something inside.
      if (retriesLeft <= 0 && this.#restartsLeft === 0) throw outcome;
      if (retriesLeft <= 0) this.#connection.die('worker-died', outcome.detail);
      retriesLeft -= 1;
    }
  }

  async #attempt(
    wish: Wish,
    conversation: Conversation,
    signal: AbortSignal,
  ): Promise<FinalAnswer | EngineFailure> {
    try {
      const answer = await this.#connection.exchange(wish, { ...conversation, signal });
      if (answer.type === 'aborted') throw abortError();
      if (answer.type !== 'failed') return answer;
      const failure = recogniseFailure(answer.words, 'call');
      // An engine that lost its device, say, goes on talking and can do nothing any more: as good as dead.
      if (answer.crashed || failure.step === 'new-worker') this.#connection.die('worker-died', answer.words);
      return failure;
    } catch (error) {
      if (error instanceof WorkerDeath) return recogniseFailure(error, 'call');
      throw error;
    }
  }

  /** Puts a new worker in the place of a dead one, with the model loaded again. */
  async #revive(): Promise<void> {
    if (this.#end) throw this.#end;
    if (!this.#connection.dead) return;
    try {
      if (this.#restartsLeft === 0)
        throw recogniseFailure(new WorkerDeath('worker-died', 'It ended twice.'), 'call');
      this.#restartsLeft -= 1;
      const { connection, facts } = await this.start({ signal: this.#unloading.signal });
      this.#connection = connection;
      this.#facts = facts;
    } catch (error) {
      if (error instanceof EngineFailure) this.#die(error);
      throw error;
    }
  }

  #die(failure: EngineFailure): void {
    if (this.#end) return;
    this.#end = failure;
    for (const listener of this.#deathListeners) listener(failure);
  }
}

const unexpected = (answer: Answer, to: string): Error =>
  new Error(`The engine answered ${answer.type} to ${to}.`);
