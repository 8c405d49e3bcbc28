import type { z } from 'zod';
import type { ModelUsed } from '../domain/runs/model-used';

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What one call cost. Times in milliseconds, counts in tokens; speeds follow from them. */
export interface Usage {
  /** Prompt tokens that were computed in this call. */
  readonly promptTokens: number;
  /** Prompt tokens that were still in the engine's memory from a call before. */
  readonly cachedTokens: number;
  readonly completionTokens: number;
  readonly prefillMs: number;
  readonly decodeMs: number;
  /** The engine's own figures under its own names, kept as they came. */
  readonly extra?: Readonly<Record<string, number>>;
}

/** How far a call is. */
export interface CallProgress {
  readonly phase: 'prefill' | 'decode';
  /** Everything that was written so far. */
  readonly text: string;
  /** Tokens written so far; engines that don't count them give the number of pieces. */
  readonly tokens: number;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Whole number; the same seed gives the same text on the same device and build. */
  readonly seed?: number;
  /** 0 takes the likeliest token each time. */
  readonly temperature?: number;
  /** Most tokens that may be written; every call has a bound. */
  readonly maxTokens?: number;
  readonly onProgress?: (progress: CallProgress) => void;
}

/** What an engine can do; the pipeline adapts to it instead of assuming. */
export interface Capabilities {
  readonly constraint: 'grammar' | 'json-schema' | 'none';
  /** Whether `choose` rests on the model's probabilities; without them it rests on one sample. */
  readonly logprobs: boolean;
  /** Most labels that `choose` can tell apart. */
  readonly maxLabels: number;
  readonly seed: boolean;
  /** `any`: a prompt that begins like the one before is not computed again; `append`: only a chat that grows at its end. */
  readonly prefixCache: 'any' | 'append' | 'none';
  /** In tokens, prompt and completion together. */
  readonly contextLength: number;
  /** Whether the same configuration gives the same run again. */
  readonly reproducible: boolean;
}

/** A shape that the model's output must have: a zod schema under a name, which an engine compiles to its own grammar. */
export interface Contract<T> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
}

/** Why a model stopped: it had said all, or `maxTokens` was reached. */
export type Finish = 'stop' | 'length';

export interface Chunk {
  readonly text: string;
  /** Both present on the last chunk only. */
  readonly usage?: Usage;
  readonly finish?: Finish;
}

export interface JsonReply<T> {
  readonly value: T;
  /** The reply as the model wrote it, byte for byte: what an append-only chat has to hand back. */
  readonly text: string;
  readonly usage: Usage;
}

export interface Choice {
  /** Probability of each label as the next output, in the labels' order; they sum to 1. */
  readonly probabilities: readonly number[];
  /** The label that the model wrote: what an append-only chat has to hand back. */
  readonly picked: string;
  readonly usage: Usage;
}

/** A reply that does not fulfil its contract. It is never mended: the caller asks again or says that it failed. */
export class ContractError extends Error {
  override readonly name = 'ContractError';

  constructor(
    /** `truncated`: `maxTokens` was reached; `blank`: it ended in white space alone; the others say what was read. */
    readonly reason: 'truncated' | 'blank' | 'not-json' | 'not-valid',
    message: string,
    /** What the model wrote. */
    readonly text: string,
    readonly usage: Usage,
  ) {
    super(message);
  }
}

/**
 * The engine port: everything the pipeline may ask of a language model. Calls are served one after the other.
 * Every method rejects with an AbortError when `signal` fires and keeps nothing of the call, and with an EngineFailure
 * when the engine itself fails.
 */
export interface LanguageModel {
  /** What a run records of the model. */
  readonly used: ModelUsed;
  readonly capabilities: Capabilities;
  chat(messages: readonly Message[], options?: CallOptions): AsyncIterable<Chunk>;
  /** Rejects with a ContractError where the reply is not what the contract asks for. */
  json<T>(messages: readonly Message[], contract: Contract<T>, options?: CallOptions): Promise<JsonReply<T>>;
  /** `labels`: two to `capabilities.maxLabels` different short words or digits. */
  choose(messages: readonly Message[], labels: readonly string[], options?: CallOptions): Promise<Choice>;
}
