import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ModelServer, serveModels } from '../../../../scripts/models/model-server';
import {
  ggufEntry,
  madeGguf,
  madeMlc,
  mlcEntry,
  sha256Hex,
  written,
} from '../../../../tests/fixtures/models/made-models';
import {
  around,
  memoryCache,
  nodeFiles,
  Plug,
  PlugPulled,
  storePorts,
} from '../../../../tests/fixtures/models/store-surroundings';
import type { ModelEntry } from '../model-entry';
import type { DownloadProgress } from '../model-store';
import { checkOffline } from './check-offline';
import { downloadModel, type WorkOptions } from './download-model';
import { readManifests, toStoredModel } from './manifest';
import { removeModel } from './remove-model';
import type { StorePorts } from './store-ports';

const COMMIT = 'abcdef0123456789abcdef0123456789abcdef01';
const GGUF = madeGguf();
const MLC = madeMlc();

let folder: string;
let server: ModelServer;
let kept: Map<string, Blob>;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'store-'));
  kept = new Map();
  server = await serveModels({
    commit: COMMIT,
    repos: {
      'maker/gguf': written(path.join(folder, 'served-gguf'), { 'made.gguf': GGUF }),
      'maker/mlc': written(path.join(folder, 'served-mlc'), MLC.files),
      libraries: written(path.join(folder, 'served-libraries'), { 'made.wasm': MLC.library }),
    },
  });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const gguf = (over: { bytes?: number; sha256?: string } = {}): ModelEntry =>
  ggufEntry([{ url: `${server.origin}/maker/gguf/resolve/main/made.gguf`, ...over }]);
const mlc = (): ModelEntry =>
  mlcEntry(`${server.origin}/maker/mlc/resolve/main/`, `${server.origin}/libraries/resolve/main/made.wasm`);

const disk = (): string => path.join(folder, 'disk');
const ports = (over: Partial<StorePorts> = {}, plug?: Plug): ReturnType<typeof storePorts> =>
  storePorts({ files: nodeFiles(disk(), plug), cache: memoryCache(kept, plug), ...over });

const quiet: WorkOptions = { signal: new AbortController().signal, onProgress: () => undefined };
const count = (url: string): { requests: number; partial: number; bytes: number } =>
  server.counts.get(url) ?? { requests: 0, partial: 0, bytes: 0 };
const GGUF_PATH = `/maker/gguf/resolve/${COMMIT}/made.gguf`;

async function storedGguf(files: StorePorts['files']): Promise<Buffer> {
  const blob = await files.blob('models/made-gguf/0.gguf');
  return Buffer.from((await blob?.arrayBuffer()) ?? new ArrayBuffer(0));
}

/** Pauses a download as soon as so many bytes are there. */
function pauseAt(bytes: number): WorkOptions {
  const abort = new AbortController();
  return {
    signal: abort.signal,
    onProgress: ({ phase, doneBytes }) => {
      if (phase === 'download' && doneBytes >= bytes) abort.abort();
    },
  };
}

