import { z } from 'zod';
import { PRIORITY_MAX, PRIORITY_MIN } from './priority';
import { valueIdSchema } from './value-system';

export const prioritySchema = z.number().min(PRIORITY_MIN).max(PRIORITY_MAX);

/** Priority by value. A value that is absent is not set. */
export const targetSchema = z.record(valueIdSchema, prioritySchema);
/** A possibly partial assignment of priorities; a missing key means "not set". */
export type Target = Partial<Record<string, number>>;

export const profileSourceSchema = z.object({
  label: z.string().min(1),
  licence: z.string().optional(),
  /** Number of respondents behind the profile. */
  n: z.number().int().positive().optional(),
  year: z.number().int().optional(),
  /** What the numbers are, for instance "survey mean of respondents". */
  meaning: z.string().optional(),
  /** The numbers the priorities were made from, by value, in the unit that `meaning` names. */
  measured: z.record(valueIdSchema, z.number()).optional(),
});

export const profileSchema = z.object({
  kind: z.literal('profile'),
  version: z.literal(1),
  id: z.string().min(1),
  name: z.string().min(1).max(120),
  description: z.string().max(2000).optional(),
  valueSystemId: valueIdSchema,
  target: targetSchema,
  source: profileSourceSchema.optional(),
});
export type Profile = z.infer<typeof profileSchema>;
