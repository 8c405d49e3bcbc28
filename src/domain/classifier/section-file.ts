import { z } from 'zod';
import { fail, ok, type Result } from '../result';

const MAGIC = 0x43564253; // "SBVC" read as a little-endian number
const VERSION = 1;
const PREFIX = 16;

export type Numbers = Float32Array | Int8Array | Uint8Array;

/** A named array of the file. `rows` and `columns` are those of the matrix; nibble matrices have a `centre` and half the bytes. */
export interface Section {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly centre?: number | undefined;
  readonly data: Numbers;
}

const headerSchema = z.object({
  meta: z.record(z.string(), z.unknown()),
  sections: z.array(
    z.object({
      name: z.string(),
      rows: z.number().int().nonnegative(),
      columns: z.number().int().nonnegative(),
      type: z.enum(['f32', 'i8', 'u8']),
      centre: z.number().optional(),
    }),
  ),
});
type Header = z.infer<typeof headerSchema>;

/**
 * The file: magic, version, length of the whole file and of the header (four little-endian 32-bit numbers), the header as
 * JSON padded with spaces to a multiple of four, then the sections in the header's order, each padded to a multiple of four.
 */
export function writeSections(meta: Record<string, unknown>, sections: readonly Section[]): ArrayBuffer {
  const header: Header = {
    meta,
    sections: sections.map(({ name, rows, columns, centre, data }) => {
      const type = data instanceof Float32Array ? 'f32' : data instanceof Int8Array ? 'i8' : 'u8';
      return { name, rows, columns, type, ...(centre === undefined ? {} : { centre }) };
    }),
  };
  const text = JSON.stringify(header);
  const json = new TextEncoder().encode(text.padEnd(padded(text.length)));
  const length = PREFIX + json.length + sections.reduce((sum, { data }) => sum + padded(data.byteLength), 0);
  const buffer = new ArrayBuffer(length);
  const view = new DataView(buffer);
  [MAGIC, VERSION, length, json.length].forEach((number, index) => view.setUint32(index * 4, number, true));
  const bytes = new Uint8Array(buffer);
  bytes.set(json, PREFIX);
  let at = PREFIX + json.length;
  for (const { data } of sections) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += padded(data.byteLength);
  }
  return buffer;
}

export interface SectionFile {
  readonly meta: Record<string, unknown>;
  readonly sections: ReadonlyMap<string, Section>;
}

/** The sections as views of `buffer` (nothing is copied), or a sentence that says why these bytes are no classifier file. */
export function readSections(buffer: ArrayBuffer): Result<SectionFile> {
  if (buffer.byteLength < PREFIX)
    return fail('The classifier file is empty or cut off within its first sixteen bytes.');
  const view = new DataView(buffer);
  const [magic, version, length, headerLength] = [0, 4, 8, 12].map((at) => view.getUint32(at, true));
  if (magic !== MAGIC) return fail('These bytes are not a value classifier: they begin with other bytes.');
  if (version !== VERSION)
    return fail(`The classifier file has version ${version}; this reader knows version ${VERSION}.`);
  if (length !== buffer.byteLength) {
    return fail(
      `The classifier file should have ${length} bytes and has ${buffer.byteLength}: it is not complete.`,
    );
  }
  const damaged = fail('The classifier file has a damaged header.');
  if (headerLength % 4 !== 0 || PREFIX + headerLength > length) return damaged;
  const header = parseHeader(new Uint8Array(buffer, PREFIX, headerLength));
  if (!header) return damaged;
  const sections = new Map<string, Section>();
  let at = PREFIX + headerLength;
  for (const { name, rows, columns, type, centre } of header.sections) {
    const count = centre === undefined ? rows * columns : Math.ceil((rows * columns) / 2);
    const size = type === 'f32' ? count * 4 : count;
    if (at + size > length) return fail('The classifier file ends inside a section.');
    const kind = { f32: Float32Array, i8: Int8Array, u8: Uint8Array }[type];
    sections.set(name, { name, rows, columns, centre, data: new kind(buffer, at, count) });
    at += padded(size);
  }
  return ok({ meta: header.meta, sections });
}

function parseHeader(bytes: Uint8Array): Header | undefined {
  try {
    return headerSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
  } catch {
    return undefined;
  }
}

const padded = (size: number): number => Math.ceil(size / 4) * 4;
