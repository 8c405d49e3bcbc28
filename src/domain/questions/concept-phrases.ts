import { z } from 'zod';
import { valueIdSchema } from '../values/value-system';

/** One concept of a value, in the words that an answer can use for it and against it. */
export const conceptPhraseSchema = z.strictObject({
  /** Unique over all files of phrases. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** Short name of the concept, for instance "room to decide for oneself". */
  concept: z.string().min(1),
  /** What is said where the value matters. */
  for: z.string().min(1),
  /** What is said where the value is played down. */
  against: z.string().min(1),
});
export type ConceptPhrase = z.infer<typeof conceptPhraseSchema>;

/** The phrases of one value, as shipped in `static-data/concept-phrases/`. */
export const conceptPhrasesSchema = z.strictObject({
  kind: z.literal('concept-phrases'),
  version: z.literal(1),
  valueId: valueIdSchema,
  phrases: z.array(conceptPhraseSchema).min(1),
});
export type ConceptPhrases = z.infer<typeof conceptPhrasesSchema>;