describe('a GGUF download', () => {
  it('brings every byte, pins the commit, and is ready without a network', async () => {
    const here = ports();
    const stored = await downloadModel(around(here), gguf({ sha256: sha256Hex(GGUF) }), quiet);
    expect(stored.revision).toBe(COMMIT);
    expect(stored.entry.revision).toBe(COMMIT);
    expect(stored.files).toEqual([{ name: 'made.gguf', bytes: GGUF.length, here: GGUF.length }]);
    expect((await storedGguf(here.files)).equals(GGUF)).toBe(true);
    expect(await checkOffline(here, 'made-gguf')).toEqual({ ready: true, missing: [] });
    expect(count(GGUF_PATH).bytes).toBe(GGUF.length);
  });

  it('asks nothing at all the second time', async () => {
    await downloadModel(around(ports()), gguf(), quiet);
    server.forget();
    await downloadModel(around(ports()), gguf(), quiet);
    expect(server.counts.size).toBe(0);
  });

  it('goes on after a pause where it stopped, without fetching a byte twice', async () => {
    server.conditions.bytesPerSecond = 5e6;
    await expect(downloadModel(around(ports()), gguf(), pauseAt(100_000))).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
    const [manifest] = await readManifests(ports().files);
    expect(manifest?.files[0]?.whole).toBe(false);
    const part = (await storedGguf(ports().files)).length;
    expect(part).toBeGreaterThanOrEqual(100_000);
    expect(await checkOffline(ports(), 'made-gguf')).toEqual({ ready: false, missing: ['made.gguf'] });

    server.conditions.bytesPerSecond = null;
    server.forget();
    await downloadModel(around(ports()), gguf(), quiet);
    expect(count(GGUF_PATH)).toEqual({ requests: 1, partial: 1, bytes: GGUF.length - part });
    expect((await storedGguf(ports().files)).equals(GGUF)).toBe(true);
  });

  it('tries again by itself when the connection breaks, and goes on where it broke', async () => {
    server.conditions.cutAfterBytes = 80_000;
    const notes = new Set<string>();
    const here = ports();
    await downloadModel(around(here), gguf({ bytes: GGUF.length, sha256: sha256Hex(GGUF) }), {
      ...quiet,
      onProgress: ({ note }) => {
        if (note !== undefined) notes.add(note);
      },
    });
    expect((await storedGguf(here.files)).equals(GGUF)).toBe(true);
    expect(count(GGUF_PATH).partial).toBeGreaterThanOrEqual(3);
    expect(count(GGUF_PATH).bytes).toBeLessThanOrEqual(GGUF.length + 4 * 65_536);
    expect([...notes][0]).toContain('Trying again (1 of 3)');
    expect(here.rests[0]).toBe(1000);
  });

  it('gives up after three tries that bring nothing, and keeps what came', async () => {
    server.conditions.bytesPerSecond = 5e6;
    await downloadModel(around(ports()), gguf(), pauseAt(100_000)).catch(() => undefined);
    const part = (await storedGguf(ports().files)).length;
    server.conditions.status = 503;
    const here = ports();
    await expect(downloadModel(around(here), gguf(), quiet)).rejects.toMatchObject({
      kind: 'download-failed',
      step: 'resume',
      detail: expect.stringContaining('503'),
    });
    expect(here.rests).toEqual([1000, 2000, 4000]);
    expect((await storedGguf(here.files)).length).toBe(part);
  });

  it('refuses a file of another fingerprint, keeps nothing of it, and can begin anew', async () => {
    await expect(
      downloadModel(around(ports()), gguf({ sha256: sha256Hex(Buffer.from('another')) }), quiet),
    ).rejects.toMatchObject({ kind: 'file-damaged', step: 'delete-and-retry' });
    expect((await storedGguf(ports().files)).length).toBe(0);
    await downloadModel(around(ports()), gguf({ sha256: sha256Hex(GGUF) }), quiet);
    expect((await checkOffline(ports(), 'made-gguf')).ready).toBe(true);
  });

  it('refuses a file that is larger than the catalogue says, at once', async () => {
    await expect(downloadModel(around(ports()), gguf({ bytes: 1000 }), quiet)).rejects.toMatchObject({
      kind: 'file-damaged',
      message: expect.stringContaining('another size'),
    });
    expect((await storedGguf(ports().files)).length).toBe(0);
  });

  it('says so when the file is shorter than it should be', async () => {
    await expect(
      downloadModel(around(ports()), gguf({ bytes: GGUF.length + 5 }), quiet),
    ).rejects.toMatchObject({ kind: 'download-failed' });
  });

  it('looks for room first, and fetches nothing where there is too little', async () => {
    const here = ports({ freeBytes: async () => GGUF.length });
    await expect(downloadModel(around(here), gguf({ bytes: GGUF.length }), quiet)).rejects.toMatchObject({
      kind: 'storage-full',
      message: expect.stringContaining('free space'),
    });
    expect(count(GGUF_PATH).bytes).toBe(0);
  });

  it('keeps what fitted when the disk is full in the middle', async () => {
    const full = ports({ files: nodeFiles(disk(), undefined, 200_000) });
    await expect(downloadModel(around(full), gguf(), quiet)).rejects.toMatchObject({ kind: 'storage-full' });
    const part = (await storedGguf(full.files)).length;
    expect(part).toBeGreaterThan(0);
    server.forget();
    await downloadModel(around(ports()), gguf(), quiet);
    expect(count(GGUF_PATH).bytes).toBe(GGUF.length - part);
    expect((await storedGguf(ports().files)).equals(GGUF)).toBe(true);
  });

  it('says that the disk is full where not even the list of requests can be written on', async () => {
    const room = nodeFiles(disk(), undefined, 150_000);
    const leaving: StorePorts['files'] = {
      ...room,
      open: async (name) => {
        const file = await room.open(name);
        return {
          ...file,
          write: (bytes, at) => {
            if (name.endsWith('.jsonl') && count(GGUF_PATH).bytes > 0)
              throw new DOMException('Quota exceeded.', 'QuotaExceededError');
            file.write(bytes, at);
          },
        };
      },
    };
    await expect(
      downloadModel(around(ports({ files: leaving })), gguf({ bytes: GGUF.length }), quiet),
    ).rejects.toMatchObject({ kind: 'storage-full', step: 'none' });
    await expect(
      downloadModel(around(ports({ files: nodeFiles(disk(), undefined, 0) })), gguf(), quiet),
    ).rejects.toMatchObject({ kind: 'storage-full' });
  });

  it('says that the host has no such file, or keeps it behind a login', async () => {
    const absent = ggufEntry([{ url: `${server.origin}/maker/gguf/resolve/main/other.gguf`, bytes: 5 }]);
    await expect(downloadModel(around(ports()), absent, quiet)).rejects.toMatchObject({
      kind: 'download-failed',
      step: 'none',
      message: expect.stringContaining('no file other.gguf'),
    });
    server.conditions.status = 401;
    await expect(downloadModel(around(ports()), gguf(), quiet)).rejects.toMatchObject({
      message: expect.stringContaining('logged in'),
    });
  });

  it('keeps what has come when the host has no such file for a while', async () => {
    server.conditions.bytesPerSecond = 5e6;
    await downloadModel(around(ports()), gguf(), pauseAt(100_000)).catch(() => undefined);
    server.conditions.bytesPerSecond = null;
    const part = (await storedGguf(ports().files)).length;
    expect(part).toBeGreaterThan(0);
    for (const status of [404, 410]) {
      server.conditions.status = status;
      await expect(downloadModel(around(ports()), gguf(), quiet)).rejects.toMatchObject({
        message: expect.stringContaining('kept'),
      });
      expect((await storedGguf(ports().files)).length).toBe(part);
    }
    server.conditions.status = null;
    server.forget();
    await downloadModel(around(ports()), gguf(), quiet);
    expect(count(GGUF_PATH).bytes).toBe(GGUF.length - part);
    expect((await storedGguf(ports().files)).equals(GGUF)).toBe(true);
  });

  it('tells a device without a network from a host that can’t be reached', async () => {
    await server.close();
    await expect(downloadModel(around(ports()), gguf(), quiet)).rejects.toMatchObject({
      kind: 'download-failed',
      message: expect.stringContaining('could not be reached'),
    });
    await expect(downloadModel(around(ports({ online: () => false })), gguf(), quiet)).rejects.toMatchObject({
      kind: 'offline',
      step: 'resume',
    });
  });

  it('steps back behind zeros that a power cut left at the end of a part', async () => {
    const here = ports();
    const out = await here.files.open('models/made-gguf/0.gguf');
    out.write(GGUF.subarray(0, 50_000), 0);
    out.write(new Uint8Array(8192), 50_000);
    out.close();
    await downloadModel(around(here), gguf(), quiet);
    expect((await storedGguf(here.files)).equals(GGUF)).toBe(true);
  });

  it('refuses a single file of more than 2 GB before it fetches it', async () => {
    await expect(downloadModel(around(ports()), gguf({ bytes: 2 ** 31 }), quiet)).rejects.toMatchObject({
      kind: 'not-a-model',
      message: expect.stringContaining('split'),
    });
    expect(count(GGUF_PATH).bytes).toBe(0);
  });

  it('begins anew when the entry names other files than what is here', async () => {
    await downloadModel(around(ports()), gguf(), quiet);
    const parts = ggufEntry([
      { url: `${server.origin}/maker/gguf/resolve/main/made.gguf` },
      { url: `${server.origin}/maker/gguf/resolve/main/made.gguf?part=2` },
    ]);
    const stored = await downloadModel(around(ports()), parts, quiet);
    expect(stored.files.map(({ here }) => here)).toEqual([GGUF.length, GGUF.length]);
  });
});

