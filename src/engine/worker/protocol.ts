import { z } from 'zod';

/*
 * What the page and an engine's worker say to each other. Every exchange has an id: the page chooses it, every answer
 * carries it, and the exchange ends with exactly one of the final answers. Both sides parse what arrives.
 */

const idSchema = z.number().int().positive();
const tokensSchema = z.number().int().nonnegative();
const millisecondsSchema = z.number().nonnegative();

const messageSchema = z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() });

/** How a text is to be written. */
const samplingSchema = z.object({
  /** Null: the engine chooses one. */
  seed: z.number().int().nullable(),
  temperature: z.number().nonnegative(),
  maxTokens: z.number().int().positive(),
});

/** A model whose files are in this browser, as its engine needs them. */
const modelToLoadSchema = z.discriminatedUnion('engine', [
  z.object({
    engine: z.literal('webllm'),
    id: z.string(),
    /** Absolute, and the beginning of the keys under which its files lie in the Cache API. */
    folder: z.url(),
    library: z.url(),
    /** In tokens; memory for all of them is taken at load. */
    contextLength: z.number().int().positive(),
    needsShaderF16: z.boolean(),
    /** Whether it writes a chain of thought unless told not to. */
    thinks: z.boolean(),
  }),
  z.object({
    engine: z.literal('wllama'),
    id: z.string(),
    /** The GGUF or its parts in order. Blobs cross without a copy. */
    files: z.array(z.instanceof(Blob)).min(1),
    contextLength: z.number().int().positive(),
    /** Whether it is known to write a chain of thought unless told not to. */
    thinks: z.boolean(),
  }),
]);
export type ModelToLoad = z.infer<typeof modelToLoadSchema>;

export const requestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('load'), id: idSchema, model: modelToLoadSchema }),
  z.object({
    type: z.literal('chat'),
    id: idSchema,
    messages: z.array(messageSchema).min(1),
    sampling: samplingSchema,
    /** Text that the reply has to match, in the notation that EBNF and GBNF share; null for free text. */
    grammar: z.string().nullable(),
  }),
  z.object({
    type: z.literal('choose'),
    id: idSchema,
    messages: z.array(messageSchema).min(1),
    labels: z.array(z.string().min(1)).min(2),
    /** Allows one of the labels and nothing else. */
    grammar: z.string(),
    seed: z.number().int().nullable(),
  }),
  /** Ends the exchange with this id, which answers `aborted`, or as it would have if it was ending anyway. */
  z.object({ type: z.literal('abort'), id: idSchema }),
  z.object({ type: z.literal('unload'), id: idSchema }),
]);
export type Request = z.infer<typeof requestSchema>;
export type ChatRequest = Extract<Request, { type: 'chat' }>;
export type ChooseRequest = Extract<Request, { type: 'choose' }>;

const usageSchema = z.object({
  promptTokens: tokensSchema,
  cachedTokens: tokensSchema,
  completionTokens: tokensSchema,
  prefillMs: millisecondsSchema,
  decodeMs: millisecondsSchema,
  extra: z.record(z.string(), z.number()),
});

/** What an engine knows of a model once it is in memory. */
const modelFactsSchema = z.object({
  engineVersion: z.string(),
  /** What computes: an adapter's name, or the CPU and its threads. */
  backend: z.string(),
  /** In tokens. */
  contextLength: z.number().int().positive(),
});
export type ModelFacts = z.infer<typeof modelFactsSchema>;

export const answerSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('progress'),
    id: idSchema,
    phase: z.enum(['start', 'weights', 'shaders', 'warm-up']),
    fraction: z.number().min(0).max(1).nullable(),
  }),
  z.object({ type: z.literal('loaded'), id: idSchema, facts: modelFactsSchema }),
  /** Sent while a prompt is computed, by engines that tell. */
  z.object({ type: z.literal('prefill'), id: idSchema, done: tokensSchema, total: tokensSchema }),
  z.object({ type: z.literal('chunk'), id: idSchema, text: z.string(), tokens: tokensSchema }),
  z.object({ type: z.literal('done'), id: idSchema, finish: z.enum(['stop', 'length']), usage: usageSchema }),
  z.object({
    type: z.literal('chosen'),
    id: idSchema,
    probabilities: z.array(z.number().min(0).max(1)),
    picked: z.string(),
    usage: usageSchema,
  }),
  z.object({ type: z.literal('unloaded'), id: idSchema }),
  z.object({ type: z.literal('aborted'), id: idSchema }),
  z.object({
    type: z.literal('failed'),
    id: idSchema,
    /** The engine's own, `Name: message`. */
    words: z.string(),
    /** Whether the engine can do nothing any more. */
    crashed: z.boolean(),
  }),
]);
export type Answer = z.infer<typeof answerSchema>;
/** An answer after which its exchange is over. */
export type FinalAnswer = Extract<
  Answer,
  { type: 'loaded' | 'done' | 'chosen' | 'unloaded' | 'aborted' | 'failed' }
>;

const FINAL = new Set<Answer['type']>(['loaded', 'done', 'chosen', 'unloaded', 'aborted', 'failed']);

export function isFinal(answer: Answer): answer is FinalAnswer {
  return FINAL.has(answer.type);
}
