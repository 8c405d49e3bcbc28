import { expect, it, vi } from 'vitest';
import { BUILTIN_ONLY } from '../domain/runs/primitive';
import { loadModel } from './load-model';
import { modelEntrySchema, type ModelEntry } from './models/model-entry';
import type { ModelStore, StoredModel } from './models/model-store';

const entry: ModelEntry = modelEntrySchema.parse({
  id: 'tiny',
  name: 'Tiny',
  engine: 'wllama',
  source: { kind: 'gguf', files: [{ url: 'https://models.example/tiny.gguf' }] },
  tier: 'phone',
  parameters: null,
  quantisation: null,
  downloadBytes: null,
  memoryBytes: null,
  needsShaderF16: false,
  contextLength: 512,
  licence: { name: 'MIT', url: null },
  revision: null,
  note: '',
  assignment: BUILTIN_ONLY,
});

function storeWith(stored: StoredModel[], missing: string[], ready: boolean) {
  const asked: string[] = [];
  const store: Pick<ModelStore, 'list' | 'check' | 'blobs'> = {
    list: async () => stored,
    check: async () => ({ ready, missing }),
    blobs: async (id) => {
      asked.push(id);
      return [];
    },
  };
  return { store, asked };
}

it.each([
  ['is not stored at all', [], []],
  ['lacks a file', [{ entry, revision: null, files: [] }], ['tiny.gguf']],
])('does not load a model that %s, nor fetch what is missing', async (_what, stored, missing) => {
  const { store, asked } = storeWith(stored, missing, false);
  await expect(loadModel(entry, store)).rejects.toMatchObject({
    name: 'EngineFailure',
    kind: 'file-damaged',
    detail: expect.stringContaining(missing[0] ?? 'every file'),
  });
  expect(asked).toEqual([]);
});

const seen = vi.hoisted((): { revision: string | null }[] => []);
vi.mock('./webllm/load-with-webllm', () => ({
  loadWithWebllm: (stored: { revision: string | null }) => {
    seen.push(stored);
    throw new Error('as far as this test goes');
  },
}));

it.each([
  ['commit and library', 'abc', 'f'.repeat(64), 'abc, library ffffffffffff'],
  ['library alone, where the host names no commit', null, 'f'.repeat(64), 'library ffffffffffff'],
  ['commit alone, where the library was stored before its hash was written down', 'abc', undefined, 'abc'],
])('names a WebLLM model’s %s', async (_what, revision, library, named) => {
  const webllm: ModelEntry = { ...entry, engine: 'webllm' };
  const stored = { entry: webllm, revision, files: [], ...(library === undefined ? {} : { library }) };
  await expect(loadModel(webllm, storeWith([stored], [], true).store)).rejects.toThrow('as far as');
  expect(seen.at(-1)?.revision).toBe(named);
});
