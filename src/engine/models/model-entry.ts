import { z } from 'zod';
import { assignmentSchema } from '../../domain/runs/primitive-schema';

const httpUrl = z.url({ protocol: /^https?$/ });
const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** Where a model's files come from. */
export const modelSourceSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('mlc'),
    /** The folder with `mlc-chat-config.json`, ending in a slash; model hubs write `/resolve/<revision>/` at its end. */
    folder: httpUrl,
    /** The compiled library (wasm) for this model, its quantisation and this version of web-llm. */
    library: httpUrl,
  }),
  z.object({
    kind: z.literal('gguf'),
    /** One file, or the parts of a split one in order; `bytes` and `sha256` where they are known beforehand. */
    files: z
      .array(
        z.object({
          url: httpUrl,
          bytes: z.number().int().positive().optional(),
          sha256: sha256Schema.optional(),
        }),
      )
      .min(1),
  }),
  /** Files that the person gave from a disk; they lie in the browser's storage, or are gone with the page. */
  z.object({ kind: z.literal('disk'), format: z.enum(['mlc', 'gguf']), names: z.array(z.string()).min(1) }),
  /** An OpenAI-compatible server on this machine. */
  z.object({ kind: z.literal('endpoint'), base: httpUrl, model: z.string().min(1) }),
  /** The browser's own model. */
  z.object({ kind: z.literal('prompt-api') }),
]);
export type ModelSource = z.infer<typeof modelSourceSchema>;

/** Smallest machine first. */
export const TIERS = ['phone', 'old-laptop', 'laptop', 'strong-gpu'] as const;
export const tierSchema = z.enum(TIERS);
export type Tier = z.infer<typeof tierSchema>;

/** One model that Steerboard can run: what it needs, where it comes from and what it is good for. */
export const modelEntrySchema = z.object({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/),
  name: z.string().min(1),
  engine: z.enum(['webllm', 'wllama', 'prompt-api', 'endpoint']),
  source: modelSourceSchema,
  tier: tierSchema,
  /** In millions. */
  parameters: z.number().positive().nullable(),
  quantisation: z.string().nullable(),
  /** To download once, in bytes; null where nobody knows before asking. */
  downloadBytes: z.number().int().positive().nullable(),
  /** GPU memory, or memory for an engine on the CPU, in bytes. */
  memoryBytes: z.number().int().positive().nullable(),
  needsShaderF16: z.boolean(),
  /** Smallest `maxStorageBufferBindingSize` that it loads with, in bytes, where it is known. */
  minBindingBytes: z.number().int().positive().optional(),
  /** The same model for GPUs without half precision. */
  f32Twin: z.string().optional(),
  /** In tokens. */
  contextLength: z.number().int().positive(),
  /** Whether it writes a chain of thought unless told not to. */
  thinks: z.boolean().default(false),
  licence: z.object({ name: z.string(), url: httpUrl.nullable() }),
  /** The commit of the files; null: the one that the host names at the first download is pinned then. */
  revision: z.string().nullable(),
  /** What it can do, in a few words a teacher understands. */
  note: z.string(),
  /** Who does what with this model before a self-test says better. */
  assignment: assignmentSchema,
  addedBy: z.enum(['steerboard', 'person']).default('steerboard'),
});
export type ModelEntry = z.infer<typeof modelEntrySchema>;

export const catalogueSchema = z.object({
  kind: z.literal('model-catalogue'),
  version: z.literal(1),
  /** Where sizes and memory figures come from. */
  source: z.string(),
  models: z.array(modelEntrySchema).min(1),
});
export type Catalogue = z.infer<typeof catalogueSchema>;

/** The compiled libraries that fit this version of web-llm: what an MLC model by its id needs beside its own folder. */
export const webllmLibrariesSchema = z.object({
  kind: z.literal('webllm-libraries'),
  version: z.literal(1),
  /** The version of web-llm that the libraries were compiled for. */
  webLlm: z.string(),
  /** The address that each `file` is appended to. */
  base: httpUrl,
  source: z.string(),
  libraries: z
    .array(
      z.object({
        /** A model's id in web-llm's list. */
        id: z.string().min(1),
        file: z.string().min(1),
        /** GPU memory in megabytes. */
        memoryMb: z.number().positive(),
        /** In tokens. */
        contextLength: z.number().int().positive(),
      }),
    )
    .min(1),
});
export type WebllmLibraries = z.infer<typeof webllmLibrariesSchema>;
