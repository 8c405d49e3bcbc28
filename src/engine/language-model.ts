import type { z } from 'zod';

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What one call cost. Times in milliseconds, speeds follow from them. */
export interface Usage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly prefillMs: number;
  readonly decodeMs: number;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly seed?: number;
  readonly temperature?: number;
  readonly maxTokens?: number;
}

/** What an engine can do; the pipeline adapts to it instead of assuming. */
export interface Capabilities {
  readonly constraint: 'grammar' | 'json-schema' | 'none';
  readonly logprobs: boolean;
  readonly seed: boolean;
  readonly prefixCache: boolean;
  /** In tokens. */
  readonly contextLength: number;
}

/** A shape that the model's output must have: a zod schema under a name, which an engine compiles to its own grammar. */
export interface Contract<T> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
}

export interface Chunk {
  readonly text: string;
  /** Present on the last chunk only. */
  readonly usage?: Usage;
}

/**
 * The engine port: everything the pipeline may ask of a language model.
 * Every method rejects with an AbortError when `signal` fires and keeps nothing of the call.
 */
export interface LanguageModel {
  readonly id: string;
  readonly capabilities: Capabilities;
  chat(messages: readonly Message[], options?: CallOptions): AsyncIterable<Chunk>;
  json<T>(
    messages: readonly Message[],
    contract: Contract<T>,
    options?: CallOptions,
  ): Promise<{ value: T; usage: Usage }>;
  /** Probability of each label as the next output; the values sum to 1. */
  choose(
    messages: readonly Message[],
    labels: readonly string[],
    options?: CallOptions,
  ): Promise<{ probabilities: number[]; usage: Usage }>;
}
