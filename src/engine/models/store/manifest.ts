import { z } from 'zod';
import { modelEntrySchema } from '../model-entry';
import type { StoredModel } from '../model-store';
import { readSafely, writeSafely } from './safe-json';
import { CACHE_SCOPES, type FileStorage } from './store-ports';

/** What a file has to be, so that a login page or a pointer in its place is recognised. */
export const contentSchema = z.enum(['gguf', 'weights', 'json', 'tokenizer', 'library']);
export type Content = z.infer<typeof contentSchema>;

/** One file of a model: where it comes from, where it belongs, and how much of it is here. */
const manifestFileSchema = z.object({
  name: z.string(),
  content: contentSchema,
  /** Null for a file from a disk. */
  url: z.string().nullable(),
  /** In the browser's private files (GGUF), or in web-llm's cache under these addresses. */
  place: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('files'),
      /** Counts the copies that took the place of another one; absent: the first. */
      copy: z.number().int().positive().optional(),
    }),
    z.object({ kind: z.literal('cache'), scope: z.enum(CACHE_SCOPES), keys: z.array(z.string()).min(1) }),
  ]),
  /** Null until somebody says; exact once the file is whole. */
  bytes: z.number().int().nonnegative().nullable(),
  /** Of a GGUF: what it has to be. Of a library: what the first one was. */
  sha256: z.string().nullable(),
  /** The version that the part which is here was taken from. */
  etag: z.string().nullable(),
  /** Set last, after size, content and hash were checked and the file is where it belongs. */
  whole: z.boolean(),
});
export type ManifestFile = z.infer<typeof manifestFileSchema>;

/** What this browser has of one model, written after each step. */
const manifestSchema = z.object({
  kind: z.literal('stored-model'),
  version: z.literal(1),
  entry: modelEntrySchema,
  revision: z.string().nullable(),
  /** Whether `files` is the whole list; before that it holds only the files that the list is made from. */
  planned: z.boolean(),
  files: z.array(manifestFileSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

const ROOT = 'models';
export const folderOf = (id: string): string => `${ROOT}/${id}`;
/** Where a file lies while it comes, and for good if it is a GGUF. Numbered, since hosts name files as they like. */
export const pathOf = (id: string, at: number, { place }: Pick<ManifestFile, 'place'>): string =>
  `${folderOf(id)}/${place.kind === 'files' && place.copy !== undefined ? `${place.copy}-` : ''}${at}.${place.kind === 'files' ? 'gguf' : 'part'}`;

const manifestPath = (id: string): string => `${folderOf(id)}/manifest.json`;

export const readManifest = (files: FileStorage, id: string): Promise<Manifest | null> =>
  readSafely(files, manifestPath(id), manifestSchema);

export const writeManifest = (files: FileStorage, manifest: Manifest): Promise<void> =>
  writeSafely(files, manifestPath(manifest.entry.id), manifest);

export async function readManifests(files: FileStorage): Promise<Manifest[]> {
  const ids = await files.list(ROOT);
  const read = await Promise.all(ids.map((id) => readManifest(files, id)));
  return read.filter((manifest) => manifest !== null);
}

/** The manifest as the rest of the app sees it. */
export async function toStoredModel(files: FileStorage, manifest: Manifest): Promise<StoredModel> {
  const { entry, revision } = manifest;
  const sizes = await Promise.all(
    manifest.files.map((file, at) => (file.whole ? file.bytes : files.size(pathOf(entry.id, at, file)))),
  );
  const library = manifest.files.find(({ content }) => content === 'library')?.sha256 ?? null;
  return {
    ...(library === null ? {} : { library }),
    entry: { ...entry, revision: revision ?? entry.revision },
    revision: revision ?? entry.revision,
    files: manifest.files.map(({ name, bytes }, at) => ({ name, bytes, here: sizes[at] ?? 0 })),
  };
}
