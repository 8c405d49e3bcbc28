import { decoded } from '../decoded';
import type { ModelEntry } from '../model-entry';
import { GGUF_FILE_BYTES_MAX } from '../fits';
import { askHead, revisionOf } from './fetch-file';
import type { Ledger } from './ledger';
import type { Manifest, ManifestFile } from './manifest';
import { CONFIG_NAME, mlcShelves, RECORDS_NAMES, readMlcFiles } from './mlc-files';
import { FAILURES } from './store-failures';
import type { StorePorts } from './store-ports';

/** A hub's address with a branch where a commit could stand. */
const MOVING = /\/resolve\/(?![0-9a-f]{40}\/)[^/]+\//;

/** The address of a file at a commit: what it gives never changes. Addresses without a branch stay as they are. */
export const pinned = (url: string, revision: string | null): string =>
  revision === null ? url : url.replace(MOVING, `/resolve/${revision}/`);

/** Whether an address names a commit. */
export const isPinned = (url: string): boolean => /\/resolve\/[0-9a-f]{40}\//.test(url);

/** The size that the publisher says a file has: the catalogue for a GGUF, the list of shards for weights. */
export function publishedBytes({ entry: { source }, files }: Manifest, at: number): number | null {
  if (source.kind === 'gguf') return source.files[at]?.bytes ?? null;
  const file = files[at];
  return file?.content === 'weights' ? file.bytes : null;
}

/** What there is to fetch before the list of files is known. */
export function beginManifest(entry: ModelEntry): Manifest {
  return {
    kind: 'stored-model',
    version: 1,
    entry,
    revision: entry.revision,
    planned: false,
    files: firstFiles(entry),
  };
}

function firstFiles(entry: ModelEntry): ManifestFile[] {
  const { source } = entry;
  if (source.kind === 'gguf') {
    return source.files.map(({ url, bytes = null, sha256 = null }) => ({
      name: fileName(url),
      content: 'gguf',
      url,
      place: { kind: 'files' },
      bytes,
      sha256,
      etag: null,
      whole: false,
    }));
  }
  if (source.kind !== 'mlc') throw FAILURES.nothingToStore(entry.id);
  const shelves = mlcShelves(entry);
  const folder = slashed(source.folder);
  return [
    { ...shelves.config, url: folder + CONFIG_NAME },
    { ...shelves.records, url: folder + RECORDS_NAMES[0] },
  ];
}

/** The whole list for an MLC model, from the two files that say it. Throws an EngineFailure where they name no model. */
export function planMlc(manifest: Manifest, config: string, records: string): ManifestFile[] {
  const { source } = manifest.entry;
  if (source.kind !== 'mlc') throw FAILURES.nothingToStore(manifest.entry.id);
  const shelves = mlcShelves(manifest.entry);
  const folder = pinned(slashed(source.folder), manifest.revision);
  const { tokenizer, shards } = readMlcFiles(config, records);
  return [
    ...manifest.files,
    { ...shelves.library, url: source.library },
    { ...shelves.tokenizer(tokenizer), url: folder + tokenizer },
    ...shards.map(({ name, bytes }) => ({
      ...shelves.shard(name, bytes),
      url: new URL(name, folder).href,
    })),
  ];
}

/** Sizes of GGUF files that nobody said yet, and the commit they are of, both by asking for headers alone. */
export async function planGguf(
  ports: StorePorts,
  ledger: Ledger,
  manifest: Manifest,
  signal: AbortSignal,
): Promise<Pick<Manifest, 'revision' | 'files'>> {
  const ask = (url: string): Promise<Headers | null> =>
    askHead(ports, ledger, url, { modelId: manifest.entry.id, signal });
  let { revision } = manifest;
  const files: ManifestFile[] = [];
  for (const file of manifest.files) {
    const { url, bytes } = file;
    if (url === null || (bytes !== null && !(revision === null && MOVING.test(url)))) {
      files.push(file);
      continue;
    }
    const headers = await ask(url);
    revision ??= headers && revisionOf(headers);
    if (revision === null && MOVING.test(url)) {
      // Hubs hand large files on to another host, which knows no commit; every repository has this small file.
      const small = await ask(url.replace(/(\/resolve\/[^/]+\/).*$/, '$1.gitattributes'));
      revision = small && revisionOf(small);
    }
    const said = Number(headers?.get('content-length') ?? Number.NaN);
    files.push({ ...file, bytes: bytes ?? (said > 0 ? said : null) });
  }
  for (const { name, bytes } of files) {
    if (bytes !== null && bytes > GGUF_FILE_BYTES_MAX) throw FAILURES.tooLarge(name, bytes);
  }
  return {
    revision,
    files: files.map((file) => ({ ...file, url: file.url === null ? null : pinned(file.url, revision) })),
  };
}

const slashed = (folder: string): string => (folder.endsWith('/') ? folder : `${folder}/`);

const fileName = (url: string): string =>
  decoded(new URL(url).pathname.split('/').at(-1) ?? '') || 'model.gguf';
