import { ROOM_FACTOR } from '../fits';
import { EngineFailure } from '../../engine-failure';
import type { ModelEntry } from '../model-entry';
import type { DownloadProgress, StoredModel } from '../model-store';
import { thinksByItself } from '../thinks';
import { checkOffline } from './check-offline';
import { fetchFile, type Fetched, type FileToFetch } from './fetch-file';
import { hashFile } from './hash-file';
import type { Ledger } from './ledger';
import { type ManifestFile, readManifest, readManifests, toStoredModel } from './manifest';
import { chatConfigSchema, RECORDS_NAMES } from './mlc-files';
import { beginManifest, isPinned, pinned, planGguf, planMlc, publishedBytes } from './plan-download';
import { Progress } from './progress';
import { removeModel } from './remove-model';
import { Shelf } from './shelf';
import { FAILURES, isFull } from './store-failures';
import type { StorePorts } from './store-ports';

/** Files that are fetched side by side. */
const LINES = 3;

export interface Surroundings {
  readonly ports: StorePorts;
  readonly ledger: Ledger;
}

export interface WorkOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DownloadProgress) => void;
}

/**
 * Fetches what is missing of a model: asks which files there are, looks whether there is room, fetches, checks, and puts
 * each file where the engine reads it. Whatever ends it, the next call goes on from there.
 */
export async function downloadModel(
  around: Surroundings,
  entry: ModelEntry,
  options: WorkOptions,
): Promise<StoredModel> {
  try {
    return await bringAll(around, entry, options);
  } catch (thrown) {
    // Not only the model's bytes can find no room: what is written down about them needs some too.
    throw isFull(thrown) ? FAILURES.full(entry.name, String(thrown)) : thrown;
  }
}

async function bringAll(
  { ports, ledger }: Surroundings,
  entry: ModelEntry,
  { signal, onProgress }: WorkOptions,
): Promise<StoredModel> {
  const shelf = await openShelf(ports, entry);
  const progress = new Progress(ports.now, onProgress);
  progress.begin('plan', []);
  const work: Work = { ports, ledger, shelf, progress, signal };

  if (entry.source.kind === 'disk' && missing(shelf).length > 0) throw FAILURES.halfCopied(entry.id);
  if (!shelf.manifest.planned) await plan(work);
  const before = await toStoredModel(ports.files, shelf.manifest);
  await makeSureOfRoom(ports, before);

  progress.begin(
    'download',
    before.files.map(({ here, bytes }) => ({ here, expected: bytes })),
  );
  await inLines(missing(shelf), LINES, signal, (at, either) => bring({ ...work, signal: either }, at));
  await checkGgufs(work);

  const { missing: gone } = await checkOffline(ports, entry.id);
  const [first] = gone;
  if (first !== undefined) throw FAILURES.unreadable(first, 'it was stored and is not there');
  return toStoredModel(ports.files, shelf.manifest);
}

