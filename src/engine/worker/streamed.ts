import type { Chunk } from '../language-model';
import { Pipe } from './pipe';

/** The pieces of a text as `write` gives them out. Whoever stops reading stops the call. */
export async function* streamed(
  signal: AbortSignal | undefined,
  write: (signal: AbortSignal, push: (chunk: Chunk) => void) => Promise<void>,
): AsyncGenerator<Chunk, void, undefined> {
  const pipe = new Pipe<Chunk>();
  const reading = new AbortController();
  const either = signal ? AbortSignal.any([signal, reading.signal]) : reading.signal;
  write(either, (chunk) => pipe.push(chunk)).then(
    () => pipe.close(),
    (error: unknown) => pipe.close(error),
  );
  try {
    yield* pipe;
  } finally {
    reading.abort();
  }
}
