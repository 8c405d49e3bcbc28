import { z } from 'zod';
import { modelEntrySchema } from '../model-entry';
import type { DownloadProgress, OfflineCheck, SentRequest, StoredModel } from '../model-store';

const idSchema = modelEntrySchema.shape.id;
const blobSchema = z.instanceof(Blob);

/** What the store's worker is asked. `call` tells the answers apart. */
export const storeRequestSchema = z.object({
  call: z.number().int(),
  ask: z.discriminatedUnion('type', [
    z.object({ type: z.literal('list') }),
    z.object({ type: z.literal('sent') }),
    z.object({ type: z.literal('check'), id: idSchema }),
    z.object({ type: z.literal('remove'), id: idSchema }),
    z.object({ type: z.literal('blobs'), id: idSchema }),
    z.object({ type: z.literal('download'), entry: modelEntrySchema }),
    z.object({
      type: z.literal('import'),
      files: z.array(z.object({ path: z.string(), file: blobSchema })),
      /** Models that the files may turn out to be. */
      known: z.array(modelEntrySchema),
    }),
    /** Stops the call of that number; it answers `aborted` then. */
    z.object({ type: z.literal('abort') }),
  ]),
});
export type StoreRequest = z.infer<typeof storeRequestSchema>;
export type StoreAsk = StoreRequest['ask'];

/** Whose message it is, as far as that can be read of one that is no request or answer. */
export const addressedSchema = z.object({ call: z.number().int() });

const progressSchema: z.ZodType<DownloadProgress> = z.object({
  phase: z.enum(['plan', 'download', 'check']),
  doneBytes: z.number(),
  totalBytes: z.number().nullable(),
  file: z.string().nullable(),
  bytesPerSecond: z.number().nullable(),
  note: z.string().exactOptional(),
});

export const storedModelSchema: z.ZodType<StoredModel> = z.object({
  entry: modelEntrySchema,
  revision: z.string().nullable(),
  library: z.string().exactOptional(),
  files: z.array(z.object({ name: z.string(), bytes: z.number().nullable(), here: z.number() })),
});
export const offlineCheckSchema: z.ZodType<OfflineCheck> = z.object({
  ready: z.boolean(),
  missing: z.array(z.string()),
});
export const sentSchema: z.ZodType<SentRequest[]> = z.array(
  z.object({ url: z.string(), at: z.number(), bytes: z.number(), modelId: z.string() }),
);
export const blobsSchema = z.array(blobSchema);

/** The failures that a store can have, and the steps that can be taken for them. */
const failureSchema = z.object({
  kind: z.enum([
    'offline',
    'download-failed',
    'storage-full',
    'file-damaged',
    'tokenizer',
    'not-a-model',
    'other-tab',
    'insecure-page',
    'worker-died',
    'unknown',
  ]),
  message: z.string(),
  step: z.enum(['retry', 'resume', 'delete-and-retry', 'none']),
  detail: z.string(),
});

/** What it answers: progress, then one of the others. */
export const storeAnswerSchema = z.object({
  call: z.number().int(),
  answer: z.discriminatedUnion('type', [
    z.object({ type: z.literal('progress'), progress: progressSchema }),
    z.object({ type: z.literal('done'), value: z.unknown() }),
    z.object({ type: z.literal('aborted') }),
    z.object({ type: z.literal('failed'), failure: failureSchema }),
  ]),
});
export type StoreAnswer = z.infer<typeof storeAnswerSchema>['answer'];
export type StoreFailure = z.infer<typeof failureSchema>;
export const storeFailureSchema = failureSchema;
