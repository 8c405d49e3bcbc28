import { z } from 'zod';
import { prioritySchema } from '../values/profile';
import { valueIdSchema } from '../values/value-system';

/** A half-open character range [start, end) of the text it belongs to, with the words it covers. */
export const quoteSchema = z.object({
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  text: z.string(),
});

/** A value concept found in a text (COUPLE: an element of C_r), tied to a value and to the words that show it. */
export const conceptSchema = z.object({
  id: z.string(),
  valueId: valueIdSchema,
  label: z.string(),
  /** Whether the text speaks for the value or plays it down. */
  stance: z.enum(['for', 'against']),
  /** Share of the value's score that rests on these words, 0 to 1. */
  weight: z.number().min(0).max(1),
  quote: quoteSchema.optional(),
});
export type Concept = z.infer<typeof conceptSchema>;

/** What a priority was made of: the evidence for and against the value, and what each sentence gave. All from 0 to 1. */
export const scoreWorkingSchema = z.object({
  speaksFor: z.number().min(0).max(1),
  against: z.number().min(0).max(1),
  sentences: z.array(
    z.object({
      start: z.number().int().nonnegative(),
      end: z.number().int().nonnegative(),
      emphasis: z.enum(['for', 'passing', 'against']),
      evidence: z.number().min(0).max(1),
    }),
  ),
});
export type ScoreWorking = z.infer<typeof scoreWorkingSchema>;

/** How a language model was torn between the priorities 1 to 5 of one value. */
export const priorityChoiceSchema = z.object({
  /** Probability of each priority from 1 to 5; they sum to 1. */
  probabilities: z.array(z.number().min(0).max(1)).length(5),
  /** −Σ p log₂ p in bits: 0 where the model was sure, log₂ 5 = 2.32 where it had no idea. */
  entropy: z.number().nonnegative(),
});
export type PriorityChoice = z.infer<typeof priorityChoiceSchema>;

export const valueScoreSchema = z.object({
  valueId: valueIdSchema,
  /** False: the value plays no part in the text, and has no priority. */
  relevant: z.boolean(),
  /** Probability that the text draws on the value, 0 to 1: calibrated from the classifier, as it comes from a language model. */
  probability: z.number().min(0).max(1),
  priority: prioritySchema.nullable(),
  /** What the priority could as well be, lowest and highest. */
  interval: z.tuple([prioritySchema, prioritySchema]).nullable(),
  /** Null where nobody kept the numbers between the words and the priority. */
  working: scoreWorkingSchema.nullable(),
  /** Where a language model chose the priority and its engine tells the probabilities of what it might have chosen. */
  choice: priorityChoiceSchema.optional(),
});
export type ValueScore = z.infer<typeof valueScoreSchema>;

/** v' of one text: one score for each value of the system, in the system's order. */
export const attributionSchema = z.object({
  scores: z.array(valueScoreSchema),
  concepts: z.array(conceptSchema),
});
export type Attribution = z.infer<typeof attributionSchema>;

/** ε2: what the text is like apart from its values, kept through the rewrite. */
export const styleSketchSchema = z.object({
  words: z.number().int().nonnegative(),
  sentences: z.number().int().nonnegative(),
  person: z.enum(['first', 'second', 'third']),
  register: z.enum(['plain', 'formal']),
});
export type StyleSketch = z.infer<typeof styleSketchSchema>;
