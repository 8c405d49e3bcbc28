import { ROOM_FACTOR } from '../fits';
import type { GivenModel } from '../given-files';
import type { ModelEntry, ModelSource } from '../model-entry';
import type { StoredModel } from '../model-store';
import { checkOffline } from './check-offline';
import type { WorkOptions } from './download-model';
import {
  type Manifest,
  type ManifestFile,
  pathOf,
  readManifest,
  toStoredModel,
  writeManifest,
} from './manifest';
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

/** What a person gave, and the known model that it turned out to be. */
export interface Recognised {
  readonly given: GivenModel;
  readonly same: ModelEntry | null;
  readonly progress: Progress;
}

/** The entry under which a model from a disk is kept: the known one's, or one of its own. */
export const entryOf = ({ given, same }: Recognised): ModelEntry => same ?? given.entry;

/** A GGUF that is one of `known` by its fingerprint is that model; any other keeps an entry of its own. */
export async function recogniseModel(
  ports: StorePorts,
  given: GivenModel,
  known: readonly ModelEntry[],
  { signal, onProgress }: WorkOptions,
): Promise<Recognised> {
  const progress = new Progress(ports.now, onProgress);
  return { given, same: await recognise(ports, given, known, progress, signal), progress };
}

/**
 * Takes in a model from a disk. Where all of it is here already, nothing is copied. A GGUF of which something else is
 * here under the same id is replaced when all of the new one is there; a copy that ends early leaves what was there.
 */
export async function importModel(
  ports: StorePorts,
  recognised: Recognised,
  signal: AbortSignal,
): Promise<StoredModel> {
  const { given, same, progress } = recognised;
  const entry = entryOf(recognised);
  const files = await withLibraryHash(filesOf(given, same));
  const before = await readManifest(ports.files, entry.id);
  if (before !== null && (await checkOffline(ports, entry.id)).ready) {
    // A known model that is whole was compared with the fingerprint when it came.
    if (same !== null || (await areSame(ports, before, files, progress, signal))) {
      return toStoredModel(ports.files, before);
    }
  }
  await makeSureOfRoom(ports, files);
  progress.begin(
    'download',
    files.map(({ body }) => ({ here: 0, expected: body.size })),
  );
  const manifest = { ...manifestFor(entry), planned: true, files: files.map(({ file }) => file) };
  const beside = before !== null && given.format === 'gguf';
  try {
    return await (beside
      ? replace(ports, before, besides(manifest, before), files, progress, signal)
      : fill(ports, manifest, files, progress, signal));
  } catch (thrown) {
    throw isFull(thrown) ? FAILURES.full(entry.name, String(thrown)) : thrown;
  }
}

/** Puts the files where they belong; when that ends early, nothing of them stays. */
async function fill(
  ports: StorePorts,
  manifest: Manifest,
  files: readonly FileToCopy[],
  progress: Progress,
  signal: AbortSignal,
): Promise<StoredModel> {
  const { id } = manifest.entry;
  await removeModel(ports, id);
  const shelf = new Shelf(ports.files, manifest);
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
    await removeModel(ports, id);
    throw thrown;
  }
  return toStoredModel(ports.files, shelf.manifest);
}

/** Copies the files beside the old ones, and puts these away when the manifest names the new ones. */
async function replace(
  ports: StorePorts,
  before: Manifest,
  manifest: Manifest,
  files: readonly FileToCopy[],
  progress: Progress,
  signal: AbortSignal,
): Promise<StoredModel> {
  const { id } = manifest.entry;
  const pathsOf = (one: Manifest): string[] => one.files.map((file, at) => pathOf(id, at, file));
  try {
    for (const [at, { file, body }] of files.entries()) {
      const path = pathsOf(manifest)[at] ?? '';
      await copy(ports, path, body, signal, (done) => progress.has(at, file.name, done, body.size));
    }
    if (signal.aborted) throw aborted();
  } catch (thrown) {
    for (const path of pathsOf(manifest)) await ports.files.remove(path);
    throw thrown;
  }
  const whole = { ...manifest, files: manifest.files.map((file) => ({ ...file, whole: true })) };
  await writeManifest(ports.files, whole);
  for (const path of pathsOf(before)) await ports.files.remove(path);
  return toStoredModel(ports.files, whole);
}

/** The same manifest with names for its files that the old one does not use. */
function besides(manifest: Manifest, before: Manifest): Manifest {
  const used = before.files.map(({ place }) => (place.kind === 'files' ? (place.copy ?? 0) : 0));
  const place = { kind: 'files', copy: Math.max(0, ...used) + 1 } as const;
  return { ...manifest, files: manifest.files.map((file) => ({ ...file, place })) };
}

/** Whether what is here has the same bytes, file by file. */
async function areSame(
  ports: StorePorts,
  { entry, files }: Manifest,
  given: readonly FileToCopy[],
  progress: Progress,
  signal: AbortSignal,
): Promise<boolean> {
  progress.begin(
    'check',
    given.map(({ body }) => ({ here: 0, expected: body.size })),
  );
  for (const [at, { file, body }] of given.entries()) {
    const known = files[at];
    if (known?.name !== file.name || known.bytes !== body.size) return false;
    const { place } = known;
    const [key = ''] = place.kind === 'cache' ? place.keys : [];
    const blob = await (place.kind === 'cache'
      ? ports.cache.get(place.scope, key)
      : ports.files.blob(pathOf(entry.id, at, known)));
    if (blob?.size !== body.size) return false;
    for (let from = 0; from < body.size; from += STEP_BYTES) {
      const [here, there] = await Promise.all(
        [blob, body].map(async (each) => each.slice(from, from + STEP_BYTES).arrayBuffer()),
      );
      if (here === undefined || there === undefined || !haveSameBytes(here, there)) return false;
      progress.has(at, file.name, Math.min(body.size, from + STEP_BYTES), body.size);
      await ports.wait(0, signal);
      if (signal.aborted) throw aborted();
    }
  }
  return files.length === given.length;
}

function haveSameBytes(one: ArrayBuffer, other: ArrayBuffer): boolean {
  const bytes = new Uint8Array(other);
  return one.byteLength === bytes.length && new Uint8Array(one).every((byte, at) => byte === bytes[at]);
}

/** A library is code: which one it was is written down. */
async function withLibraryHash(files: readonly FileToCopy[]): Promise<readonly FileToCopy[]> {
  return Promise.all(
    files.map(async ({ file, body }) => {
      if (file.content !== 'library') return { file, body };
      const hash = new Sha256();
      hash.update(new Uint8Array(await body.arrayBuffer()));
      return { file: { ...file, sha256: hash.digest() }, body };
    }),
  );
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