describe('an MLC download', () => {
  const key = (scope: string, name: string): string =>
    `webllm/${scope} ${server.origin}/maker/mlc/resolve/main/${name}`;

  it('puts every file where web-llm looks for it, under the address that the entry gives', async () => {
    const stored = await downloadModel(around(ports()), mlc(), quiet);
    expect([...kept.keys()].sort()).toEqual(
      [
        key('config', 'mlc-chat-config.json'),
        key('model', 'tensor-cache.json'),
        key('model', 'ndarray-cache.json'),
        key('model', 'tokenizer.json'),
        ...[0, 1, 2].map((at) => key('model', `params_shard_${at}.bin`)),
        `webllm/wasm ${server.origin}/libraries/resolve/main/made.wasm`,
      ].sort(),
    );
    for (const [name, bytes] of Object.entries(MLC.files)) {
      const scope = name === 'mlc-chat-config.json' ? 'config' : 'model';
      const body = await kept.get(key(scope, name))?.arrayBuffer();
      expect(Buffer.from(body ?? new ArrayBuffer(0)).equals(bytes)).toBe(true);
    }
    expect(stored.revision).toBe(COMMIT);
    expect(await checkOffline(ports(), 'made-mlc')).toEqual({ ready: true, missing: [] });
    // Nothing but the manifest stays behind in the private files.
    expect(readdirSync(path.join(disk(), 'models/made-mlc'))).toEqual(['manifest.json']);
  });

  it('asks for everything but the first file at the commit that the host named', async () => {
    await downloadModel(around(ports()), mlc(), quiet);
    const asked = [...server.counts.keys()].filter((each) => each.startsWith('/maker/mlc/'));
    expect(asked.filter((each) => !each.includes(COMMIT))).toEqual([
      '/maker/mlc/resolve/main/mlc-chat-config.json',
    ]);
    expect(asked).not.toContain(`/maker/mlc/resolve/${COMMIT}/vocab.json`);
  });

  it('takes a folder whose list of shards has its older name', async () => {
    const { 'tensor-cache.json': list, ...rest } = MLC.files;
    const older = await serveModels({
      repos: {
        'maker/mlc': written(path.join(folder, 'older'), {
          ...rest,
          'ndarray-cache.json': list ?? Buffer.alloc(0),
        }),
        libraries: { 'made.wasm': path.join(folder, 'served-libraries/made.wasm') },
      },
    });
    const entry = mlcEntry(
      `${older.origin}/maker/mlc/resolve/main/`,
      `${older.origin}/libraries/resolve/main/made.wasm`,
    );
    try {
      await downloadModel(around(ports()), entry, quiet);
      expect((await checkOffline(ports(), 'made-mlc')).ready).toBe(true);
    } finally {
      await older.close();
    }
  });

  it('tells what failed first, and stops the other files at once', async () => {
    const stopped: string[] = [];
    const fetchSlowly: StorePorts['fetch'] = (url, init) => {
      if (url.endsWith('made.wasm')) {
        // Late, so that the others are on their way by then.
        return new Promise((resolve) => setTimeout(() => resolve(new Response(null, { status: 403 })), 50));
      }
      if (!/tokenizer|params_shard_0/.test(url)) return fetch(url, init);
      return new Promise((_, reject) => {
        init.signal?.addEventListener('abort', () => {
          stopped.push(url.split('/').at(-1) ?? url);
          reject(new DOMException('Aborted.', 'AbortError'));
        });
      });
    };
    await expect(downloadModel(around(ports({ fetch: fetchSlowly })), mlc(), quiet)).rejects.toMatchObject({
      detail: expect.stringContaining('403'),
    });
    expect(stopped.sort()).toEqual(['params_shard_0.bin', 'tokenizer.json']);
  }, 5000);

  it('reports bytes that only grow, and ends at the whole', async () => {
    const seen: DownloadProgress[] = [];
    await downloadModel(around(ports()), mlc(), { ...quiet, onProgress: (each) => seen.push(each) });
    const downloading = seen.filter(({ phase }) => phase === 'download');
    for (const [at, { doneBytes }] of downloading.entries()) {
      expect(doneBytes).toBeGreaterThanOrEqual(downloading[at - 1]?.doneBytes ?? 0);
    }
    const last = downloading.at(-1);
    expect(last?.doneBytes).toBe(last?.totalBytes);
    expect(seen[0]).toMatchObject({ phase: 'plan', totalBytes: null });
  });

  it('learns from the settings of a person’s model whether it thinks', async () => {
    const config = Buffer.from(String(MLC.files['mlc-chat-config.json']).replace('qwen2', 'qwen3'));
    const mine = { ...mlc(), addedBy: 'person' as const };
    const other: StorePorts['fetch'] = (url, init) =>
      url.endsWith('mlc-chat-config.json') ? Promise.resolve(new Response(config)) : fetch(url, init);
    const here = ports({ fetch: other });
    expect((await downloadModel(around(here), mine, quiet)).entry.thinks).toBe(true);
    expect((await downloadModel(around(here), mine, quiet)).entry.thinks).toBe(true);
  });

  it('takes no other library than the first, under whichever model', async () => {
    const { library } = await downloadModel(around(ports()), mlc(), quiet);
    expect(library).toBe(sha256Hex(MLC.library));
    const other = Buffer.concat([MLC.library, Buffer.from('more')]);
    const changed: StorePorts['fetch'] = (url, init) =>
      url.endsWith('made.wasm') ? Promise.resolve(new Response(other)) : fetch(url, init);
    const refused = {
      kind: 'file-damaged',
      step: 'none',
      message: expect.stringContaining('has changed since it was first fetched'),
      detail: expect.stringContaining(sha256Hex(other)),
    };
    const sibling = { ...mlc(), id: 'other-mlc' };
    await expect(downloadModel(around(ports({ fetch: changed })), sibling, quiet)).rejects.toMatchObject(
      refused,
    );
    expect((await checkOffline(ports(), 'made-mlc')).ready).toBe(true);
    await removeModel(ports(), 'other-mlc');

    kept.delete(`webllm/wasm ${server.origin}/libraries/resolve/main/made.wasm`);
    await expect(downloadModel(around(ports({ fetch: changed })), mlc(), quiet)).rejects.toMatchObject(
      refused,
    );
    await downloadModel(around(ports()), mlc(), quiet);
    // Who wants the new one says so by deleting the model.
    await removeModel(ports(), 'made-mlc');
    const anew = await downloadModel(around(ports({ fetch: changed })), mlc(), quiet);
    expect(anew.library).toBe(sha256Hex(other));
  });

  it('fetches again only what the person’s browser has lost', async () => {
    await downloadModel(around(ports()), mlc(), quiet);
    kept.delete(key('model', 'params_shard_1.bin'));
    expect(await checkOffline(ports(), 'made-mlc')).toEqual({
      ready: false,
      missing: ['params_shard_1.bin'],
    });
    server.forget();
    await downloadModel(around(ports()), mlc(), quiet);
    expect([...server.counts.keys()]).toEqual([`/maker/mlc/resolve/${COMMIT}/params_shard_1.bin`]);
    expect((await checkOffline(ports(), 'made-mlc')).ready).toBe(true);
  });

  it('leaves nothing behind when it is removed, but a library that another model runs on', async () => {
    await downloadModel(around(ports()), mlc(), quiet);
    await downloadModel(around(ports()), { ...mlc(), id: 'other-mlc' }, quiet);
    await removeModel(ports(), 'other-mlc');
    expect((await checkOffline(ports(), 'made-mlc')).ready).toBe(true);
    await removeModel(ports(), 'made-mlc');
    expect([...kept.keys()]).toEqual([]);
    expect(readdirSync(path.join(disk(), 'models'))).toEqual([]);
  });

  it('can be deleted when there is no room for another byte', async () => {
    await downloadModel(around(ports()), mlc(), quiet);
    await removeModel(ports({ files: nodeFiles(disk(), undefined, 0) }), 'made-mlc');
    expect([...kept.keys()]).toEqual([]);
    expect(readdirSync(path.join(disk(), 'models'))).toEqual([]);
  });

  it('lists every request with its bytes', async () => {
    const here = around(ports());
    await downloadModel(here, mlc(), quiet);
    const sent = await here.ledger.sent();
    const shard = sent.find(({ url }) => url.endsWith('params_shard_0.bin'));
    expect(shard).toMatchObject({ bytes: 120_000, modelId: 'made-mlc' });
    const asked = [...server.counts.values()].reduce((sum, { requests }) => sum + requests, 0);
    expect(sent.length).toBe(asked);
  });
});

