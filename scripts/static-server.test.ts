import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveFolder, type Serving } from './static-server';

let folder: string;
let serving: Serving;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'serve-'));
  mkdirSync(path.join(folder, 'site', 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'site', 'index.html'), '<!doctype html>home');
  writeFileSync(path.join(folder, 'site', 'assets', 'a.js'), 'export {};');
  writeFileSync(path.join(folder, 'secret.txt'), 'secret');
  serving = await serveFolder({ folder: path.join(folder, 'site'), basePath: '/demo/app/', port: 0 });
});
afterEach(async () => {
  await serving.close();
  rmSync(folder, { recursive: true });
});

/** `fetch` tidies a path before it sends it; this sends it as it is. */
function rawStatus(pathname: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(serving.url);
    request({ hostname, port, path: pathname }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('serveFolder', () => {
  it('serves the folder under the sub-path with the right types and without caching', async () => {
    const home = await fetch(serving.url);
    expect(await home.text()).toContain('home');
    expect(home.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(home.headers.get('cache-control')).toBe('no-store');
    const script = await fetch(`${serving.url}assets/a.js`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it('isolates the page where it is told to', async () => {
    expect((await fetch(serving.url)).headers.has('cross-origin-embedder-policy')).toBe(false);
    const isolated = await serveFolder({ folder: path.join(folder, 'site'), port: 0, isolated: true });
    const { headers } = await fetch(isolated.url);
    await isolated.close();
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  });

  it('sends the sub-path without its slash to the one with it', async () => {
    const response = await fetch(serving.url.slice(0, -1));
    expect(response.url).toBe(serving.url);
  });

  it('serves nothing outside the sub-path or the folder', async () => {
    expect(await rawStatus('/')).toBe(404);
    expect(await rawStatus('/assets/a.js')).toBe(404);
    expect(await rawStatus('/demo/app/%2e%2e/secret.txt')).toBe(404);
    expect(await rawStatus('/demo/app/..%2fsecret.txt')).toBe(404);
    expect(await rawStatus('/demo/app/%')).toBe(400);
  });

  it('takes the next free port', async () => {
    const taken = Number(new URL(serving.url).port);
    const second = await serveFolder({ folder, port: taken, tries: 20 });
    expect(Number(new URL(second.url).port)).toBeGreaterThan(taken);
    await second.close();
    await expect(serveFolder({ folder, port: taken })).rejects.toThrow('EADDRINUSE');
  });
});
