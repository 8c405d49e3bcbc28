import { z } from 'zod';
import { questionSchema } from '../questions/question';
import { valueIdSchema } from '../values/value-system';
import { importReportSchema } from './import-report';

/** What a row argues: the texts for display (trimmed, plain spaces) and exactly as published (for hashing). */
export const argumentSchema = z.object({
  conclusion: z.string().min(1),
  /** Where the premise stands towards the conclusion. */
  stance: z.enum(['for', 'against']),
  premise: z.string().min(1),
  rawConclusion: z.string(),
  rawPremise: z.string(),
});
export type Argument = z.infer<typeof argumentSchema>;

/** One row of a dataset. Its key is dataset, split and id together. */
export const datasetItemSchema = z.object({
  kind: z.literal('item'),
  version: z.literal(1),
  datasetId: z.string().min(1),
  split: z.string().min(1),
  id: z.string().min(1),
  /** Place in its split, from 0, in the order of the files. */
  position: z.number().int().nonnegative(),
  /** Null where only the labels of the row are published. */
  argument: argumentSchema.nullable(),
  /** Values that annotators found, in the order of the label file's columns; empty: none; null: the row was not annotated. */
  labels: z.array(valueIdSchema).nullable(),
  /** Names of the finer values below `labels`, as published; null where there is no such file. */
  level1: z.array(z.string()).nullable(),
  /** Set by formats whose rows are questions already. */
  question: questionSchema.optional(),
});
export type DatasetItem = z.infer<typeof datasetItemSchema>;

const count = z.number().int().nonnegative();

export const splitCountsSchema = z.object({
  name: z.string().min(1),
  items: count,
  /** Items with a text, and of these the ones whose stance is "for" and "against". */
  withText: count,
  stanceFor: count,
  stanceAgainst: count,
  conclusions: count,
  /** Items that annotators looked at, and of these the ones in which they found no value. */
  annotated: count,
  annotatedWithoutValue: count,
  /** Positive labels by value, over the annotated items. */
  positives: z.record(valueIdSchema, count),
});
export type SplitCounts = z.infer<typeof splitCountsSchema>;

export const datasetSchema = z.object({
  kind: z.literal('dataset'),
  version: z.literal(1),
  /** The format's id and a hash of the rows: the same files give the same id on every device. */
  id: z.string().min(1),
  name: z.string().min(1),
  format: z.string().min(1),
  source: z.string().min(1),
  licence: z.string().min(1),
  valueSystemId: valueIdSchema,
  /** Milliseconds since the epoch. */
  importedAt: z.number(),
  splits: z.array(splitCountsSchema).min(1),
  report: importReportSchema,
});
export type Dataset = z.infer<typeof datasetSchema>;
