import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALIGNMENT, ggufFile } from './gguf-file';
import { tinyGguf } from './tiny-gguf';
import { tinyVocabulary } from './tiny-vocabulary';

interface TensorInfo {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: number;
  readonly offset: number;
}

/** Reads a GGUF file by the format's description, on its own: what the writer got wrong must not be wrong here too. */
function readGguf(bytes: Buffer) {
  let at = 0;
  const take = (length: number): Buffer => bytes.subarray(at, (at += length));
  const u32 = (): number => take(4).readUInt32LE();
  const u64 = (): number => Number(take(8).readBigUInt64LE());
  const text = (): string => take(u64()).toString('utf8');
  const value = (type: number): unknown => {
    if (type === 4) return u32();
    if (type === 5) return take(4).readInt32LE();
    if (type === 6) return take(4).readFloatLE();
    if (type === 7) return take(1).readUInt8() === 1;
    if (type === 8) return text();
    if (type !== 9) throw new Error(`unknown type ${type}`);
    const item = u32();
    return Array.from({ length: u64() }, () => value(item));
  };
  const magic = take(4).toString('latin1');
  const version = u32();
  const [tensorCount, entryCount] = [u64(), u64()];
  const metadata = new Map(
    Array.from({ length: entryCount }, (): [string, unknown] => [text(), value(u32())]),
  );
  const tensors = Array.from({ length: tensorCount }, (): TensorInfo => {
    const name = text();
    const shape = Array.from({ length: u32() }, u64);
    return { name, shape, type: u32(), offset: u64() };
  });
  const dataStart = Math.ceil(at / ALIGNMENT) * ALIGNMENT;
  return { magic, version, metadata, tensors, dataStart };
}

const floatsOf = ({ shape }: TensorInfo): number => shape.reduce((product, length) => product * length, 1);

describe('tinyGguf', () => {
  const bytes = tinyGguf({ template: true, seed: 1 });
  const file = readGguf(bytes);

  it('is a GGUF of version 3 with a llama of two layers', () => {
    expect([file.magic, file.version]).toEqual(['GGUF', 3]);
    expect(file.metadata.get('general.architecture')).toBe('llama');
    expect(file.metadata.get('llama.block_count')).toBe(2);
    expect(file.tensors.filter(({ name }) => name.startsWith('blk.1.'))).toHaveLength(9);
  });

  it('lays its tensors end to end on the alignment, and ends with the last one', () => {
    let expected = 0;
    for (const tensor of file.tensors) {
      expect(tensor.offset).toBe(expected);
      expect(tensor.type).toBe(0);
      expected += Math.ceil((floatsOf(tensor) * 4) / ALIGNMENT) * ALIGNMENT;
    }
    expect(bytes).toHaveLength(file.dataStart + expected);
  });

  it('gives every token a row in the first and the last tensor, and a type', () => {
    const { tokens } = tinyVocabulary();
    const rows = ['token_embd.weight', 'output.weight'].map(
      (wanted) => file.tensors.find(({ name }) => name === wanted)?.shape,
    );
    expect(rows).toEqual([
      [64, tokens.length],
      [64, tokens.length],
    ]);
    expect(file.metadata.get('tokenizer.ggml.tokens')).toEqual(tokens);
    expect(file.metadata.get('tokenizer.ggml.token_type')).toHaveLength(tokens.length);
  });

  it('has a chat template only where it is asked for', () => {
    expect(file.metadata.get('tokenizer.chat_template')).toContain('<|im_start|>');
    const base = readGguf(tinyGguf({ template: false, seed: 1 }));
    expect(base.metadata.has('tokenizer.chat_template')).toBe(false);
    expect(base.tensors).toEqual(file.tensors);
  });

  it('is the same for the same seed and another for another', () => {
    expect(tinyGguf({ template: true, seed: 1 }).equals(bytes)).toBe(true);
    expect(tinyGguf({ template: true, seed: 2 }).equals(bytes)).toBe(false);
  });
});

describe('tinyVocabulary', () => {
  const { tokens, words, merges, types, frequencies, start, end } = tinyVocabulary();

  it('has every byte as a token of its own, so that any text can be read', () => {
    expect(tokens.filter((token) => [...token].length === 1)).toHaveLength(256);
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  it('joins only tokens that it has, into tokens that it has', () => {
    const known = new Set(tokens);
    for (const merge of merges) {
      const [left = '', right = ''] = merge.split(' ');
      expect(known.has(left) && known.has(right) && known.has(left + right), merge).toBe(true);
    }
  });

  it('knows its whole words', () => {
    expect(new Set(words).size).toBe(words.length);
    for (const word of words) expect(tokens[word]).toMatch(/^Ġ[a-z]+$/);
  });

  it('marks the beginning and the end of a message as control tokens, and no other', () => {
    expect([tokens[start], tokens[end]]).toEqual(['<|im_start|>', '<|im_end|>']);
    expect(types.filter((type) => type === 3)).toHaveLength(2);
    expect(frequencies.every((often) => often > 0)).toBe(true);
  });
});

describe('ggufFile', () => {
  it('gives back any metadata that it was given', () => {
    const entry = fc.oneof(
      fc.record({ type: fc.constant('u32' as const), value: fc.integer({ min: 0, max: 2 ** 32 - 1 }) }),
      fc.record({ type: fc.constant('i32' as const), value: fc.integer() }),
      fc.record({ type: fc.constant('bool' as const), value: fc.boolean() }),
      fc.record({ type: fc.constant('string' as const), value: fc.string({ unit: 'grapheme' }) }),
      fc.record({ type: fc.constant('i32s' as const), value: fc.array(fc.integer()) }),
      fc.record({ type: fc.constant('strings' as const), value: fc.array(fc.string({ unit: 'grapheme' })) }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), entry), (metadata) => {
        const read = readGguf(ggufFile(metadata, []));
        expect(read.metadata).toEqual(
          new Map(Object.entries(metadata).map(([key, { value }]) => [key, value])),
        );
      }),
    );
  });

  it('refuses a tensor that does not fill its shape', () => {
    expect(() => ggufFile({}, [{ name: 'w', shape: [2, 3], data: new Float32Array(5) }])).toThrow('shape');
  });
});
