import { z } from 'zod';
import { prioritySchema } from '../values/profile';
import { valueIdSchema } from '../values/value-system';

/** One element of C_v beside C_r: what the response keeps, drops or adds, and the value that asked for it. */
export const conceptChangeSchema = z.object({
  id: z.string(),
  valueId: valueIdSchema,
  label: z.string(),
  change: z.enum(['kept', 'dropped', 'added']),
  /** Whether the response speaks for the value or plays it down. */
  stance: z.enum(['for', 'against']),
  /** The priority that the concept serves: the target's, or the graph's prediction where the value is not set. */
  priority: prioritySchema.nullable(),
  reason: z.string(),
});
export type ConceptChange = z.infer<typeof conceptChangeSchema>;

export const responseSchema = z.object({
  text: z.string(),
  /** The option that the response advises, where the question has options. */
  optionId: z.string().nullable(),
  /** How options were weighed, in words with numbers. */
  because: z.string(),
});
export type Response = z.infer<typeof responseSchema>;
