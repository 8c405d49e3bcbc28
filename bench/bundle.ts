import path from 'node:path';
import { initialScripts, totalGzip } from '../scripts/bundle-size';
import type { Figure } from './figure';

/** The JavaScript that the built page loads before anything lazy, each file gzipped on its own. */
export function benchBundle(dist: string): Figure {
  const value = totalGzip(initialScripts(path.join(dist, 'index.html')));
  return { name: 'initial JavaScript, gzipped', value, unit: 'bytes', target: 90_000 };
}
