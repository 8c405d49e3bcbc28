import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import path from 'node:path';
import { readRange } from './read-range';

/** How the server treats the next requests; tests change it while a download runs. */
export interface Conditions {
  /** Most bytes per second and connection; null: as fast as it goes. */
  bytesPerSecond: number | null;
  /** Bytes of a body after which the connection is cut, as by a pulled plug; null: never. */
  cutAfterBytes: number | null;
  /** Status that answers everything; null: the ordinary answer. */
  status: number | null;
}

/** What was asked for one path. Preflights are not counted. */
export interface Count {
  requests: number;
  /** Of those, the ones that asked for a part. */
  partial: number;
  /** Body bytes that were handed to the connection. */
  bytes: number;
}

export interface ModelServerOptions {
  /** The files that are served: `/<repo>/resolve/<any revision>/<name>` gives `repos[repo][name]`. */
  readonly repos: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The commit that it names as the one it serves, as model hubs do. */
  readonly commit?: string;
  /** Without: pages of other origins may not read what it sends. */
  readonly cors?: boolean;
  readonly port?: number;
}

export interface ModelServer {
  readonly origin: string;
  readonly conditions: Conditions;
  /** By path, without the query. */
  readonly counts: ReadonlyMap<string, Readonly<Count>>;
  forget(): void;
  close(): Promise<void>;
}

const EXPOSED = 'ETag, Content-Range, Content-Length, Accept-Ranges, X-Repo-Commit';

/**
 * A server of model files as a model hub or an institution would run one: ranges, ETag, CORS, the commit in a header.
 * Browsers may keep nothing (`no-store`), so that only what the app itself keeps can save a download.
 */
export async function serveModels(options: ModelServerOptions): Promise<ModelServer> {
  const { repos, commit = 'c0ffee'.padEnd(40, '0'), cors = true, port = 0 } = options;
  const conditions: Conditions = { bytesPerSecond: null, cutAfterBytes: null, status: null };
  const counts = new Map<string, Count>();

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pathname = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    const common: Record<string, string> = {
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      ...(cors ? { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': EXPOSED } : {}),
    };
    if (request.method === 'OPTIONS') {
      const allowed = { 'Access-Control-Allow-Methods': 'GET, HEAD', 'Access-Control-Allow-Headers': '*' };
      response.writeHead(204, cors ? { ...common, ...allowed } : common).end();
      return;
    }
    const count = counts.get(pathname) ?? { requests: 0, partial: 0, bytes: 0 };
    counts.set(pathname, count);
    count.requests += 1;
    if (conditions.status !== null) {
      response.writeHead(conditions.status, common).end();
      return;
    }
    const file = find(repos, pathname);
    const handle = file === undefined ? undefined : await open(file).catch(() => undefined);
    if (file === undefined || handle === undefined) {
      response.writeHead(404, common).end('not found');
      return;
    }
    const { size, mtimeMs } = await handle.stat().finally(() => handle.close());
    const etag = `"${createHash('sha256').update(`${file} ${size} ${mtimeMs}`).digest('hex').slice(0, 32)}"`;
    const ifRange = request.headers['if-range'];
    const asked = ifRange === undefined || ifRange === etag ? request.headers.range : undefined;
    const range = readRange(asked, size);
    const headers = {
      ...common,
      'Content-Type': file.endsWith('.json') ? 'application/json' : 'application/octet-stream',
      'Accept-Ranges': 'bytes',
      ETag: etag,
      'X-Repo-Commit': commit,
    };
    if (range === 'unsatisfiable') {
      response.writeHead(416, { ...headers, 'Content-Range': `bytes */${size}` }).end();
      return;
    }
    if (range !== null) count.partial += 1;
    const { first, last } = range ?? { first: 0, last: size - 1 };
    response.writeHead(range === null ? 200 : 206, {
      ...headers,
      'Content-Length': String(last - first + 1),
      ...(range === null ? {} : { 'Content-Range': `bytes ${first}-${last}/${size}` }),
    });
    if (request.method === 'HEAD' || size === 0) {
      response.end();
      return;
    }
    // A pause or a cut by the other side ends the body early; that is its right.
    await pipeline(
      createReadStream(file, { start: first, end: last }),
      line(conditions, count),
      response,
    ).catch(() => response.destroy());
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return {
    origin: `http://127.0.0.1:${bound}`,
    conditions,
    counts,
    forget: () => counts.clear(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** `/<repo>/resolve/<revision>/<name>`; a repo may have an owner before a slash. */
function find(repos: ModelServerOptions['repos'], pathname: string): string | undefined {
  const [, repo = '', name = ''] = /^\/(.+?)\/resolve\/[^/]+\/(.+)$/.exec(pathname) ?? [];
  const file = repos[repo]?.[name];
  return file === undefined ? undefined : path.resolve(file);
}

/** The line between server and browser: counts what passes, holds it back to the wanted speed, and breaks where it should. */
function line(conditions: Conditions, count: Count): Transform {
  let passed = 0;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      passed += piece.length;
      const { bytesPerSecond, cutAfterBytes } = conditions;
      if (cutAfterBytes !== null && passed > cutAfterBytes) {
        done(new Error('cut'));
        return;
      }
      count.bytes += piece.length;
      if (bytesPerSecond === null) done(null, piece);
      else setTimeout(() => done(null, piece), (1000 * piece.length) / bytesPerSecond);
    },
  });
}
