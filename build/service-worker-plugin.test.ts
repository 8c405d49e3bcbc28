import { describe, expect, it } from 'vitest';
import { offlineFiles } from './service-worker-plugin';

const BUILD = new Map<string, string | Uint8Array>([
  ['index.html', '<!doctype html>'],
  ['assets/index-a.js', 'export {};'],
  ['assets/index-a.js.map', '{}'],
  ['assets/wllama.worker-a.js', 'engine'],
  ['assets/wllama-a.wasm', new Uint8Array(3_000_000)],
  ['assets/large-a.bin', new Uint8Array(2_000_001)],
  ['icon.svg', '<svg/>'],
]);

describe('offlineFiles', () => {
  it('keeps the app at once and engines at their first use, and needs no source maps', () => {
    const files = offlineFiles(BUILD);
    expect(files.atOnce).toEqual(['assets/index-a.js', 'icon.svg']);
    expect(files.onUse).toEqual(['assets/large-a.bin', 'assets/wllama-a.wasm', 'assets/wllama.worker-a.js']);
  });

  it('has another version as soon as any file is another one, the page as well', () => {
    const { version } = offlineFiles(BUILD);
    expect(offlineFiles(new Map([...BUILD].reverse())).version).toBe(version);
    for (const name of ['index.html', 'icon.svg', 'assets/wllama-a.wasm'])
      expect(offlineFiles(new Map(BUILD).set(name, 'other')).version, name).not.toBe(version);
  });
});
