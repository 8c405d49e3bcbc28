import type { z } from 'zod';
import type { FileStorage } from './store-ports';

/**
 * A JSON file that a power cut can't lose: the new text goes into a second file first, so one of the two is whole at every
 * moment. What does not parse counts as not there.
 */
export async function writeSafely(files: FileStorage, path: string, value: unknown): Promise<void> {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  for (const each of [next(path), path]) {
    const file = await files.open(each);
    try {
      file.truncate(0);
      file.write(bytes, 0);
      file.flush();
    } finally {
      file.close();
    }
  }
  await files.remove(next(path));
}

export async function readSafely<T>(
  files: FileStorage,
  path: string,
  schema: z.ZodType<T>,
): Promise<T | null> {
  for (const each of [path, next(path)]) {
    const blob = await files.blob(each);
    const read = blob === null ? null : schema.safeParse(parse(await blob.text()));
    if (read?.success === true) return read.data;
  }
  return null;
}

const next = (path: string): string => `${path}.new`;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
