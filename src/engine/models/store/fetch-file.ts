import type { EngineFailure } from '../../engine-failure';
import { GGUF_FILE_BYTES_MAX } from '../fits';
import type { Ledger } from './ledger';
import type { Content } from './manifest';
import { aborted, FAILURES, isFull } from './store-failures';
import type { OpenFile, StorePorts } from './store-ports';
import { HEAD_BYTES, wrongContent } from './wrong-content';

export interface FileToFetch {
  readonly name: string;
  readonly url: string;
  readonly content: Content;
  /** Exact size, where the publisher of the model says it. */
  readonly bytes: number | null;
  /** What the host said of its size; only worth something where it says the same again. */
  readonly guess: number | null;
  /** The version that the part which is here came from: its ETag, or where a page may not read that, its Last-Modified. */
  readonly etag: string | null;
  /** Whether a commit in the address or a hash vouches for the content, so that a part can be carried on without a version. */
  readonly vouched: boolean;
}

export interface FetchOptions {
  readonly modelId: string;
  readonly signal: AbortSignal;
  /** How much of the file is here now, and how much it will be as far as the server says. */
  readonly onBytes: (here: number, expected: number | null) => void;
  /** Called before the first byte of a version is written, and finished before it is. */
  readonly onVersion: (etag: string | null) => Promise<void>;
  /** Something about the way it goes that a person should know; null when it is over. */
  readonly onNote: (note: string | null) => void;
}

export interface Fetched {
  readonly bytes: number;
  /** The commit that the host says the file is of. */
  readonly revision: string | null;
}

const RETRIES = 3;
/** Before the first try again; doubles each time. */
const REST_MS = 1000;
/** The longest rest that a server may ask for. */
const REST_MS_MAX = 20_000;
/** A connection that brings nothing for so long counts as broken. */
const STALL_MS = 30_000;
/** Written bytes are made safe from a power cut in steps of this size. */
const FLUSH_BYTES = 16 * 2 ** 20;

/** Something that may go better the next time, as opposed to an EngineFailure, which would not. */
class Hitch extends Error {
  constructor(
    readonly failure: EngineFailure,
    readonly restMs: number | null = null,
  ) {
    super(failure.message);
  }
}

/**
 * Fetches a file to `path`, going on after the bytes that are there already. Three more tries, counted anew whenever
 * one got further. Null where the server has no such file. Rejects with an EngineFailure, or an AbortError when the signal
 * fires; what has come stays, except where it is not the file that was asked for.
 */
export async function fetchFile(
  ports: StorePorts,
  ledger: Ledger,
  file: FileToFetch,
  path: string,
  options: FetchOptions,
): Promise<Fetched | null> {
  const { signal } = options;
  let etag = file.etag;
  let furthest = 0;
  let retrying = false;
  const onNote = (note: string | null): void => {
    retrying = false;
    options.onNote(note);
  };
  if (!file.vouched && etag === null) await dropNameless(ports, file, path);
  for (let tries = 0; ;) {
    let further = false;
    try {
      return await fetchOnce(ports, ledger, { ...file, etag }, path, {
        ...options,
        onVersion: async (version) => {
          etag = version;
          await options.onVersion(version);
        },
        onBytes: (here, expected) => {
          further ||= here > furthest;
          furthest = Math.max(furthest, here);
          options.onBytes(here, expected);
        },
        onPiece: () => {
          if (retrying) onNote(null);
        },
        onNote,
      });
    } catch (thrown) {
      if (signal.aborted) throw aborted();
      if (!(thrown instanceof Hitch)) throw thrown;
      tries = further ? 1 : tries + 1;
      if (tries > RETRIES) throw thrown.failure;
      onNote(`The connection broke off. Trying again (${tries} of ${RETRIES}).`);
      retrying = true;
      await ports.wait(thrown.restMs ?? REST_MS * 2 ** (tries - 1), signal);
      if (signal.aborted) throw aborted();
    }
  }
}

/** A part that nothing says the version of could be of another file by now; only all of it is worth keeping. */
async function dropNameless(ports: StorePorts, file: FileToFetch, path: string): Promise<void> {
  const here = await ports.files.size(path);
  if (here !== null && here !== (file.bytes ?? file.guess)) await ports.files.remove(path);
}

type OnceOptions = FetchOptions & { readonly onPiece: (bytes: number) => void };

