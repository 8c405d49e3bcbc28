import { z } from 'zod';
import { valueIdSchema } from '../values/value-system';

/** A sentence of which a person has said whether it speaks for a value. */
export const labelledSentenceSchema = z.strictObject({
  valueId: valueIdSchema,
  text: z.string().min(1),
  /** False where it speaks against the value, or of other things. */
  speaksFor: z.boolean(),
});
export type LabelledSentence = z.infer<typeof labelledSentenceSchema>;

/** The sentences that a language model is tried on after it is loaded, as shipped in `static-data/self-test/`. */
export const labelledSentencesSchema = z.strictObject({
  kind: z.literal('labelled-sentences'),
  version: z.literal(1),
  id: z.string().min(1),
  valueSystemId: valueIdSchema,
  source: z.string().min(1),
  licence: z.string().min(1),
  /** As many that speak for their value as do not, each place in turn, so that a model that always says yes gains nothing. */
  sentences: z
    .array(labelledSentenceSchema)
    .min(8)
    .refine((all) => all.filter(({ speaksFor }) => speaksFor).length * 2 === all.length, {
      error: 'as many sentences must speak for their value as do not',
    }),
});
export type LabelledSentences = z.infer<typeof labelledSentencesSchema>;
