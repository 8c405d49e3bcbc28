import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ModelServer, serveModels } from '../../../scripts/models/model-server';
import { ggufEntry, madeGguf, madeMlc, sha256Hex, written } from '../../../tests/fixtures/models/made-models';
import { memoryCache, nodeFiles, storePorts } from '../../../tests/fixtures/models/store-surroundings';
import { createModelStore, type StoreWorker } from './create-model-store';
import { entryFromFiles } from './entry-from-files';
import { mlcLocation } from './mlc-location';
import type { ModelEntry } from './model-entry';
import type { ModelStore } from './model-store';
import { StoreDesk } from './store/store-desk';
import type { StoreRequest } from './store/store-protocol';
import type { StorePorts } from './store/store-ports';

/** A worker in this thread: what passes is cloned as between threads, so that nothing can pass that could not there. */
class ThreadlessWorker implements StoreWorker {
  readonly #listeners = new Map<string, ((event: never) => void)[]>();
  readonly #desk: StoreDesk;
  ended = false;

  constructor(ports: StorePorts) {
    this.#desk = new StoreDesk(ports, (call, answer) =>
      this.emit('message', { data: cloned({ call, answer }) }),
    );
  }
  postMessage(request: StoreRequest): void {
    const message = cloned(request);
    queueMicrotask(() => this.#desk.hear(message));
  }
  addEventListener(type: string, listener: (event: never) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }
  terminate(): void {
    this.ended = true;
  }
  emit(type: string, event: unknown): void {
    if (this.ended) return;
    for (const listener of this.#listeners.get(type) ?? []) Reflect.apply(listener, undefined, [event]);
  }
}

/** Node clones a File into nothing of use; a Blob passes as it is, as it does between a page and its worker. */
function cloned(value: unknown): unknown {
  if (value instanceof Blob) return value;
  if (Array.isArray(value)) return value.map(cloned);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cloned(each)]));
  }
  return structuredClone(value);
}

const GGUF = madeGguf(400_000);
/** What the catalogue would say of a file: a person may bring it on a disk instead. */
const known = ggufEntry(
  [{ url: 'https://models.example/resolve/main/known.gguf', bytes: GGUF.length, sha256: sha256Hex(GGUF) }],
  { id: 'known', revision: 'a'.repeat(40) },
);
const MLC = madeMlc();
let folder: string;
let server: ModelServer;
let kept: Map<string, Blob>;
let workers: ThreadlessWorker[];
let store: ModelStore;

const ports = (): StorePorts =>
  storePorts({ files: nodeFiles(path.join(folder, 'disk')), cache: memoryCache(kept) });

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'whole-store-'));
  kept = new Map();
  workers = [];
  const shared = ports();
  store = createModelStore(() => {
    const worker = new ThreadlessWorker(shared);
    workers.push(worker);
    return worker;
  }, [known]);
  server = await serveModels({
    repos: { maker: written(path.join(folder, 'served'), { 'made.gguf': GGUF }) },
  });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const entry = (): ModelEntry => ggufEntry([{ url: `${server.origin}/maker/resolve/main/made.gguf` }]);
const bytesOf = async (blob: Blob | undefined): Promise<Buffer> =>
  Buffer.from((await blob?.arrayBuffer()) ?? new ArrayBuffer(0));
/** As an input with `webkitdirectory` gives it. */
function inFolder(file: string, bytes: Buffer<ArrayBuffer>): File {
  const made = new File([bytes], file.split('/').at(-1) ?? file);
  Object.defineProperty(made, 'webkitRelativePath', { value: file });
  return made;
}
const mlcFiles = (leaveOut: readonly string[] = []): File[] =>
  Object.entries({ ...MLC.files, 'lib/made-q4f32_1-webgpu.wasm': MLC.library })
    .filter(([name]) => !leaveOut.includes(name))
    .map(([name, bytes]) => inFolder(`My-0.5B-q4f32_1-MLC/${name}`, bytes));

