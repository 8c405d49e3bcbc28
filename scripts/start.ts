import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { serveFolder } from './static-server';

const ROOT = path.resolve(import.meta.dirname, '..');
const DIST = path.join(ROOT, 'dist');
/** What the build is made from. */
const SOURCES = [
  'src',
  'static-data',
  'prompts',
  'public',
  'build',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
];

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4173' },
    host: { type: 'string', default: '127.0.0.1' },
    /** Sends the headers that let the CPU engine use several threads. */
    isolated: { type: 'boolean', default: false },
  },
});

if (buildIsStale()) await build({ root: ROOT, configLoader: 'runner', logLevel: 'warn' });
const { url } = await serveFolder({
  folder: DIST,
  host: values.host,
  port: Number(values.port),
  tries: 100,
  isolated: values.isolated,
});
console.log(`\n  Steerboard is at ${url}\n  Press Ctrl+C to stop.\n`);

function buildIsStale(): boolean {
  const built = path.join(DIST, 'index.html');
  return (
    !existsSync(built) ||
    SOURCES.some((source) => newestChange(path.join(ROOT, source)) > statSync(built).mtimeMs)
  );
}

/** Latest change of a file, or of anything in a folder, in milliseconds since the epoch; 0 where there is nothing. */
function newestChange(place: string): number {
  if (!existsSync(place)) return 0;
  const found = statSync(place);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(place).map((name) => newestChange(path.join(place, name))));
}
