/** A value of a GGUF file's metadata, of the kinds that are written here. */
export type GgufValue =
  | { readonly type: 'u32' | 'i32' | 'f32'; readonly value: number }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'i32s' | 'f32s'; readonly value: readonly number[] }
  | { readonly type: 'strings'; readonly value: readonly string[] };

/** A tensor of 32-bit floats. `shape`: length of a row first, then the number of rows. */
export interface GgufTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

const VERSION = 3;
/** Each tensor's data begins at a multiple of this many bytes after the head. */
export const ALIGNMENT = 32;
/** `enum gguf_metadata_value_type` of the format's description. */
const TYPE = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9 } as const;
const TENSOR_F32 = 0;

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const i32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
};
const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};
const f32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
};
const text = (value: string): Buffer => {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([u64(bytes.length), bytes]);
};
const array = (type: number, items: readonly Buffer[]): Buffer[] => [
  u32(TYPE.array),
  u32(type),
  u64(items.length),
  ...items,
];

function metadataValue(entry: GgufValue): Buffer[] {
  switch (entry.type) {
    case 'u32':
      return [u32(TYPE.u32), u32(entry.value)];
    case 'i32':
      return [u32(TYPE.i32), i32(entry.value)];
    case 'f32':
      return [u32(TYPE.f32), f32(entry.value)];
    case 'bool':
      return [u32(TYPE.bool), Buffer.from([entry.value ? 1 : 0])];
    case 'string':
      return [u32(TYPE.string), text(entry.value)];
    case 'i32s':
      return array(TYPE.i32, entry.value.map(i32));
    case 'f32s':
      return array(TYPE.f32, entry.value.map(f32));
    case 'strings':
      return array(TYPE.string, entry.value.map(text));
  }
}

/** The bytes of a GGUF file, version 3, little-endian. Throws where a tensor's data does not have the length of its shape. */
export function ggufFile(
  metadata: Readonly<Record<string, GgufValue>>,
  tensors: readonly GgufTensor[],
): Buffer {
  const infos: Buffer[] = [];
  const data: Buffer[] = [];
  let offset = 0;
  for (const { name, shape, data: floats } of tensors) {
    if (shape.reduce((product, length) => product * length, 1) !== floats.length)
      throw new Error(`Tensor ${name}: ${floats.length} numbers do not fill the shape ${shape.join(' × ')}.`);
    infos.push(text(name), u32(shape.length), ...shape.map(u64), u32(TENSOR_F32), u64(offset));
    const bytes = padded(Buffer.from(floats.buffer, floats.byteOffset, floats.byteLength));
    data.push(bytes);
    offset += bytes.length;
  }
  const entries = Object.entries(metadata);
  const head = Buffer.concat([
    Buffer.from('GGUF'),
    u32(VERSION),
    u64(tensors.length),
    u64(entries.length),
    ...entries.flatMap(([key, value]) => [text(key), ...metadataValue(value)]),
    ...infos,
  ]);
  return Buffer.concat([padded(head), ...data]);
}

const padded = (bytes: Buffer): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((ALIGNMENT - (bytes.length % ALIGNMENT)) % ALIGNMENT)]);
