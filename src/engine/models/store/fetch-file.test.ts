import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { madeGguf } from '../../../../tests/fixtures/models/made-models';
import { nodeFiles, storePorts } from '../../../../tests/fixtures/models/store-surroundings';
import { fetchFile, type FetchOptions } from './fetch-file';
import { Ledger } from './ledger';
import type { Content } from './manifest';
import type { StorePorts } from './store-ports';

/** Servers as they are out there, and what becomes of a file that they send. */
const FILE = madeGguf();
type Answer = (request: IncomingMessage, response: ServerResponse, nth: number) => void;

let folder: string;
let server: Server;
let answer: Answer;
let asked: IncomingMessage[];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'fetch-'));
  asked = [];
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response, asked.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

const PATH = 'models/x/0.gguf';
const stored = (): Buffer => readFileSync(path.join(folder, PATH));

interface Outcome {
  readonly notes: (string | null)[];
  readonly rests: number[];
  readonly end: unknown;
}

async function get(
  over: {
    bytes?: number;
    guess?: number;
    etag?: string;
    vouched?: boolean;
    content?: Content;
    here?: number;
    ports?: Partial<StorePorts>;
  } = {},
): Promise<Outcome> {
  const ports = storePorts({ files: nodeFiles(folder), ...over.ports });
  if (over.here !== undefined) {
    const out = await ports.files.open(PATH);
    out.write(FILE.subarray(0, over.here), 0);
    out.close();
  }
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const notes: (string | null)[] = [];
  const options: FetchOptions = {
    modelId: 'x',
    signal: new AbortController().signal,
    onBytes: () => undefined,
    onVersion: async () => undefined,
    onNote: (note) => notes.push(note),
  };
  const { bytes = null, guess = null, etag = null, vouched = true, content = 'gguf' } = over;
  const end: unknown = await fetchFile(
    ports,
    new Ledger(ports),
    { name: 'x.gguf', url: `http://127.0.0.1:${port}/x.gguf`, content, bytes, guess, etag, vouched },
    PATH,
    options,
  ).catch((thrown: unknown) => thrown);
  return { notes, rests: ports.rests, end };
}

const whole: Answer = (_, response) => response.writeHead(200, { 'Content-Length': FILE.length }).end(FILE);
const rest = (
  request: IncomingMessage,
  response: ServerResponse,
  headers: Record<string, string> = {},
): void => {
  const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  response
    .writeHead(206, { 'Content-Range': `bytes ${from}-${FILE.length - 1}/${FILE.length}`, ...headers })
    .end(FILE.subarray(from));
};

