import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/** SHA-256 of a file in lower-case hex, read piece by piece. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece);
  return hash.digest('hex');
}

/** What is wrong with a file beside its expected size (in bytes) and SHA-256, in words; null where nothing is. */
export async function faultOf(
  file: string,
  expected: { readonly bytes: number; readonly sha256: string },
): Promise<string | null> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return 'it is not there';
  if (found.size !== expected.bytes) return `it has ${found.size} bytes instead of ${expected.bytes}`;
  const sha256 = await sha256Of(file);
  return sha256 === expected.sha256 ? null : `its SHA-256 is ${sha256} instead of ${expected.sha256}`;
}
