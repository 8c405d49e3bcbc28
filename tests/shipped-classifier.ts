import { readFileSync } from 'node:fs';
import path from 'node:path';
import { decodeClassifier } from '../src/domain/classifier/decode';
import type { ValueClassifier } from '../src/domain/classifier/value-classifier';

const FILE = path.resolve(import.meta.dirname, '../static-data/classifier/values.bin');

/** A fresh copy of the shipped classifier's bytes. */
export function shippedBytes(): ArrayBuffer {
  return Uint8Array.from(readFileSync(FILE)).buffer;
}

/** The shipped classifier; throws when its file does not decode. */
export function shippedClassifier(): ValueClassifier {
  const decoded = decodeClassifier(shippedBytes());
  if (!decoded.ok) throw new Error(decoded.error);
  return decoded.value;
}
