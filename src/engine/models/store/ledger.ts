import { z } from 'zod';
import type { SentRequest } from '../model-store';
import { FAILURES, isFull } from './store-failures';
import type { FileStorage, StorePorts } from './store-ports';

const PATH = 'requests.jsonl';
/** A ledger longer than this is cut to its newest requests when it is next written to. */
const BYTES_MAX = 1e6;
const KEPT = 2000;

const lineSchema = z.object({
  key: z.string(),
  url: z.string(),
  at: z.number(),
  bytes: z.number(),
  modelId: z.string(),
});
type Line = z.infer<typeof lineSchema>;

/**
 * The list of requests that left this browser, one line each. A line is written before its request goes out and again
 * with the bytes that came back, so that none is missing after a power cut; a line cut in half is skipped.
 */
export class Ledger {
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly ports: Pick<StorePorts, 'files' | 'now' | 'newKey' | 'alone' | 'wait'>) {}

  /**
   * Notes a request that is about to go out. Call what it gives with the bytes that came back: that never rejects, since
   * the request stands in the list already, and how it ended is more important than how much it brought.
   * @throws EngineFailure `storage-full`: without a line no request goes out
   */
  async begin(url: string, modelId: string): Promise<(bytes: number) => Promise<void>> {
    const line = { key: this.ports.newKey(), url, at: this.ports.now(), bytes: 0, modelId };
    try {
      await this.#append(line);
    } catch (thrown) {
      throw isFull(thrown) ? FAILURES.full(PATH, String(thrown)) : thrown;
    }
    return (bytes) => this.#append({ ...line, bytes }).catch(() => undefined);
  }

  async sent(): Promise<SentRequest[]> {
    return (await readLines(this.ports.files)).map(({ url, at, bytes, modelId }) => ({
      url,
      at,
      bytes,
      modelId,
    }));
  }

  /** One line after the other, in this worker and among tabs. */
  #append(line: Line): Promise<void> {
    const turn = this.#last.then(() => this.#write(line));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #write(line: Line): Promise<void> {
    const { alone, files, wait } = this.ports;
    const never = new AbortController().signal;
    for (;;) {
      const written = await alone('requests', () => append(files, line));
      if (written !== null) return;
      await wait(20, never);
    }
  }
}

async function append(files: FileStorage, line: Line): Promise<void> {
  const long = ((await files.size(PATH)) ?? 0) > BYTES_MAX;
  const kept = long ? (await readLines(files)).slice(-KEPT) : [];
  const file = await files.open(PATH);
  try {
    if (long) file.truncate(0);
    const lines = [...kept, line].map((each) => `${JSON.stringify(each)}\n`).join('');
    // A line that a power cut left unfinished ends here.
    const at = file.size();
    file.write(new TextEncoder().encode(at === 0 ? lines : `\n${lines}`), at);
    file.flush();
  } finally {
    file.close();
  }
}

/** The last line of each key, in the order of their first. */
async function readLines(files: FileStorage): Promise<Line[]> {
  const text = (await (await files.blob(PATH))?.text()) ?? '';
  const lines = new Map<string, Line>();
  for (const each of text.split('\n')) {
    const line = readLine(each);
    if (line !== null) lines.set(line.key, line);
  }
  return [...lines.values()];
}

function readLine(text: string): Line | null {
  if (text.trim() === '') return null;
  try {
    return lineSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