describe('createModelStore', () => {
  it('starts no worker before it is asked something, and one only', async () => {
    expect(workers).toHaveLength(0);
    expect(await store.list()).toEqual([]);
    expect(await store.check('nothing')).toEqual({ ready: false, missing: [] });
    expect(workers).toHaveLength(1);
  });

  it('downloads, lists, checks, hands out, lists what was sent, and removes', async () => {
    const seen: string[] = [];
    const stored = await store.download(entry(), { onProgress: ({ phase }) => seen.push(phase) });
    expect(new Set(seen)).toEqual(new Set(['plan', 'download', 'check']));
    expect(await store.list()).toEqual([stored]);
    expect(await store.check('made-gguf')).toEqual({ ready: true, missing: [] });
    const [blob, ...more] = await store.blobs('made-gguf');
    expect(more).toEqual([]);
    expect((await bytesOf(blob)).equals(GGUF)).toBe(true);
    expect(blob).toMatchObject({ name: 'made.gguf' });
    expect((await store.sent()).map(({ bytes }) => bytes)).toContain(GGUF.length);
    await store.remove('made-gguf');
    expect(await store.list()).toEqual([]);
    expect((await store.sent()).length).toBeGreaterThan(0);
  });

  it('pauses with an AbortError, and resumes', async () => {
    server.conditions.bytesPerSecond = 4e6;
    const abort = new AbortController();
    const paused = store.download(entry(), {
      signal: abort.signal,
      onProgress: ({ doneBytes }) => doneBytes > 100_000 && abort.abort(),
    });
    await expect(paused).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    const [part] = await store.list();
    expect(part?.files[0]?.here).toBeGreaterThan(100_000);
    await expect(store.blobs('made-gguf')).rejects.toMatchObject({ kind: 'file-damaged', step: 'resume' });
    server.conditions.bytesPerSecond = null;
    await store.download(entry());
    expect((await store.check('made-gguf')).ready).toBe(true);
  });

  it('passes failures on with their kind, words and step', async () => {
    server.conditions.status = 404;
    await expect(store.download(entry())).rejects.toMatchObject({
      name: 'EngineFailure',
      kind: 'download-failed',
      step: 'none',
      message: expect.stringContaining('made.gguf'),
    });
    await expect(store.download({ ...entry(), source: { kind: 'prompt-api' } })).rejects.toMatchObject({
      kind: 'not-a-model',
    });
  });

  it('lets no two download one model at a time, and stops one that is removed', async () => {
    server.conditions.bytesPerSecond = 1e6;
    const first = store.download(entry());
    await expect(store.download(entry())).rejects.toMatchObject({ kind: 'other-tab' });
    const end = expect(first).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    await store.remove('made-gguf');
    await end;
    expect(await store.list()).toEqual([]);
  });

  it('starts another worker after one has died, and says so to who was waiting', async () => {
    server.conditions.bytesPerSecond = 1e5;
    const waiting = expect(store.download(entry())).rejects.toMatchObject({
      kind: 'worker-died',
      step: 'resume',
      detail: 'out of memory',
    });
    workers[0]?.emit('error', { type: 'error', message: 'out of memory' });
    await waiting;
    expect(await store.list()).toHaveLength(1);
    expect(workers).toHaveLength(2);
  });

  it.each([
    ['an answer', { call: 1, answer: { type: 'unheard of' } }],
    ['a progress', { call: 1, answer: { type: 'progress', progress: {} } }],
    ['a value', { call: 1, answer: { type: 'done', value: [{}] } }],
    ['something that is for nobody', 'hello'],
  ])('fails, instead of waiting for ever, on %s that it can’t read', async (_, message) => {
    const list = store.list();
    workers[0]?.emit('message', { data: message });
    await expect(list).rejects.toMatchObject({ name: 'EngineFailure', step: 'resume' });
    expect(await store.list()).toEqual([]);
  });

  it('answers a request that it can’t read with a failure', async () => {
    await expect(store.check('no id / at all')).rejects.toMatchObject({
      name: 'EngineFailure',
      kind: 'worker-died',
    });
  });

  it('takes in a GGUF from a disk without a request', async () => {
    const stored = await store.importFiles([new File([GGUF], 'My-1.5B.Q4_0.gguf')]);
    expect(stored.entry).toMatchObject({
      engine: 'wllama',
      name: 'My-1.5B.Q4_0',
      parameters: 1500,
      quantisation: 'Q4_0',
      source: { kind: 'disk', format: 'gguf', names: ['My-1.5B.Q4_0.gguf'] },
    });
    expect((await store.check(stored.entry.id)).ready).toBe(true);
    expect((await bytesOf((await store.blobs(stored.entry.id))[0])).equals(GGUF)).toBe(true);
    expect(await store.sent()).toEqual([]);
    expect(await entryFromFiles([new File([GGUF], 'My-1.5B.Q4_0.gguf')])).toEqual({
      ok: true,
      value: stored.entry,
    });
  });

  it('recognises a model of the catalogue by its fingerprint, not by its name alone', async () => {
    const stored = await store.importFiles([new File([GGUF], 'known.gguf')]);
    expect(stored.entry).toEqual(known);
    expect(await store.check('known')).toEqual({ ready: true, missing: [] });
    const other = Buffer.from(GGUF);
    other[5000] = 255 - (other[5000] ?? 0);
    expect((await store.importFiles([new File([other], 'known.gguf')])).entry.addedBy).toBe('person');
  });

  it('refuses a file from a disk that the engine could not read in one piece, before it is copied', async () => {
    const large = new File([GGUF], 'large.gguf');
    Object.defineProperty(large, 'size', { value: 2 ** 31 });
    await expect(store.importFiles([large])).rejects.toMatchObject({
      kind: 'not-a-model',
      message: expect.stringContaining('split'),
    });
    expect(await store.list()).toEqual([]);
  });

  it('takes in the parts of a split GGUF in order, in whatever order they come', async () => {
    const parts = [2, 1].map((part) => new File([madeGguf(1000 * part)], `m-0000${part}-of-00002.gguf`));
    const { entry: made } = await store.importFiles(parts);
    expect((await store.blobs(made.id)).map(({ size }) => size)).toEqual([1000, 2000]);
    await expect(store.importFiles(parts.slice(0, 1))).rejects.toMatchObject({
      kind: 'not-a-model',
      message: expect.stringContaining('m-00001-of-00002.gguf'),
    });
  });

  it('takes in an MLC folder under the addresses that web-llm will be given', async () => {
    const { entry: made } = await store.importFiles(mlcFiles());
    expect(made).toMatchObject({
      engine: 'webllm',
      name: 'My-0.5B-q4f32_1-MLC',
      quantisation: 'q4f32_1',
      needsShaderF16: false,
    });
    expect((await store.check(made.id)).ready).toBe(true);
    const location = mlcLocation(made);
    expect([...kept.keys()]).toEqual(
      expect.arrayContaining([
        `webllm/config ${location?.folder}mlc-chat-config.json`,
        `webllm/model ${location?.folder}tensor-cache.json`,
        `webllm/model ${location?.folder}tokenizer.json`,
        `webllm/model ${location?.folder}params_shard_2.bin`,
        `webllm/wasm ${location?.library}`,
      ]),
    );
    await store.remove(made.id);
    expect(kept.size).toBe(0);
  });

  it.each([
    ['no library', () => mlcFiles(['lib/made-q4f32_1-webgpu.wasm']), '.wasm'],
    ['a missing shard', () => mlcFiles(['params_shard_1.bin']), 'params_shard_1.bin'],
    ['no list of shards', () => mlcFiles(['tensor-cache.json']), 'tensor-cache.json'],
    [
      'two libraries',
      () => [...mlcFiles(), inFolder('My-0.5B-q4f32_1-MLC/x.wasm', MLC.library)],
      'more than one',
    ],
    ['a web page for a model', () => [new File(['<!doctype html><p>Log in'], 'x.gguf')], 'a web page'],
    ['two models', () => [new File([GGUF], 'a.gguf'), new File([GGUF], 'b.gguf')], 'one model at a time'],
    ['photos', () => [new File(['x'], 'a.jpg')], 'no model'],
    ['nothing', () => [], 'No files'],
  ])('refuses %s, and keeps nothing', async (_, files, words) => {
    await expect(store.importFiles(files())).rejects.toMatchObject({
      kind: 'not-a-model',
      message: expect.stringContaining(words),
    });
    expect(await entryFromFiles(files())).toMatchObject({ ok: false, error: expect.stringContaining(words) });
    expect(kept.size).toBe(0);
    expect(await store.list()).toEqual([]);
  });

  it('needs nothing more of a model from a disk, and says what to do about one that was copied by half', async () => {
    const { entry: made } = await store.importFiles([new File([GGUF], 'mine.gguf')]);
    expect((await store.download(made)).files).toEqual([
      { name: 'mine.gguf', bytes: GGUF.length, here: GGUF.length },
    ]);
    rmSync(path.join(folder, 'disk/models', made.id, '0.gguf'));
    expect(await store.check(made.id)).toEqual({ ready: false, missing: ['mine.gguf'] });
    await expect(store.download(made)).rejects.toMatchObject({
      kind: 'not-a-model',
      message: expect.stringContaining('from the disk again'),
    });
    expect(await store.sent()).toEqual([]);
  });

  it('spoils nothing when the model that a file turns out to be is in work', async () => {
    server.conditions.bytesPerSecond = 1e6;
    const here = {
      ...known,
      source: {
        kind: 'gguf' as const,
        files: [{ url: `${server.origin}/maker/resolve/main/made.gguf`, bytes: GGUF.length }],
      },
    };
    let download: Promise<unknown> | undefined;
    await new Promise((resolve) => {
      download = store.download(here, { onProgress: ({ doneBytes }) => doneBytes > 0 && resolve(doneBytes) });
    });
    await expect(store.importFiles([new File([GGUF], 'known.gguf')])).rejects.toMatchObject({
      kind: 'other-tab',
    });
    await download;
    expect(await store.check('known')).toEqual({ ready: true, missing: [] });
  });

  it('copies nothing of a model that is here already', async () => {
    for (const files of [[new File([GGUF], 'known.gguf')], [new File([GGUF], 'own.gguf')], mlcFiles()]) {
      const first = await store.importFiles(files);
      const phases = new Set<string>();
      const again = await store.importFiles(files, { onProgress: ({ phase }) => phases.add(phase) });
      expect(again).toEqual(first);
      expect([...phases]).toEqual(['check']);
    }
  });

  it('puts another file of the same name and size in the place of the first only when it is whole', async () => {
    const big = madeGguf(17 * 2 ** 20);
    const other = Buffer.from(big);
    other[5000] = 255 - (other[5000] ?? 0);
    const held = async (): Promise<Buffer> => bytesOf((await store.blobs(id))[0]);
    const { id } = (await store.importFiles([new File([big], 'own.gguf')])).entry;
    const abort = new AbortController();
    const copy = store.importFiles([new File([other], 'own.gguf')], {
      signal: abort.signal,
      onProgress: ({ phase, doneBytes }) => phase === 'download' && doneBytes > 0 && abort.abort(),
    });
    await expect(copy).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect((await held()).equals(big)).toBe(true);
    const files = (): string[] => readdirSync(path.join(folder, 'disk/models', id));
    expect(files()).toHaveLength(2);

    for (const bytes of [other, big]) {
      await store.importFiles([new File([bytes], 'own.gguf')]);
      expect((await held()).equals(bytes)).toBe(true);
      expect((await store.check(id)).ready).toBe(true);
      expect(files()).toHaveLength(2);
    }
  });

  it('writes down which library came from a disk', async () => {
    expect((await store.importFiles(mlcFiles())).library).toBe(sha256Hex(MLC.library));
  });

  it('leaves nothing of a copy that was stopped', async () => {
    const abort = new AbortController();
    const copy = store.importFiles([new File([madeGguf(9 * 2 ** 20)], 'big.gguf')], {
      signal: abort.signal,
      onProgress: ({ doneBytes }) => doneBytes > 0 && abort.abort(),
    });
    await expect(copy).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(await store.list()).toEqual([]);
  });
});
