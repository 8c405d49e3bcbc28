import { z } from 'zod';

/** What OpenAI-compatible servers answer, as far as it is used here. Servers leave out what they don't know. */

export const modelListSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

const countSchema = z.number().nonnegative();

const usageSchema = z.object({
  prompt_tokens: countSchema,
  completion_tokens: countSchema,
  prompt_tokens_details: z.object({ cached_tokens: countSchema.nullish() }).nullish(),
});
export type ServerUsage = z.infer<typeof usageSchema>;

/** llama-server's own figures. */
const timingsSchema = z.object({
  cache_n: countSchema.default(0),
  prompt_n: countSchema,
  prompt_ms: countSchema,
  predicted_n: countSchema,
  predicted_ms: countSchema,
});
export type ServerTimings = z.infer<typeof timingsSchema>;

const logprobsSchema = z.object({
  content: z
    .array(
      z.object({ top_logprobs: z.array(z.object({ token: z.string(), logprob: z.number().nullable() })) }),
    )
    .nullish(),
});

const commonSchema = z.object({
  system_fingerprint: z.string().nullish(),
  usage: usageSchema.nullish(),
  timings: timingsSchema.nullish().catch(undefined),
});

export const replySchema = commonSchema.extend({
  choices: z.tuple(
    [
      z.object({
        message: z.object({ content: z.string().nullish() }),
        logprobs: logprobsSchema.nullish().catch(undefined),
      }),
    ],
    z.unknown(),
  ),
});
export type ServerReply = z.infer<typeof replySchema>;

export const chunkSchema = commonSchema.extend({
  choices: z
    .array(
      z.object({
        delta: z.object({ content: z.string().nullish() }).nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .default([]),
});

/** An error in one of the forms that servers give it; anything else is undefined. */
export const errorSchema = z
  .union([
    z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message),
    z.object({ error: z.string() }).transform(({ error }) => error),
    z.object({ object: z.literal('error'), message: z.string() }).transform(({ message }) => message),
  ])
  .optional()
  .catch(undefined);
