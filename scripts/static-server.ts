import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

const MIME_TYPES = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.webmanifest', 'application/manifest+json; charset=utf-8'],
  ['.svg', 'image/svg+xml; charset=utf-8'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
  ['.wasm', 'application/wasm'],
  ['.txt', 'text/plain; charset=utf-8'],
]);

export interface ServeOptions {
  /** Folder whose files are served. */
  readonly folder: string;
  /** Sub-path under which they are served, beginning and ending with a slash. */
  readonly basePath?: string;
  readonly host?: string;
  /** First port to try; 0 lets the system choose. */
  readonly port: number;
  /** How many ports after the first to try when it is taken. */
  readonly tries?: number;
  /** Sends the headers that let the CPU engine use several threads. */
  readonly isolated?: boolean;
}

const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export interface Serving {
  /** Address of the served folder, ending with a slash. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * A static file server as plain as a host of the built site would use. Browsers may keep nothing (`no-store`),
 * so what is seen is what lies in the folder. Rejects when none of the ports is free.
 */
export async function serveFolder(options: ServeOptions): Promise<Serving> {
  const { folder, basePath = '/', host = '127.0.0.1', port, tries = 0, isolated = false } = options;
  const extra = isolated ? ISOLATION : {};
  const server = createServer((request, response) => {
    void answer(path.resolve(folder), basePath, extra, request, response);
  });
  const bound = await listenFrom(server, host, port, tries);
  return {
    url: `http://${host}:${bound}${basePath}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function listenFrom(server: Server, host: string, port: number, tries: number): Promise<number> {
  for (let next = port; ; next += 1) {
    try {
      return await listen(server, host, next);
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || next >= port + tries) throw error;
    }
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

async function answer(
  folder: string,
  basePath: string,
  extra: Readonly<Record<string, string>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refuse = (status: number, words: string, headers: Record<string, string> = {}): void => {
    response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers }).end(words);
  };
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(405, 'GET and HEAD only', { Allow: 'GET, HEAD' });
  const pathname = decodedPath(request.url);
  if (pathname === undefined) return refuse(400, 'not an address');
  if (`${pathname}/` === basePath) return refuse(301, basePath, { Location: basePath });
  if (!pathname.startsWith(basePath)) return refuse(404, 'not found');
  const wanted = path.join(
    folder,
    pathname.slice(basePath.length),
    pathname.endsWith('/') ? 'index.html' : '',
  );
  if (wanted !== folder && !wanted.startsWith(folder + path.sep)) return refuse(404, 'not found');
  const found = await stat(wanted).catch(() => undefined);
  if (!found?.isFile()) return refuse(404, 'not found');
  response.writeHead(200, {
    'Content-Type': MIME_TYPES.get(path.extname(wanted)) ?? 'application/octet-stream',
    'Content-Length': String(found.size),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...extra,
  });
  if (request.method === 'HEAD') response.end();
  // A file that is gone by now, or a browser that has enough, ends the answer early.
  else await pipeline(createReadStream(wanted), response).catch(() => response.destroy());
}

function decodedPath(url = '/'): string | undefined {
  try {
    const pathname = decodeURIComponent(new URL(url, 'http://host').pathname);
    return pathname.includes('\0') ? undefined : pathname;
  } catch {
    return undefined;
  }
}
