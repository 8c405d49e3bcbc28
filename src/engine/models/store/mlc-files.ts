import { z } from 'zod';
import type { ModelEntry } from '../model-entry';
import { mlcLocation } from '../mlc-location';
import type { Content, ManifestFile } from './manifest';
import { FAILURES } from './store-failures';
import type { CacheScope } from './store-ports';

export const CONFIG_NAME = 'mlc-chat-config.json';
/** The list of shards: its name since web-llm 0.2.80, and the one before. It is kept under both. */
export const RECORDS_NAMES = ['tensor-cache.json', 'ndarray-cache.json'] as const;

/** The part of `mlc-chat-config.json` that says which files there are and what they are of. */
export const chatConfigSchema = z.object({
  tokenizer_files: z.array(z.string()),
  context_window_size: z.number().optional(),
  quantization: z.string().optional(),
  model_type: z.string().optional(),
});

/** The part of `tensor-cache.json` that names the shards and their sizes in bytes. */
export const recordsSchema = z.object({
  records: z.array(z.object({ dataPath: z.string().min(1), nbytes: z.number().int().nonnegative() })).min(1),
});

export interface MlcFiles {
  readonly tokenizer: string;
  readonly shards: readonly { readonly name: string; readonly bytes: number }[];
}

/** Reads which files a folder has; throws an EngineFailure where it holds no model that web-llm can load. */
export function readMlcFiles(config: string, records: string): MlcFiles {
  const { tokenizer_files: tokenizers } = read(CONFIG_NAME, config, chatConfigSchema);
  // As web-llm chooses: the one, else the other, and none of the rest.
  const tokenizer = ['tokenizer.json', 'tokenizer.model'].find((name) => tokenizers.includes(name));
  if (tokenizer === undefined) throw FAILURES.noTokenizer(tokenizers);
  const shards = read(RECORDS_NAMES[0], records, recordsSchema).records.map(({ dataPath, nbytes }) => ({
    name: dataPath,
    bytes: nbytes,
  }));
  const astray = shards.find(({ name }) => /^[/\\]|\.\.|:|[?#]/.test(name));
  if (astray) throw FAILURES.unreadable(RECORDS_NAMES[0], `a shard called ${astray.name}`);
  return { tokenizer, shards };
}

function read<T>(name: string, text: string, schema: z.ZodType<T>): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (thrown) {
    throw FAILURES.unreadable(name, String(thrown));
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw FAILURES.unreadable(name, z.prettifyError(parsed.error));
  return parsed.data;
}

/** Where web-llm looks for each file of an MLC model. */
export function mlcShelves(entry: ModelEntry): {
  config: Shelved;
  records: Shelved;
  library: Shelved;
  tokenizer: (name: string) => Shelved;
  shard: (name: string, bytes: number) => Shelved;
} {
  const location = mlcLocation(entry);
  if (location === null) throw FAILURES.nothingToStore(entry.id);
  const { folder, library } = location;
  const inFolder = (scope: CacheScope, name: string, content: Content, bytes: number | null): Shelved => ({
    ...EMPTY,
    name,
    content,
    bytes,
    place: { kind: 'cache', scope, keys: [new URL(name, folder).href] },
  });
  return {
    config: inFolder('webllm/config', CONFIG_NAME, 'json', null),
    records: {
      ...inFolder('webllm/model', RECORDS_NAMES[0], 'json', null),
      place: {
        kind: 'cache',
        scope: 'webllm/model',
        keys: RECORDS_NAMES.map((name) => new URL(name, folder).href),
      },
    },
    library: {
      ...EMPTY,
      name: entry.source.kind === 'mlc' ? lastOf(entry.source.library) : lastOf(library),
      content: 'library',
      place: { kind: 'cache', scope: 'webllm/wasm', keys: [library] },
    },
    tokenizer: (name) => inFolder('webllm/model', name, 'tokenizer', null),
    shard: (name, bytes) => inFolder('webllm/model', name, 'weights', bytes),
  };
}

const lastOf = (address: string): string => address.split('/').at(-1) ?? address;

type Shelved = Omit<ManifestFile, 'url'>;
const EMPTY = { bytes: null, sha256: null, etag: null, whole: false } as const;
