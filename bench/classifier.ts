import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { attributeText } from '../src/domain/classifier/attribute-text';
import { decodeClassifier } from '../src/domain/classifier/decode';
import { questionLibrarySchema } from '../src/domain/questions/question-library';
import { DEFAULT_MERGE } from '../src/domain/values/value-in-system';
import { valueSystemSchema } from '../src/domain/values/value-system';
import { timeOf, type Figure, type Unmeasured } from './figure';

const NAME = 'classifier on 200 words';
const WORDS = 200;
const CALLS = 40;

/** Scores and evidence of one text of 200 words, taken from the shipped questions. */
export function benchClassifier(root: string): Figure | Unmeasured {
  const data = (file: string): string => path.join(root, 'static-data', file);
  const weights = data('classifier/values.bin');
  if (!existsSync(weights)) return { name: NAME, why: `there is no ${weights}` };
  const bytes = readFileSync(weights);
  const decoded = decodeClassifier(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  if (!decoded.ok) return { name: NAME, why: decoded.error };
  const json = (file: string): unknown => JSON.parse(readFileSync(data(file), 'utf8'));
  const system = valueSystemSchema.parse(json('value-systems/touche-20.json'));
  const { questions } = questionLibrarySchema.parse(json('questions/public-policy.json'));
  const words = questions.flatMap(({ text, options }) => [
    ...text.split(/\s+/),
    ...options.flatMap(({ considerations }) => considerations.flatMap((each) => each.text.split(/\s+/))),
  ]);
  if (words.length < WORDS)
    return { name: NAME, why: `the shipped questions have ${words.length} words only` };
  const text = words.slice(0, WORDS).join(' ');
  const once = (): unknown => attributeText(decoded.value, text, { system, merge: DEFAULT_MERGE });
  return { name: NAME, value: timeOf(once, CALLS), unit: 'ms', target: 5 };
}
