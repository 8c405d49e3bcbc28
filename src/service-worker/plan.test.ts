import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planFor, type Asked } from './plan';

const SCOPE = 'https://host.example/demo/app/';
const FILES = {
  version: 'v1',
  atOnce: ['assets/index-abc.js', 'icon.svg'],
  onUse: ['assets/wllama-abc.wasm', 'assets/webllm.worker-abc.js'],
};

const asked = (file: string, more: Partial<Asked> = {}): Asked => ({
  method: 'GET',
  url: SCOPE + file,
  mode: 'cors',
  destination: 'script',
  partial: false,
  ...more,
});
const plan = (file: string, more?: Partial<Asked>) => planFor(asked(file, more), FILES, SCOPE);

describe('planFor', () => {
  it('takes the page from the network first, whatever stands behind its address', () => {
    for (const file of ['', 'index.html', '?from=mail', 'index.html?x#/models'])
      expect(plan(file, { mode: 'navigate', destination: 'document' }), file).toEqual({ kind: 'page' });
  });

  it('takes the files of the build from what was kept, and keeps an engine when it is first used', () => {
    expect(plan('assets/index-abc.js')).toEqual({ kind: 'kept', file: 'assets/index-abc.js' });
    expect(plan('icon.svg?v=2')).toEqual({ kind: 'kept', file: 'icon.svg' });
    expect(plan('assets/wllama-abc.wasm')).toEqual({ kind: 'keep', file: 'assets/wllama-abc.wasm' });
  });

  it('leaves model files to whoever downloads them, also those that lie beside the page', () => {
    expect(plan('models/tiny/resolve/main/tiny.gguf', { destination: '' })).toEqual({ kind: 'pass' });
    const elsewhere = { url: 'https://hub.example/owner/tiny/resolve/main/tiny.gguf' };
    expect(plan('', elsewhere)).toEqual({ kind: 'pass' });
  });

  it('leaves other pages of the host alone, and an app in a folder with a longer name', () => {
    expect(plan('notes.html', { mode: 'navigate', destination: 'document' })).toEqual({ kind: 'pass' });
    const sibling = { url: 'https://host.example/demo/app-2/assets/index-abc.js' };
    expect(plan('', sibling)).toEqual({ kind: 'pass' });
  });

  it('starts the worker of a newer build with the headers of the page', () => {
    expect(plan('assets/wllama.worker-new.js', { destination: 'worker' })).toEqual({ kind: 'network' });
    expect(plan('assets/chunk-new.js')).toEqual({ kind: 'pass' });
  });

  it('answers nothing but whole GETs', () => {
    for (const method of ['HEAD', 'POST'])
      expect(plan('assets/index-abc.js', { method })).toEqual({ kind: 'pass' });
    expect(plan('assets/wllama-abc.wasm', { partial: true })).toEqual({ kind: 'pass' });
  });

  it('gives back only names of the build', () => {
    const known = [...FILES.atOnce, ...FILES.onUse];
    const file = fc.oneof(fc.constantFrom(...known), fc.webPath(), fc.string());
    fc.assert(
      fc.property(file, fc.constantFrom('navigate', 'cors', 'no-cors'), (name, mode) => {
        const found = plan(name, { mode });
        if ('file' in found) expect(known).toContain(found.file);
      }),
    );
  });
});
