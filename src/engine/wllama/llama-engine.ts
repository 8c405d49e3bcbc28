import { z } from 'zod';

/** What is asked of llama.cpp's server; its requests know more than wllama's types say. */
export interface LlamaRequest {
  messages: { role: string; content?: unknown }[];
  max_tokens?: number;
  abortSignal?: AbortSignal;
  seed?: number;
  temperature?: number;
  top_k?: number | undefined;
  top_p?: number | undefined;
  min_p?: number | undefined;
  /** GBNF. */
  grammar?: string;
  /** Keep what was computed for the next prompt that begins alike. */
  cache_prompt?: boolean;
  chat_template_kwargs?: Record<string, unknown>;
  /** Tell how much of the prompt is done after each batch of it. */
  return_progress?: boolean;
  timings_per_token?: boolean;
  logprobs?: boolean;
  top_logprobs?: number;
  /** Probabilities after the sampling chain instead of before it. */
  post_sampling_probs?: boolean;
  /** Pairs of a text and what is added to the logits of its tokens. */
  logit_bias?: unknown;
}

export interface LlamaLoad {
  n_ctx: number;
  n_threads: number;
  n_parallel: number;
  n_batch: number;
  n_ubatch: number;
  /** 0: the CPU alone; absent: all of them. */
  n_gpu_layers?: number;
  /** A thought stays in the text, between its marks: llama.cpp would else put replies aside with it. */
  reasoning_format: 'none';
}

/** The part of wllama's `Wllama` that Steerboard uses, so that only the worker's entry imports the package. */
export interface LlamaEngine {
  setCompat(compat: null): void;
  loadModel(files: Blob[], load: LlamaLoad): Promise<void>;
  getChatTemplate(): string | null;
  isMultithread(): boolean;
  getNumThreads(): number;
  getLoadedContextInfo(): { n_ctx: number; n_vocab: number };
  createChatCompletion(request: LlamaRequest & { stream?: false }): Promise<unknown>;
  createChatCompletion(request: LlamaRequest & { stream: true }): Promise<AsyncIterable<unknown>>;
  exit(): Promise<void>;
}

const timingsSchema = z.object({
  /** Prompt tokens that were in memory already. */
  cache_n: z.number(),
  /** Prompt tokens that were computed. */
  prompt_n: z.number(),
  prompt_ms: z.number(),
  prompt_per_second: z.number(),
  predicted_n: z.number(),
  predicted_ms: z.number(),
  predicted_per_second: z.number(),
});
export type LlamaTimings = z.infer<typeof timingsSchema>;

export const chunkSchema = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      delta: z.object({ content: z.string().nullish(), reasoning_content: z.string().nullish() }),
    }),
  ),
  timings: timingsSchema.nullish(),
  prompt_progress: z.object({ total: z.number(), processed: z.number() }).nullish(),
});

/** A reply with the probabilities of its first token, under `post_sampling_probs`. */
export const firstTokensSchema = z.object({
  choices: z.tuple([
    z.object({
      message: z.object({ content: z.string() }),
      logprobs: z.object({
        content: z.tuple(
          [z.object({ top_probs: z.array(z.object({ token: z.string(), prob: z.number() })) })],
          z.unknown(),
        ),
      }),
    }),
  ]),
  timings: timingsSchema,
});
