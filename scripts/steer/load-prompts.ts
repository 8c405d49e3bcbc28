import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readPrompts, type Prompts } from '../../src/pipeline/llm/prompts';

const root = path.resolve(import.meta.dirname, '../../prompts');

/** The shipped prompts, from the disk. Throws with the reason where one is broken. */
export function loadPrompts(): Prompts {
  const files = readdirSync(root).filter((name) => name.endsWith('.md'));
  const read = readPrompts(
    Object.fromEntries(files.map((name) => [name, readFileSync(path.join(root, name), 'utf8')])),
  );
  if (!read.ok) throw new Error(read.error);
  return read.value;
}