describe('a reply that is not the file', () => {
  const FOLDER = 'https://h.example/m/resolve/main/';
  const LIBRARY = 'https://h.example/l.wasm';
  const address = (name: string): string => (name === 'made.wasm' ? LIBRARY : FOLDER + name);

  /** A host that gives other files at first. */
  function host(bad: Record<string, string | Buffer>): { fetch: StorePorts['fetch']; mend: () => void } {
    const good = new Map<string, Uint8Array<ArrayBuffer>>(
      Object.entries({ ...MLC.files, 'made.wasm': MLC.library }).map(([name, bytes]) => [
        address(name),
        bytes,
      ]),
    );
    const wrong = new Map(Object.entries(bad).map(([name, body]) => [address(name), Buffer.from(body)]));
    return {
      fetch: async (url) => {
        const body = wrong.get(url) ?? good.get(url);
        return body === undefined ? new Response(null, { status: 404 }) : new Response(body);
      },
      mend: () => wrong.clear(),
    };
  }

  it.each([
    ['settings that end too early', { 'mlc-chat-config.json': '{"login": <b>' }],
    ['settings of something else', { 'mlc-chat-config.json': '{"login": "first"}' }],
    ['settings that name no tokeniser', { 'mlc-chat-config.json': '{"tokenizer_files": []}' }],
    ['a list of something else', { 'tensor-cache.json': '[]' }],
    ['a tokeniser that can’t be read', { 'tokenizer.json': '{"a":' }],
    ['weights that are too long', { 'params_shard_1.bin': Buffer.alloc(90_001, 1) }],
    ['a web page', { 'params_shard_1.bin': '<!doctype html>'.padEnd(100) }],
  ])('is put away with what it said of itself: %s', async (_, bad) => {
    const { fetch, mend } = host(bad);
    const entry = mlcEntry(FOLDER, LIBRARY);
    await expect(downloadModel(around(ports({ fetch })), entry, quiet)).rejects.toMatchObject({
      name: 'EngineFailure',
    });
    mend();
    await downloadModel(around(ports({ fetch })), entry, quiet);
    expect(await checkOffline(ports(), entry.id)).toEqual({ ready: true, missing: [] });
  });
});

