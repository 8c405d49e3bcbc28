import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveModels, type ModelServer } from './model-server';

const WEIGHTS = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251));
const ADDRESS = '/owner/tiny/resolve/main/tiny.gguf';

let folder: string;
let server: ModelServer;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'models-'));
  const file = path.join(folder, 'weights.bin');
  writeFileSync(file, WEIGHTS);
  server = await serveModels({ repos: { 'owner/tiny': { 'tiny.gguf': file } }, commit: 'abc123' });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());

describe('serveModels', () => {
  it('serves a repository’s file under any revision, names its commit, and lets other origins read it', async () => {
    const response = await fetch(server.origin + ADDRESS);
    expect(await bytesOf(response)).toEqual(WEIGHTS);
    expect(response.headers.get('x-repo-commit')).toBe('abc123');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-expose-headers')).toContain('X-Repo-Commit');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect((await fetch(`${server.origin}/owner/tiny/resolve/main/other.gguf`)).status).toBe(404);
    expect((await fetch(`${server.origin}/owner/other/resolve/main/tiny.gguf`)).status).toBe(404);
  });

  it('sends the part that is asked for, and all of it once the file is another one', async () => {
    const whole = await fetch(server.origin + ADDRESS, { method: 'HEAD' });
    const etag = whole.headers.get('etag') ?? '';
    const rest = await fetch(server.origin + ADDRESS, {
      headers: { Range: 'bytes=150000-', 'If-Range': etag },
    });
    expect(rest.status).toBe(206);
    expect(rest.headers.get('content-range')).toBe('bytes 150000-199999/200000');
    expect(await bytesOf(rest)).toEqual(WEIGHTS.subarray(150_000));
    const changed = await fetch(server.origin + ADDRESS, {
      headers: { Range: 'bytes=150000-', 'If-Range': '"another"' },
    });
    expect(changed.status).toBe(200);
    expect(await bytesOf(changed)).toEqual(WEIGHTS);
    expect((await fetch(server.origin + ADDRESS, { headers: { Range: 'bytes=200000-' } })).status).toBe(416);
  });

  it('counts requests, parts and bytes of each path', async () => {
    await bytesOf(await fetch(server.origin + ADDRESS));
    await bytesOf(await fetch(server.origin + ADDRESS, { headers: { Range: 'bytes=0-99' } }));
    expect(server.counts.get(ADDRESS)).toEqual({ requests: 2, partial: 1, bytes: 200_100 });
    server.forget();
    expect(server.counts.size).toBe(0);
  });

  it('cuts the connection where it is told to', async () => {
    server.conditions.cutAfterBytes = 100_000;
    const cut = await fetch(server.origin + ADDRESS);
    await expect(cut.arrayBuffer()).rejects.toThrow();
    server.conditions.cutAfterBytes = null;
    expect(await bytesOf(await fetch(server.origin + ADDRESS))).toEqual(WEIGHTS);
  });

  it('sends no permission to other origins where it is told to', async () => {
    const closed = await serveModels({ repos: {}, cors: false });
    const response = await fetch(closed.origin + ADDRESS);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    await closed.close();
  });
});
