import { z } from 'zod';
import { valueIdSchema } from '../values/value-system';
import { QUESTION_TEXT_MAX, THEMES } from './question-limits';

/** What one option does to one value, in a sentence that can stand in an answer. */
export const considerationSchema = z.object({
  /** A value of the twenty-value system; coarser systems reach it through `parent`. */
  valueId: valueIdSchema,
  effect: z.enum(['serves', 'strains']),
  /** One full sentence with its period, true of this question's own facts; empty where a person gave no words for it. */
  text: z.string().max(1200),
});
export type Consideration = z.infer<typeof considerationSchema>;

export const optionSchema = z.object({
  id: z.string().regex(/^[A-F]$/),
  /** What a button shows, for instance "Take the keys now". */
  label: z.string().min(1).max(300),
  /** What continues "I would …", for instance "take the keys now". */
  clause: z.string().min(1).max(400),
  considerations: z.array(considerationSchema),
});
export type Option = z.infer<typeof optionSchema>;

export const questionSchema = z.object({
  kind: z.literal('question'),
  version: z.literal(1),
  id: z.string().min(1),
  theme: z.enum([...THEMES, 'own', 'dataset']),
  text: z.string().min(1).max(QUESTION_TEXT_MAX),
  options: z.array(optionSchema).max(6),
  /** Where a dataset question came from. */
  origin: z.object({ datasetId: z.string(), itemId: z.string(), note: z.string().optional() }).optional(),
});
export type Question = z.infer<typeof questionSchema>;
