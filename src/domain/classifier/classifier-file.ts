import { z } from 'zod';
import { fail, ok, type Result } from '../result';
import { packWords, unpackWords } from './packed-words';
import { readSections, writeSections, type Section, type SectionFile } from './section-file';
import type { ByteMatrix, ClassifierTables, NibbleMatrix } from './tables';
import { TOUCHE_VALUE_IDS } from './value-ids';

const metaSchema = z.object({
  values: z.array(z.string()),
  nets: z.number().int().positive(),
  gramWeight: z.number(),
  contextWeight: z.number(),
});

/** Arrays with one number per value, stored as 32-bit floats. */
const BY_VALUE = [
  'linearBias',
  'gramBias',
  'plattSlope',
  'plattOffset',
  'threshold',
  'baseRate',
  'calibrationError',
  'strangerMean',
  'strangerDeviation',
] as const;

/** idf is stored in bytes with steps of 1/28: 0 to 9.1, the largest possible for N = 5393 being ln 5394 = 8.59. */
const IDF_STEPS = 28;

/** idf rounded to what the file can hold; training uses the rounded numbers. */
export const roundIdf = (idf: number): number => Math.round(idf * IDF_STEPS) / IDF_STEPS;

/** The bytes of a classifier; `readClassifierFile` gives the same tables back. Its vocabulary must be sorted. */
export function encodeClassifier(tables: ClassifierTables): ArrayBuffer {
  const sections: Section[] = [];
  const add = (name: string, data: Section['data'], rows = 1, columns = data.length, centre?: number) => {
    sections.push({ name, rows, columns, centre, data });
  };
  const matrix = (name: string, source: ByteMatrix | NibbleMatrix) => {
    add(`${name}.scale`, source.scale);
    add(name, source.data, source.rows, source.columns, 'centre' in source ? source.centre : undefined);
  };
  const bytes = (values: Float32Array) => Uint8Array.from(values, (value) => Math.round(value * IDF_STEPS));
  add('vocabulary', packWords([...tables.vocabulary.keys()]));
  add('idf', bytes(tables.idf));
  add('gramIdf', bytes(tables.gramIdf));
  add('featureMean', tables.featureMean);
  add('featureDeviation', tables.featureDeviation);
  for (const name of BY_VALUE) add(name, tables[name]);
  for (const name of ['vectors', 'descriptions', 'linear', 'grams'] as const) matrix(name, tables[name]);
  tables.nets.forEach((net, index) => {
    matrix(`hidden${index}`, net.hidden);
    add(`hiddenBias${index}`, net.hiddenBias);
    matrix(`output${index}`, net.output);
  });
  const { gramWeight, contextWeight } = tables;
  const meta: z.infer<typeof metaSchema> = {
    values: [...TOUCHE_VALUE_IDS],
    nets: tables.nets.length,
    gramWeight,
    contextWeight,
  };
  return writeSections(meta, sections);
}

/** The tables of a classifier file, or a sentence that says why these bytes are none. Matrices stay views of `buffer`. */
export function readClassifierFile(buffer: ArrayBuffer): Result<ClassifierTables> {
  const file = readSections(buffer);
  if (!file.ok) return file;
  const meta = metaSchema.safeParse(file.value.meta);
  if (!meta.success) return fail('The classifier file has a damaged header.');
  if (meta.data.values.join() !== TOUCHE_VALUE_IDS.join()) {
    return fail('The classifier file was made for other values than the twenty Touché categories.');
  }
  return collect(file.value, meta.data);
}

function collect({ sections }: SectionFile, meta: z.infer<typeof metaSchema>): Result<ClassifierTables> {
  const missing: string[] = [];
  const floats = (name: string): Float32Array => {
    const data = sections.get(name)?.data;
    if (data instanceof Float32Array) return data;
    missing.push(name);
    return new Float32Array(0);
  };
  const bytes = (name: string): Uint8Array => {
    const data = sections.get(name)?.data;
    if (data instanceof Uint8Array) return data;
    missing.push(name);
    return new Uint8Array(0);
  };
  const shape = (name: string) => ({
    rows: sections.get(name)?.rows ?? 0,
    columns: sections.get(name)?.columns ?? 0,
    scale: floats(`${name}.scale`),
  });
  const nibbles = (name: string): NibbleMatrix => ({
    ...shape(name),
    centre: sections.get(name)?.centre ?? 8,
    data: bytes(name),
  });
  const matrix = (name: string): ByteMatrix => {
    const data = sections.get(name)?.data;
    if (!(data instanceof Int8Array)) missing.push(name);
    return { ...shape(name), data: data instanceof Int8Array ? data : new Int8Array(0) };
  };
  const idf = (name: string) => Float32Array.from(bytes(name), (step) => step / IDF_STEPS);
  const tables: ClassifierTables = {
    vocabulary: unpackWords(bytes('vocabulary')),
    idf: idf('idf'),
    gramIdf: idf('gramIdf'),
    featureMean: floats('featureMean'),
    featureDeviation: floats('featureDeviation'),
    linearBias: floats('linearBias'),
    gramBias: floats('gramBias'),
    plattSlope: floats('plattSlope'),
    plattOffset: floats('plattOffset'),
    threshold: floats('threshold'),
    baseRate: floats('baseRate'),
    calibrationError: floats('calibrationError'),
    strangerMean: floats('strangerMean'),
    strangerDeviation: floats('strangerDeviation'),
    vectors: nibbles('vectors'),
    descriptions: matrix('descriptions'),
    linear: matrix('linear'),
    grams: nibbles('grams'),
    nets: Array.from({ length: meta.nets }, (_, index) => ({
      hidden: matrix(`hidden${index}`),
      hiddenBias: floats(`hiddenBias${index}`),
      output: matrix(`output${index}`),
    })),
    gramWeight: meta.gramWeight,
    contextWeight: meta.contextWeight,
  };
  return missing.length > 0 ? fail(`The classifier file lacks its section “${missing[0]}”.`) : ok(tables);
}