async function fetchOnce(
  ports: StorePorts,
  ledger: Ledger,
  file: FileToFetch,
  path: string,
  options: OnceOptions,
): Promise<Fetched | null> {
  const out = await ports.files.open(path);
  let received = 0;
  try {
    const start = soundLength(out, file.bytes);
    if (start < out.size()) out.truncate(start);
    if (start > 0) options.onBytes(start, file.bytes ?? file.guess);
    if (start === file.bytes || (start > 0 && start === file.guess)) return { bytes: start, revision: null };

    const finished = await ledger.begin(file.url, options.modelId);
    const connection = new AbortController();
    const stop = (): void => connection.abort();
    options.signal.addEventListener('abort', stop);
    if (options.signal.aborted) stop();
    try {
      const response = await inTime(
        ports,
        ports.fetch(file.url, {
          ...REQUEST,
          headers: start > 0 ? { Range: `bytes=${start}-` } : {},
          signal: connection.signal,
        }),
        file.url,
        options.signal,
      ).catch((thrown: unknown) => {
        throw networkHitch(ports, file.url, thrown);
      });
      return await receive(ports, file, out, response, start, {
        ...options,
        onPiece: (bytes) => {
          received += bytes;
          options.onPiece(bytes);
        },
      });
    } finally {
      options.signal.removeEventListener('abort', stop);
      stop();
      await finished(received);
    }
  } finally {
    out.close();
  }
}

/** No cookies, no referrer: the request says nothing but which file is wanted. */
const REQUEST = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' } as const;

/** Asks for a file's headers alone. Null where that does not work: some hosts answer no HEAD. */
export async function askHead(
  ports: StorePorts,
  ledger: Ledger,
  url: string,
  { modelId, signal }: Pick<FetchOptions, 'modelId' | 'signal'>,
): Promise<Headers | null> {
  const finished = await ledger.begin(url, modelId);
  try {
    const response = await inTime(
      ports,
      ports.fetch(url, { ...REQUEST, method: 'HEAD', signal }),
      url,
      signal,
    );
    return response.ok ? response.headers : null;
  } catch {
    if (signal.aborted) throw aborted();
    return null;
  } finally {
    await finished(0);
  }
}

/** The commit in a hub's answer. */
export function revisionOf(headers: Headers): string | null {
  const commit = headers.get('x-repo-commit');
  return commit !== null && /^[0-9a-f]{40}$/.test(commit) ? commit : null;
}

async function receive(
  ports: StorePorts,
  file: FileToFetch,
  out: OpenFile,
  response: Response,
  start: number,
  options: OnceOptions,
): Promise<Fetched | null> {
  const { status, headers } = response;
  if (status === 404 || status === 410) return null;
  const version = versionOf(headers, file);
  const changed = version === null ? file.etag !== null && !file.vouched : other(version, file.etag);
  if (status === 416) return unsatisfiable(file, out, headers, changed ? null : start);
  if (!response.ok || response.body === null) throw statusProblem(file.url, response, ports.now());

  const part = status === 206;
  const range = part ? readContentRange(headers.get('content-range')) : null;
  if (part && (changed || (range !== null && range.first !== start))) {
    out.truncate(0);
    options.onNote(`${file.name} has changed on the server, so it starts again.`);
    throw new Hitch(FAILURES.broken(file.url, 'another version or range than was asked for'), 0);
  }
  if (!part && start > 0) {
    out.truncate(0);
    options.onNote('This server can’t go on in the middle of a file, so the file starts again.');
  }
  if (version !== file.etag || start === 0) await options.onVersion(version);

  const from = part ? start : 0;
  const length = readCount(headers.get('content-length'));
  const said = range?.total ?? (length === null ? null : from + length);
  makeSureOfSize(file, out, said ?? 0);
  const end = await write(ports, file, out, response.body, from, said, options);

  // Without a range the length may be that of a compressed body; then more comes out than was said, never less.
  const expected = file.bytes ?? (part ? said : Math.max(said ?? end, end));
  if (expected !== null && end < expected) {
    throw new Hitch(FAILURES.broken(file.url, `${end} of ${expected} bytes`));
  }
  out.flush();
  return { bytes: end, revision: revisionOf(headers) };
}

/** Writes what comes; gives the size of the file at its end. */
async function write(
  ports: StorePorts,
  file: FileToFetch,
  out: OpenFile,
  body: ReadableStream<Uint8Array>,
  from: number,
  said: number | null,
  options: OnceOptions,
): Promise<number> {
  const reader = body.getReader();
  let at = from;
  let flushed = from;
  let recognised = from >= HEAD_BYTES;
  const recognise = (): void => {
    const head = new Uint8Array(Math.min(HEAD_BYTES, at));
    out.read(head, 0);
    const is = wrongContent(head, file.content);
    if (is !== null) {
      out.truncate(0);
      throw FAILURES.impostor(file.name, is);
    }
    recognised = true;
  };
  try {
    for (;;) {
      const piece = await inTime(ports, reader.read(), file.url, options.signal).catch((thrown: unknown) => {
        throw networkHitch(ports, file.url, thrown);
      });
      if (options.signal.aborted) throw aborted();
      if (piece.done) break;
      if (file.bytes !== null && at + piece.value.length > file.bytes) {
        out.truncate(0);
        throw FAILURES.wrongSize(file.name, at + piece.value.length, file.bytes);
      }
      makeSureOfSize(file, out, at + piece.value.length);
      writePiece(file, out, piece.value, at);
      at += piece.value.length;
      options.onPiece(piece.value.length);
      if (!recognised && at >= HEAD_BYTES) recognise();
      if (at - flushed >= FLUSH_BYTES) {
        out.flush();
        flushed = at;
      }
      options.onBytes(at, file.bytes ?? said);
    }
    if (!recognised && at > 0) recognise();
    return at;
  } finally {
    // Not waited for: what is left of the body concerns nobody.
    reader.cancel().catch(() => undefined);
  }
}

