import { z } from 'zod';
import { datasetSchema, type DatasetItem } from '../domain/datasets/dataset';
import { importReportSchema } from '../domain/datasets/import-report';

const requestId = z.number().int().positive();

/** What the page asks of the import worker. */
export const importRequestSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('import'),
    requestId,
    files: z.array(z.object({ name: z.string(), content: z.instanceof(Blob) })),
    /** Milliseconds since the epoch, written into the dataset. */
    now: z.number(),
    /** Whether the worker stores the items itself, or gives them back because the page keeps its data in memory. */
    keep: z.enum(['indexeddb', 'memory']),
  }),
  z.object({ type: z.literal('cancel'), requestId }),
]);
export type ImportRequest = z.infer<typeof importRequestSchema>;

export const importPhaseSchema = z.enum(['reading', 'parsing', 'storing']);

/** Why an import ended without a dataset; `message` is for the person. */
export const importErrorSchema = z.object({
  code: z.enum(['unusable', 'storage', 'cancelled', 'stopped']),
  message: z.string(),
  report: importReportSchema.optional(),
});
export type ImportError = z.infer<typeof importErrorSchema>;

/** What the worker answers. */
export const importResponseSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('progress'),
    requestId,
    phase: importPhaseSchema,
    /** The file being read. */
    file: z.string(),
    /** Share of the whole import that is done, 0 to 1. */
    share: z.number().min(0).max(1),
  }),
  z.object({
    type: z.literal('done'),
    requestId,
    dataset: datasetSchema,
    /** Only with `keep: 'memory'`. Thousands of rows, made by our own code a moment ago: not parsed one by one. */
    items: z.custom<DatasetItem[]>((value) => Array.isArray(value)).optional(),
  }),
  z.object({ type: z.literal('failed'), requestId, error: importErrorSchema }),
]);
export type ImportResponse = z.infer<typeof importResponseSchema>;
export type ImportProgress = Pick<Extract<ImportResponse, { type: 'progress' }>, 'phase' | 'file' | 'share'>;