interface Work {
  readonly ports: StorePorts;
  readonly ledger: Ledger;
  readonly shelf: Shelf;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** What is here of a model, unless the entry has changed since: then its files are others, and it begins anew. */
async function openShelf(ports: StorePorts, entry: ModelEntry): Promise<Shelf> {
  const found = await readManifest(ports.files, entry.id);
  if (found !== null && JSON.stringify(found.entry.source) === JSON.stringify(entry.source)) {
    const shelf = new Shelf(ports.files, found);
    await shelf.change({ entry: found.planned ? { ...entry, thinks: found.entry.thinks } : entry });
    await forgetLost(ports, shelf);
    return shelf;
  }
  if (found !== null) await removeModel(ports, entry.id);
  const shelf = new Shelf(ports.files, beginManifest(entry));
  await shelf.change({});
  return shelf;
}

/** Files that count as whole and are gone (a person can empty the browser's caches) are fetched again. */
async function forgetLost(ports: StorePorts, shelf: Shelf): Promise<void> {
  const { missing: gone } = await checkOffline(ports, shelf.id);
  for (const [at, file] of shelf.manifest.files.entries()) {
    if (file.whole && gone.includes(file.name)) await shelf.changeFile(at, { whole: false, etag: null });
  }
}

const missing = (shelf: Shelf): number[] =>
  shelf.manifest.files.flatMap(({ whole }, at) => (whole ? [] : [at]));

async function plan(work: Work): Promise<void> {
  const { ports, ledger, shelf, signal } = work;
  const { source } = shelf.manifest.entry;
  if (source.kind === 'gguf') {
    await shelf.change({ ...(await planGguf(ports, ledger, shelf.manifest, signal)), planned: true });
    return;
  }
  await bringMlcLists(work);
  const [config, records] = await Promise.all([readText(work, 0), readText(work, 1)]);
  try {
    const files = planMlc(shelf.manifest, config, records);
    await shelf.change({ entry: withSettings(shelf.manifest.entry, config), files, planned: true });
  } catch (thrown) {
    // Both can be read and name no model: the next try asks for them anew.
    if (thrown instanceof EngineFailure) for (const at of [0, 1]) await forget(work, at);
    throw thrown;
  }
}

/** What a person's model does was guessed from its name; its settings know better. */
function withSettings(entry: ModelEntry, config: string): ModelEntry {
  if (entry.addedBy !== 'person') return entry;
  const { model_type: modelType } = chatConfigSchema.parse(JSON.parse(config));
  return { ...entry, thinks: thinksByItself(entry.name, { modelType, text: config }) };
}

/** The settings first, because the host names the commit with them; then the list of shards, of that commit. */
async function bringMlcLists(work: Work): Promise<void> {
  const { ports, shelf } = work;
  if (!shelf.file(0).whole) {
    const config = await bring(work, 0);
    await shelf.change({ revision: shelf.manifest.revision ?? config.revision });
  }
  if (shelf.file(1).whole) return;
  const address = new URL(pinned(urlOf(shelf.file(1)), shelf.manifest.revision));
  for (const name of RECORDS_NAMES) {
    const url = new URL(name, address).href;
    if (shelf.file(1).url !== url) {
      // A part of the one must not be carried on with the other.
      await ports.files.remove(shelf.path(1));
      await shelf.changeFile(1, { url, etag: null });
    }
    if ((await tryToBring(work, 1)) !== null) return;
  }
  throw FAILURES.absent(address.href, 404);
}

async function readText({ ports, shelf }: Work, at: number): Promise<string> {
  const { place, name } = shelf.file(at);
  const [key = ''] = place.kind === 'cache' ? place.keys : [];
  const blob = place.kind === 'cache' ? await ports.cache.get(place.scope, key) : null;
  if (blob === null) throw FAILURES.unreadable(name, 'it was stored and is not there');
  return blob.text();
}

const urlOf = ({ name, url }: ManifestFile): string => {
  if (url === null) throw FAILURES.unreadable(name, 'it came from a disk');
  return url;
};

async function bring(work: Work, at: number): Promise<Fetched> {
  const fetched = await tryToBring(work, at);
  if (fetched === null) throw FAILURES.absent(urlOf(work.shelf.file(at)), 404);
  return fetched;
}

/** Failures after which what came is of no use. */
const REFUSED: readonly string[] = ['file-damaged', 'not-a-model'];

function toFetch({ shelf }: Work, at: number): FileToFetch {
  const file = shelf.file(at);
  const url = urlOf(file);
  return {
    ...file,
    url,
    bytes: publishedBytes(shelf.manifest, at),
    guess: file.bytes,
    // A library's hash is that of an earlier one, which the host promises nothing about.
    vouched: (file.sha256 !== null && file.content !== 'library') || isPinned(url),
  };
}

/** Puts a file away that was refused, and with it what was learnt from it: its reply may have been nobody's file. */
async function forget({ ports, shelf }: Work, at: number): Promise<void> {
  const { place, whole } = shelf.file(at);
  await shelf.changeFile(at, { bytes: publishedBytes(shelf.manifest, at), etag: null, whole: false });
  await ports.files.remove(shelf.path(at));
  // What did not get as far as the cache must not take a library from there that another model runs on.
  if (!whole || place.kind !== 'cache') return;
  for (const key of place.keys) await ports.cache.remove(place.scope, key);
}

/** Fetches file `at`, and puts it where it belongs if that is the cache. Null where the host has no such file. */
async function tryToBring(work: Work, at: number): Promise<Fetched | null> {
  const { ports, ledger, shelf, progress, signal } = work;
  const file = shelf.file(at);
  const path = shelf.path(at);
  const fetched = await fetchFile(ports, ledger, toFetch(work, at), path, {
    modelId: shelf.id,
    signal,
    onBytes: (here, expected) => progress.has(at, file.name, here, expected),
    onVersion: (etag) => shelf.changeFile(at, { etag }),
    onNote: (note) => progress.note(at, note),
  }).catch(async (thrown: unknown) => {
    if (thrown instanceof EngineFailure && REFUSED.includes(thrown.kind)) await forget(work, at);
    throw thrown;
  });
  if (fetched === null) {
    // What has come stays: a host may have moved the file away only for now.
    if (((await ports.files.size(path)) ?? 0) === 0) await ports.files.remove(path);
    return null;
  }
  await shelf.changeFile(at, { bytes: fetched.bytes });
  if (file.place.kind === 'cache') await putInCache(work, at);
  return fetched;
}

const TYPES: Record<ManifestFile['content'], string> = {
  json: 'application/json',
  library: 'application/wasm',
  tokenizer: 'application/octet-stream',
  weights: 'application/octet-stream',
  gguf: 'application/octet-stream',
};

/** Into web-llm's cache, then into the manifest, and only then out of the place where it came together. */
async function putInCache(work: Work, at: number): Promise<void> {
  const { ports, shelf } = work;
  const { place, name, content } = shelf.file(at);
  const path = shelf.path(at);
  const blob = await ports.files.blob(path);
  if (place.kind !== 'cache' || blob === null) throw FAILURES.unreadable(name, 'it came and is not there');
  if (content === 'json' || name.endsWith('.json')) {
    try {
      JSON.parse(await blob.text());
    } catch (thrown) {
      await forget(work, at);
      throw FAILURES.unreadable(name, String(thrown));
    }
  }
  const sha256 = content === 'library' ? await checkLibrary(work, at) : null;
  try {
    for (const key of place.keys) await ports.cache.put(place.scope, key, blob, TYPES[content]);
  } catch (thrown) {
    throw isFull(thrown) ? FAILURES.full(name, String(thrown)) : thrown;
  }
  await shelf.changeFile(at, sha256 === null ? { whole: true } : { whole: true, sha256 });
  await ports.files.remove(path);
}

/**
 * A library is code, and nobody says beforehand which: its hosts name no commit of it. The first one that came counts, for
 * every model that runs on it, until it is deleted.
 */
async function checkLibrary(work: Work, at: number): Promise<string> {
  const { ports, shelf, signal } = work;
  const { name, place, sha256 } = shelf.file(at);
  const [key = ''] = place.kind === 'cache' ? place.keys : [];
  const known = sha256 ?? (await libraryOfOthers(ports.files, shelf.id, key));
  const came = await hashFile(ports, shelf.path(at), signal, () => undefined);
  if (known !== null && came !== known) {
    await forget(work, at);
    throw FAILURES.libraryChanged(name, came, known);
  }
  return came;
}

/** The hash of the library that another model here has under the same address. */
async function libraryOfOthers(files: StorePorts['files'], id: string, key: string): Promise<string | null> {
  for (const { entry, files: theirs } of await readManifests(files)) {
    const same = theirs.find(
      ({ whole, place }) => whole && place.kind === 'cache' && place.keys.includes(key),
    );
    if (entry.id !== id && same !== undefined && same.sha256 !== null) return same.sha256;
  }
  return null;
}

/** GGUF files stay where they came together; what makes them whole is that size and hash were checked. */
async function checkGgufs(work: Work): Promise<void> {
  const { ports, shelf, progress, signal } = work;
  const waiting = missing(shelf);
  progress.begin(
    'check',
    waiting.map((at) => ({ here: 0, expected: shelf.file(at).bytes })),
  );
  for (const [place, at] of waiting.entries()) {
    const { name, sha256, bytes } = shelf.file(at);
    if (sha256 !== null) {
      const path = shelf.path(at);
      const came = await hashFile(ports, path, signal, (done) => progress.has(place, name, done, bytes));
      if (came !== sha256) {
        await forget(work, at);
        throw FAILURES.wrongHash(name, came, sha256);
      }
    }
    await shelf.changeFile(at, { whole: true });
  }
}

async function makeSureOfRoom(ports: StorePorts, { files }: StoredModel): Promise<void> {
  const free = await ports.freeBytes();
  const lacking = files.map(({ bytes, here }) => Math.max(0, (bytes ?? 0) - here));
  const needed = lacking.reduce((sum, bytes) => sum + bytes, 0) * ROOM_FACTOR;
  if (free !== null && needed > free) throw FAILURES.noRoom(needed, free);
}

/**
 * Works off a list, so many at a time. What fails first stops the others at once, and is what is told.
 */
async function inLines<T>(
  list: readonly T[],
  lines: number,
  signal: AbortSignal,
  work: (item: T, signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const rest = [...list];
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const failures: unknown[] = [];
  const line = async (): Promise<void> => {
    for (let item = rest.shift(); item !== undefined && failures.length === 0; item = rest.shift()) {
      try {
        await work(item, either);
      } catch (thrown) {
        failures.push(thrown);
        stop.abort();
      }
    }
  };
  await Promise.all(Array.from({ length: lines }, line));
  if (failures.length > 0) throw failures[0];
}
