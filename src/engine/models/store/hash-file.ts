import { Sha256 } from '../../../domain/sha256';
import { aborted } from './store-failures';
import type { StorePorts } from './store-ports';

/** Read at once; between two steps the worker hears whether it is to stop. */
const STEP_BYTES = 16 * 2 ** 20;

/** The SHA-256 of a stored file, read piece by piece. */
export async function hashFile(
  ports: Pick<StorePorts, 'files' | 'wait'>,
  path: string,
  signal: AbortSignal,
  onDone: (bytes: number) => void,
): Promise<string> {
  const file = await ports.files.open(path);
  try {
    const hash = new Sha256();
    const size = file.size();
    const buffer = new Uint8Array(Math.min(STEP_BYTES, size));
    for (let at = 0; at < size;) {
      const read = file.read(buffer, at);
      hash.update(buffer.subarray(0, read));
      at += read;
      onDone(at);
      await ports.wait(0, signal);
      if (signal.aborted) throw aborted();
    }
    return hash.digest();
  } finally {
    file.close();
  }
}
