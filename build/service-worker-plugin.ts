import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin, type ResolvedConfig } from 'vite';
import type { OfflineFiles } from '../src/service-worker/offline-files';

const ENTRY = 'src/service-worker/service-worker.ts';
const PAGE = 'index.html';
/** What is kept at its first use alone: the engines, by their names, and whatever else is so large, in bytes. */
const ENGINES = /webllm|web-llm|wllama/i;
const LARGE = 2_000_000;

/** Writes `service-worker.js` beside the page: the worker of `src/service-worker` with the names of this build's files in it. */
export function serviceWorker(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'steerboard:service-worker',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const contents = new Map<string, string | Uint8Array>(publicFiles(config.publicDir));
        for (const [name, file] of Object.entries(bundle))
          contents.set(name, file.type === 'chunk' ? file.code : file.source);
        const source = await bundled(config, offlineFiles(contents));
        this.emitFile({ type: 'asset', fileName: 'service-worker.js', source });
      },
    },
  };
}

function publicFiles(folder: string): [string, Uint8Array][] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file).split(path.sep).join('/'), readFileSync(file)];
    });
}

/** `contents`: every file of the build by its name. */
export function offlineFiles(contents: ReadonlyMap<string, string | Uint8Array>): OfflineFiles {
  const version = createHash('sha256');
  const atOnce: string[] = [];
  const onUse: string[] = [];
  for (const [name, content] of [...contents].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (name.endsWith('.map')) continue;
    version.update(`${name}\0`).update(content);
    // The page itself is kept under the address of its folder.
    if (name === PAGE) continue;
    const late = ENGINES.test(name) || Buffer.byteLength(content) > LARGE;
    (late ? onUse : atOnce).push(name);
  }
  return { version: version.digest('hex').slice(0, 16), atOnce, onUse };
}

/** A classic script in one file: not every browser takes modules as service workers. */
async function bundled({ root, build: { target } }: ResolvedConfig, files: OfflineFiles): Promise<string> {
  const result = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { __OFFLINE_FILES__: JSON.stringify(files) },
    build: {
      target,
      write: false,
      lib: {
        entry: path.join(root, ENTRY),
        formats: ['iife'],
        name: 'serviceWorker',
        fileName: 'service-worker',
      },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((built) =>
    'output' in built ? built.output : [],
  );
  const chunk = outputs.find((output) => output.type === 'chunk');
  if (!chunk) throw new Error('The service worker was not built.');
  return chunk.code;
}