describe('pulling the plug', () => {
  const bytesSent = (): number => [...server.counts.values()].reduce((sum, { bytes }) => sum + bytes, 0);

  /** Pulls it at one step, looks what is left, and goes on with a new worker over the same disk. */
  async function pullAt(step: number, entry: ModelEntry, total: number): Promise<boolean> {
    rmSync(disk(), { recursive: true, force: true });
    kept.clear();
    const end: unknown = await downloadModel(around(ports({}, new Plug(step))), entry, quiet).catch(
      (thrown: unknown) => thrown,
    );
    const done = !(end instanceof PlugPulled);
    const here = ports();
    const [manifest] = await readManifests(here.files);
    const before = manifest === undefined ? null : await toStoredModel(here.files, manifest);
    if ((await checkOffline(here, entry.id)).ready) {
      expect(before?.files.every((file) => file.here === file.bytes)).toBe(true);
    }
    server.forget();
    await downloadModel(around(here), entry, quiet);
    expect(await checkOffline(here, entry.id)).toEqual({ ready: true, missing: [] });
    // Not a byte is fetched that was there already.
    const there = before?.files.reduce((sum, file) => sum + file.here, 0) ?? 0;
    expect(bytesSent()).toBe(total - there);
    return done;
  }

  it('at any step of a GGUF download loses nothing that was written', async () => {
    const entry = gguf({ bytes: GGUF.length, sha256: sha256Hex(GGUF) });
    for (let step = 1; ; step += 1) {
      const done = await pullAt(step, entry, GGUF.length);
      expect((await storedGguf(ports().files)).equals(GGUF)).toBe(true);
      if (done) break;
    }
  });

  it('at any step of an MLC download never takes a half file for a whole one', async () => {
    const total = Object.values(MLC.files).reduce((sum, { length }) => sum + length, MLC.library.length);
    for (let step = 1; ; step += 5) {
      const done = await pullAt(step, mlc(), total);
      for (const at of [0, 1, 2]) {
        const name = `params_shard_${at}.bin`;
        const body = await kept
          .get(`webllm/model ${server.origin}/maker/mlc/resolve/main/${name}`)
          ?.arrayBuffer();
        expect(Buffer.from(body ?? new ArrayBuffer(0)).equals(MLC.files[name] ?? GGUF)).toBe(true);
      }
      if (done) break;
    }
  });
});
