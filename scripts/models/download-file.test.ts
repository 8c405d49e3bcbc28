import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { downloadFile } from './download-file';
import { serveModels, type ModelServer } from './model-server';

const WEIGHTS = Buffer.from(Array.from({ length: 400_000 }, (_, index) => (index * 7) % 253));
const EXPECTED = { bytes: WEIGHTS.length, sha256: createHash('sha256').update(WEIGHTS).digest('hex') };
const ADDRESS = '/tiny/resolve/main/tiny.gguf';

let folder: string;
let file: string;
let server: ModelServer;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'download-'));
  file = path.join(folder, 'tiny.gguf');
  const source = path.join(folder, 'source');
  writeFileSync(source, WEIGHTS);
  server = await serveModels({ repos: { tiny: { 'tiny.gguf': source } } });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

describe('downloadFile', () => {
  it('fetches a file whole', async () => {
    await downloadFile(server.origin + ADDRESS, file, EXPECTED);
    expect(readFileSync(file)).toEqual(WEIGHTS);
    expect(existsSync(`${file}.part`)).toBe(false);
  });

  it('goes on where the connection broke, also in a later run', async () => {
    server.conditions.cutAfterBytes = 70_000;
    await expect(downloadFile(server.origin + ADDRESS, file, EXPECTED)).rejects.toThrow();
    expect(existsSync(file)).toBe(false);
    const here = statSync(`${file}.part`).size;
    expect(here).toBeGreaterThan(0);
    server.conditions.cutAfterBytes = null;
    server.forget();
    await downloadFile(server.origin + ADDRESS, file, EXPECTED);
    expect(readFileSync(file)).toEqual(WEIGHTS);
    expect(server.counts.get(ADDRESS)).toEqual({ requests: 1, partial: 1, bytes: WEIGHTS.length - here });
  });

  it('leaves nothing of a file that is not the expected one', async () => {
    const other = { ...EXPECTED, sha256: '0'.repeat(64) };
    await expect(downloadFile(server.origin + ADDRESS, file, other)).rejects.toThrow('SHA-256');
    expect(existsSync(file) || existsSync(`${file}.part`)).toBe(false);
  });

  it('says what the host answered, and does not ask again', async () => {
    server.conditions.status = 503;
    await expect(downloadFile(server.origin + ADDRESS, file, EXPECTED)).rejects.toThrow('503');
    expect(server.counts.get(ADDRESS)?.requests).toBe(1);
  });
});