describe('fetchFile', () => {
  it('sends neither cookies nor a referrer, and asks for a part only where one is here', async () => {
    answer = (request, response) =>
      request.headers.range === undefined ? whole(request, response, 1) : rest(request, response);
    await get();
    expect(asked[0]?.headers).not.toHaveProperty('range');
    expect(asked[0]?.headers).not.toHaveProperty('cookie');
    expect(asked[0]?.headers).not.toHaveProperty('referer');
    rmSync(path.join(folder, PATH));
    await get({ here: 1000 });
    expect(asked[1]?.headers.range).toBe('bytes=1000-');
    expect(stored().equals(FILE)).toBe(true);
  });

  it('starts a file again, and says so, where a server can’t go on in the middle', async () => {
    answer = whole;
    const { notes, end } = await get({ here: 5000 });
    expect(end).toMatchObject({ bytes: FILE.length });
    expect(notes).toEqual(['This server can’t go on in the middle of a file, so the file starts again.']);
    expect(stored().equals(FILE)).toBe(true);
  });

  it('starts a file again when it has changed on the server meanwhile', async () => {
    answer = (request, response) =>
      request.headers.range === undefined
        ? response.writeHead(200, { ETag: '"new"' }).end(FILE)
        : rest(request, response, { ETag: '"new"' });
    const { notes, end } = await get({ here: 5000, etag: '"old"' });
    expect(end).toMatchObject({ bytes: FILE.length });
    expect(notes[0]).toContain('has changed on the server');
    expect(stored().equals(FILE)).toBe(true);
  });

  it('takes a version that only compression marks as weak for the same', async () => {
    answer = (request, response) => rest(request, response, { ETag: 'W/"same"' });
    const { notes } = await get({ here: 5000, etag: '"same"' });
    expect(notes).toEqual([]);
    expect(stored().equals(FILE)).toBe(true);
  });

  it('knows another version by its date where a page may not read the ETag', async () => {
    const dated = { 'Last-Modified': 'Tue, 06 Jan 2026 00:00:00 GMT' };
    answer = (request, response) =>
      request.headers.range === undefined
        ? response.writeHead(200, dated).end(FILE)
        : rest(request, response, dated);
    const changed = { here: 5000, etag: 'Thu, 01 Jan 2026 00:00:00 GMT', vouched: false };
    expect((await get(changed)).notes[0]).toContain('has changed on the server');
    expect(stored().equals(FILE)).toBe(true);
    rmSync(path.join(folder, PATH));
    expect((await get({ ...changed, etag: dated['Last-Modified'] })).notes).toEqual([]);
    expect(asked.at(-1)?.headers.range).toBe('bytes=5000-');
    expect(stored().equals(FILE)).toBe(true);
  });

  it('goes by no date where a commit or a hash vouches for the content: copies of it differ in that', async () => {
    answer = (request, response) =>
      rest(request, response, { 'Last-Modified': 'Tue, 06 Jan 2026 00:00:00 GMT' });
    expect((await get({ here: 5000, etag: '"same"' })).notes).toEqual([]);
    expect(asked).toHaveLength(1);
    expect(stored().equals(FILE)).toBe(true);
  });

  it('carries on no part that nothing says the version of', async () => {
    answer = (request, response) =>
      request.headers.range === undefined ? whole(request, response, 1) : rest(request, response);
    await get({ here: 5000, vouched: false, bytes: FILE.length });
    expect(asked.map(({ headers }) => headers.range)).toEqual([undefined]);
    rmSync(path.join(folder, PATH));
    // The version was known, and the host says none any more.
    await get({ here: 5000, vouched: false, etag: '"old"' });
    expect(asked.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=5000-', undefined]);
    expect(stored().equals(FILE)).toBe(true);
  });

  it('holds nobody to a size that only a first reply said', async () => {
    answer = whole;
    for (const guess of [10, FILE.length + 5]) {
      expect((await get({ guess })).end).toMatchObject({ bytes: FILE.length });
      rmSync(path.join(folder, PATH));
    }
  });

  it('takes back that it tries again as soon as it goes on', async () => {
    answer = (request, response, nth) => {
      if (nth === 1) response.writeHead(503).end();
      else whole(request, response, nth);
    };
    expect((await get()).notes).toEqual(['The connection broke off. Trying again (1 of 3).', null]);
  });

  it('refuses a GGUF that turns out to be larger than the engine reads in one piece', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'Content-Length': 2 ** 31 });
      response.write(FILE);
    };
    const { end } = await get();
    expect(end).toMatchObject({ kind: 'not-a-model', message: expect.stringContaining('split') });
    expect(stored()).toHaveLength(0);
  });

  it('starts again when a server sends another part than was asked for', async () => {
    answer = (request, response) =>
      request.headers.range === undefined
        ? whole(request, response, 1)
        : response.writeHead(206, { 'Content-Range': `bytes 0-9/${FILE.length}` }).end(FILE.subarray(0, 10));
    await get({ here: 5000 });
    expect(stored().equals(FILE)).toBe(true);
  });

  it('sees that all of it was here when nothing comes after it', async () => {
    answer = (_, response) => response.writeHead(416, { 'Content-Range': `bytes */${FILE.length}` }).end();
    const { end } = await get({ here: FILE.length });
    expect(end).toMatchObject({ bytes: FILE.length });
    expect(asked).toHaveLength(1);
  });

  it('asks nothing where the size is known and all of it is here', async () => {
    answer = whole;
    expect((await get({ here: FILE.length, bytes: FILE.length })).end).toMatchObject({ bytes: FILE.length });
    expect(asked).toHaveLength(0);
  });

  it.each([
    ['a login page', '<!DOCTYPE html><html><head><title>Wi-Fi</title>', 'a web page'],
    ['a web page after blanks', '\n\n  <html lang="en">', 'a web page'],
    [
      'a pointer of Git LFS',
      'version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 5\n',
      'Git LFS',
    ],
    ['something else', 'Not found, sorry. '.repeat(20), 'not a GGUF model'],
  ])('recognises %s in place of the model, and keeps nothing of it', async (_, body, words) => {
    answer = (__, response) => response.writeHead(200).end(body);
    const { end } = await get();
    expect(end).toMatchObject({ kind: 'file-damaged', message: expect.stringContaining(words) });
    expect(stored()).toHaveLength(0);
  });

  it('rests as long as the server asks for, within reason', async () => {
    answer = (request, response, nth) => {
      if (nth === 1) response.writeHead(429, { 'Retry-After': '7' }).end();
      else if (nth === 2) response.writeHead(503, { 'Retry-After': '86400' }).end();
      else whole(request, response, nth);
    };
    const { end, rests } = await get();
    expect(end).toMatchObject({ bytes: FILE.length });
    expect(rests).toEqual([7000, 20_000]);
    expect(asked).toHaveLength(3);
  });

  it('says in words that a host is asked for too much', async () => {
    answer = (_, response) => response.writeHead(429).end();
    const { end } = await get();
    expect(end).toMatchObject({
      kind: 'download-failed',
      step: 'resume',
      message: expect.stringContaining('too much'),
    });
    expect(asked).toHaveLength(4);
  });

  it('takes a small file that was compressed on its way', async () => {
    const text = Buffer.from(JSON.stringify({ a: 'b'.repeat(5000) }));
    const zipped = gzipSync(text);
    answer = (_, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': zipped.length }).end(zipped);
    expect((await get({ content: 'json' })).end).toMatchObject({ bytes: text.length });
    expect(stored().equals(text)).toBe(true);
  });

  it('gives up on a server that sends nothing any more', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'Content-Length': FILE.length });
      response.write(FILE.subarray(0, 1000));
    };
    // Time-outs come at once here; what has arrived by then is taken in first.
    const impatient: Partial<StorePorts> = {
      wait: (ms, signal) =>
        new Promise((resolve) => {
          const timer = setTimeout(resolve, ms >= 30_000 ? 300 : 0);
          signal.addEventListener('abort', () => {
            clearTimeout(timer);
            resolve();
          });
        }),
    };
    const { end, notes } = await get({ ports: impatient });
    expect(end).toMatchObject({ kind: 'download-failed', step: 'resume' });
    expect(notes).toContain('The connection broke off. Trying again (3 of 3).');
    expect(stored()).toHaveLength(1000);
  });

  it('does not go round for ever where a server can neither go on nor finish', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'Content-Length': FILE.length });
      response.write(FILE.subarray(0, 1000), () => response.destroy());
    };
    const { end } = await get();
    expect(end).toMatchObject({ kind: 'download-failed' });
    expect(asked.length).toBeLessThanOrEqual(5);
  });

  it('gives null for a file that is not there', async () => {
    answer = (_, response) => response.writeHead(404).end('<html>not here</html>');
    expect((await get()).end).toBeNull();
  });
});
