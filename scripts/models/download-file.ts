import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { faultOf } from './check-file';

const TRIES = 3;

/**
 * Fetches `url` to `file`. What has come stays beside it as `<file>.part` when the connection breaks, and the next try
 * goes on from there. Rejects where the host refuses, or where size or SHA-256 are not the expected ones; the file is then not left behind.
 */
export async function downloadFile(
  url: string,
  file: string,
  expected: { readonly bytes: number; readonly sha256: string },
): Promise<void> {
  const part = `${file}.part`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await goOn(url, part, expected.bytes);
      break;
    } catch (error) {
      if (error instanceof Refused || attempt === TRIES) throw error;
    }
  }
  const fault = await faultOf(part, expected);
  if (fault !== null) {
    await rm(part, { force: true });
    throw new Error(`What ${new URL(url).host} sent is not the expected file: ${fault}.`);
  }
  await rename(part, file);
}

/** The host answered, and trying again would give the same answer. */
class Refused extends Error {}

async function goOn(url: string, part: string, bytes: number): Promise<void> {
  const here = (await stat(part).catch(() => undefined))?.size ?? 0;
  if (here === bytes) return;
  const resume = here > 0 && here < bytes;
  const response = await fetch(url, resume ? { headers: { Range: `bytes=${here}-` } } : {});
  if (!response.ok || !response.body)
    throw new Refused(`${new URL(url).host} answered ${response.status} ${response.statusText}`.trimEnd());
  // A host without ranges sends the whole file again.
  const flags = resume && response.status === 206 ? 'a' : 'w';
  await pipeline(Readable.fromWeb(response.body), createWriteStream(part, { flags }));
}
