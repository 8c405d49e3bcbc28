import { ROOM_FACTOR } from '../fits';
import type { GivenModel } from '../given-files';
import type { ModelEntry, ModelSource } from '../model-entry';
import type { StoredModel } from '../model-store';
import type { WorkOptions } from './download-model';
import { type ManifestFile, toStoredModel } from './manifest';
import { mlcShelves } from './mlc-files';
import { beginManifest } from './plan-download';
import { Progress } from './progress';
import { removeModel } from './remove-model';
import { Shelf } from './shelf';
import { aborted, FAILURES, isFull } from './store-failures';
import type { StorePorts } from './store-ports';
import { Sha256 } from '../../../domain/sha256';

/** Copied at once. */
const STEP_BYTES = 8 * 2 ** 20;

/**
 * Takes in a model from a disk. A GGUF that is one of `known` by its fingerprint becomes that model; any other keeps an
 * entry of its own. What was here under the same id is replaced; a copy that ends early leaves nothing.
 */
export async function importModel(
  ports: StorePorts,
  given: GivenModel,
  known: readonly ModelEntry[],
  { signal, onProgress }: WorkOptions,
): Promise<StoredModel> {
  const progress = new Progress(ports.now, onProgress);
  const same = await recognise(ports, given, known, progress, signal);
  const files = filesOf(given, same);
  await makeSureOfRoom(ports, files);
  const entry = same ?? given.entry;
  await removeModel(ports, entry.id);
  const shelf = new Shelf(ports.files, {
    ...manifestFor(entry),
    planned: true,
    files: files.map(({ file }) => file),
  });
  progress.begin(
    'download',
    files.map(({ body }) => ({ here: 0, expected: body.size })),
  );
  try {
    await shelf.change({});
    for (const [at, { body }] of files.entries()) {
      const { place, name } = shelf.file(at);
      if (place.kind === 'files') {
        await copy(ports, shelf.path(at), body, signal, (done) => progress.has(at, name, done, body.size));
      } else {
        for (const key of place.keys)
          await ports.cache.put(place.scope, key, body, 'application/octet-stream');
        progress.has(at, name, body.size, body.size);
      }
      if (signal.aborted) throw aborted();
      await shelf.changeFile(at, { whole: true });
    }
  } catch (thrown) {
    await removeModel(ports, entry.id);
    throw isFull(thrown) ? FAILURES.full(entry.name, String(thrown)) : thrown;
  }
  return toStoredModel(ports.files, shelf.manifest);
}

const manifestFor = (
  entry: ModelEntry,
): Pick<Shelf['manifest'], 'kind' | 'version' | 'entry' | 'revision'> => ({
  kind: 'stored-model',
  version: 1,
  entry,
  revision: entry.revision,
});

interface FileToCopy {
  readonly file: ManifestFile;
  readonly body: Blob;
}

function filesOf(given: GivenModel, same: ModelEntry | null): FileToCopy[] {
  if (given.format === 'gguf') {
    const planned = same === null ? null : beginManifest(same).files;
    return given.parts.map(({ path, file: body }, at) => ({
      file: {
        ...(planned?.[at] ?? {
          name: path.split('/').at(-1) ?? path,
          content: 'gguf',
          url: null,
          place: { kind: 'files' },
          sha256: null,
          etag: null,
          whole: false,
        }),
        bytes: body.size,
      },
      body,
    }));
  }
  const { entry, lists, byName, library } = given;
  const shelves = mlcShelves(entry);
  const shelved = [shelves.config, shelves.records, shelves.tokenizer(lists.tokenizer)].concat(
    lists.shards.map(({ name, bytes }) => shelves.shard(name, bytes)),
  );
  return [
    ...shelved.flatMap((file) => {
      // The list of shards may lie there under its older name.
      const body =
        byName.get(file.name) ??
        (file.name === shelves.records.name ? byName.get('ndarray-cache.json') : undefined);
      return body === undefined ? [] : [{ file: { ...file, url: null, bytes: body.size }, body }];
    }),
    { file: { ...shelves.library, url: null, bytes: library.file.size }, body: library.file },
  ];
}

/** The known model that a single GGUF file is, if name, size and fingerprint are its. */
async function recognise(
  ports: StorePorts,
  given: GivenModel,
  known: readonly ModelEntry[],
  progress: Progress,
  signal: AbortSignal,
): Promise<ModelEntry | null> {
  if (given.format !== 'gguf' || given.parts.length !== 1) return null;
  const [part] = given.parts;
  const name = namesIn(given.entry.source)[0] ?? '';
  const candidate = namesake(known, name, part.file.size);
  if (candidate === null) return null;
  progress.begin('check', [{ here: 0, expected: part.file.size }]);
  const hash = new Sha256();
  await inSteps(ports, part.file, signal, (bytes, at) => {
    hash.update(bytes);
    progress.has(0, name, at + bytes.length, part.file.size);
  });
  return hash.digest() === candidate.sha256 ? candidate.entry : null;
}

/** The model that a file could be, by its name and size. */
function namesake(
  known: readonly ModelEntry[],
  name: string,
  bytes: number,
): { entry: ModelEntry; sha256: string } | null {
  for (const entry of known) {
    const [file, ...more] = entry.source.kind === 'gguf' ? entry.source.files : [];
    if (file?.sha256 === undefined || more.length > 0) continue;
    if (file.bytes === bytes && file.url.endsWith(`/${name}`)) return { entry, sha256: file.sha256 };
  }
  return null;
}

const namesIn = (source: ModelSource): readonly string[] => (source.kind === 'disk' ? source.names : []);

async function copy(
  ports: StorePorts,
  path: string,
  body: Blob,
  signal: AbortSignal,
  onDone: (bytes: number) => void,
): Promise<void> {
  const out = await ports.files.open(path);
  try {
    out.truncate(0);
    await inSteps(ports, body, signal, (bytes, at) => {
      out.write(bytes, at);
      onDone(at + bytes.length);
    });
    out.flush();
  } finally {
    out.close();
  }
}

async function inSteps(
  ports: Pick<StorePorts, 'wait'>,
  body: Blob,
  signal: AbortSignal,
  take: (bytes: Uint8Array, at: number) => void,
): Promise<void> {
  for (let at = 0; at < body.size; at += STEP_BYTES) {
    take(new Uint8Array(await body.slice(at, at + STEP_BYTES).arrayBuffer()), at);
    await ports.wait(0, signal);
    if (signal.aborted) throw aborted();
  }
}

async function makeSureOfRoom(ports: StorePorts, files: readonly FileToCopy[]): Promise<void> {
  const free = await ports.freeBytes();
  const needed = files.reduce((sum, { body }) => sum + body.size, 0) * ROOM_FACTOR;
  if (free !== null && needed > free) throw FAILURES.noRoom(needed, free);
}
