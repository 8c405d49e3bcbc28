import { z } from 'zod';
import { type Assignment, PERFORMER_KINDS, PRIMITIVES } from './primitive';

// Apart from the words themselves: the first paint needs those, and no schema.
export const primitiveSchema = z.enum(PRIMITIVES);
export const performerKindSchema = z.enum(PERFORMER_KINDS);

export const assignmentSchema: z.ZodType<Assignment> = z.object({
  answer: performerKindSchema,
  extract: performerKindSchema,
  attribute: performerKindSchema,
  predict: performerKindSchema,
  realise: performerKindSchema,
  judge: performerKindSchema,
});
