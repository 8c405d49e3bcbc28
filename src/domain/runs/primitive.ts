import { z } from 'zod';

/** The six things that a run asks of a reasoner. */
export const PRIMITIVES = ['answer', 'extract', 'attribute', 'predict', 'realise', 'judge'] as const;
export const primitiveSchema = z.enum(PRIMITIVES);
export type Primitive = z.infer<typeof primitiveSchema>;

/** Who can serve a primitive. */
export const performerKindSchema = z.enum(['builtin', 'llm']);
export type PerformerKind = z.infer<typeof performerKindSchema>;

/** Who does what: one reasoner for each primitive. */
export const assignmentSchema = z.object({
  answer: performerKindSchema,
  extract: performerKindSchema,
  attribute: performerKindSchema,
  predict: performerKindSchema,
  realise: performerKindSchema,
  judge: performerKindSchema,
});
export type Assignment = z.infer<typeof assignmentSchema>;

export const BUILTIN_ONLY: Assignment = {
  answer: 'builtin',
  extract: 'builtin',
  attribute: 'builtin',
  predict: 'builtin',
  realise: 'builtin',
  judge: 'builtin',
};
