import { z } from 'zod';

/** The language model that took part in a run, as exactly as the engine knows it. */
export const modelUsedSchema = z.object({
  /** The catalogue's id, or one made from the file's name. */
  id: z.string(),
  name: z.string(),
  engine: z.enum(['webllm', 'wllama', 'prompt-api', 'endpoint']),
  engineVersion: z.string(),
  /** The commit that the files came from, or null where nobody knows it. */
  revision: z.string().nullable(),
  quantisation: z.string().nullable(),
  /** What computed: an adapter's name, or the CPU and its threads. */
  backend: z.string(),
  /** In tokens. */
  contextLength: z.number().int().positive(),
  /** False: the model may change under its name, so the run can't be had again. */
  reproducible: z.boolean(),
});
export type ModelUsed = z.infer<typeof modelUsedSchema>;