/** Nobody may have said how large a file is before it comes; the engine reads none that is larger. */
function makeSureOfSize({ name, content }: FileToFetch, out: OpenFile, bytes: number): void {
  if (content !== 'gguf' || bytes <= GGUF_FILE_BYTES_MAX) return;
  out.truncate(0);
  throw FAILURES.tooLarge(name, bytes);
}

function writePiece(file: FileToFetch, out: OpenFile, bytes: Uint8Array, at: number): void {
  try {
    out.write(bytes, at);
  } catch (thrown) {
    // What did not fit whole is cut off again, so that the next download goes on at a known place.
    out.truncate(at);
    throw isFull(thrown) ? FAILURES.full(file.name, String(thrown)) : thrown;
  }
}

/**
 * How much of a part can be trusted. A power cut can leave a file at its full length with zeros where the last bytes had
 * not reached the disk; then the last step that was made safe counts.
 */
function soundLength(out: OpenFile, bytes: number | null): number {
  const size = out.size();
  if (bytes !== null && size > bytes) return 0;
  const tail = new Uint8Array(Math.min(4096, size));
  out.read(tail, size - tail.length);
  return tail.length === 4096 && tail.every((byte) => byte === 0) ? Math.max(0, size - FLUSH_BYTES) : size;
}

/** The server has nothing after what is here: it is all of it, or it is of another file. */
function unsatisfiable(file: FileToFetch, out: OpenFile, headers: Headers, start: number | null): Fetched {
  const [, total] = /^bytes \*\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? [];
  if (file.bytes === null && start !== null && total === String(start))
    return { bytes: start, revision: revisionOf(headers) };
  out.truncate(0);
  throw new Hitch(FAILURES.broken(file.url, 'HTTP 416'), 0);
}

function statusProblem(url: string, { status, headers }: Response, now: number): Error {
  if (status === 401 || status === 403) return FAILURES.locked(url, status);
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    return new Hitch(FAILURES.busy(url, status), restAskedFor(headers.get('retry-after'), now));
  }
  return FAILURES.refused(url, status);
}

/** `Retry-After` in milliseconds: seconds, or a date. */
function restAskedFor(value: string | null, now: number): number | null {
  if (value === null) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? null : Math.min(REST_MS_MAX, Math.max(0, ms));
}

function networkHitch(ports: StorePorts, url: string, thrown: unknown): Error {
  if (thrown instanceof Hitch) return thrown;
  const detail = String(thrown);
  return new Hitch(ports.online() ? FAILURES.unreachable(url, detail) : FAILURES.offline(url, detail));
}

/** Gives up on a connection that brings nothing, and at once when the signal fires, whatever the connection does. */
async function inTime<T>(
  ports: StorePorts,
  answer: Promise<T>,
  url: string,
  signal: AbortSignal,
): Promise<T> {
  const settled = new AbortController();
  const watched = AbortSignal.any([settled.signal, signal]);
  const silence = ports.wait(STALL_MS, watched).then(() => {
    if (signal.aborted) throw aborted();
    if (settled.signal.aborted) return answer;
    throw new Hitch(FAILURES.broken(url, `nothing came for ${STALL_MS} ms`));
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    settled.abort();
    silence.catch(() => undefined);
  }
}

function readContentRange(value: string | null): { first: number; total: number | null } | null {
  const [, first, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(value ?? '') ?? [];
  return first === undefined ? null : { first: Number(first), total: readCount(total ?? null) };
}

const readCount = (value: string | null): number | null =>
  value !== null && /^\d+$/.test(value) ? Number(value) : null;

/**
 * What tells two versions of a file apart. A page of another origin reads an ETag only where the host exposes it, but
 * Last-Modified always. Where a commit or a hash vouches for the content, Last-Modified tells of copies of it alone.
 */
const versionOf = (headers: Headers, { vouched }: Pick<FileToFetch, 'vouched'>): string | null =>
  plainEtag(headers.get('etag')) ?? (vouched ? null : headers.get('last-modified'));

const other = (version: string, known: string | null): boolean => known !== null && version !== known;

/** Servers mark the same file as weak once they compress it. */
const plainEtag = (etag: string | null): string | null => etag?.replace(/^W\//, '') ?? null;
