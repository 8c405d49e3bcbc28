import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../shared/data');

/**
 * Path of a file of the real published data that lies beside a checkout, or undefined where it does not.
 * Tests that get undefined skip, and the line printed here says so.
 */
export function sharedData(...segments: string[]): string | undefined {
  const file = path.join(root, ...segments);
  if (existsSync(file)) return file;
  console.warn(`\n### SKIPPED: the published data ${segments.join('/')} is not beside this checkout ###\n`);
  return undefined;
}
