import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** Size of a file's content after gzip at its default level, in bytes. */
export const gzipSize = (file: string): number => gzipSync(readFileSync(file)).length;

const SCRIPT_IN_PAGE =
  /<script\b[^>]*\bsrc="([^"]+)"|<link\b[^>]*\brel="modulepreload"[^>]*\bhref="([^"]+)"/g;
/** Static imports and re-exports of built (minified) modules; `import(` is not among them: those chunks are lazy. */
const STATIC_IMPORT = /(?:^|[;}\n])\s*(?:import|export)\s*(?:[\w$*{}\s,]*?\bfrom\s*)?["']([^"']+)["']/g;

/** The scripts that a built page loads before it does anything lazily: those of the page and all they import statically. */
export function initialScripts(page: string): string[] {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    for (const [, imported = ''] of readFileSync(file, 'utf8').matchAll(STATIC_IMPORT)) {
      if (imported.startsWith('.')) visit(path.resolve(path.dirname(file), imported));
    }
  };
  for (const [, script, preload] of readFileSync(page, 'utf8').matchAll(SCRIPT_IN_PAGE)) {
    visit(path.resolve(path.dirname(page), script ?? preload ?? ''));
  }
  return [...found];
}

/** Sum of the gzipped sizes, in bytes: each file travels on its own. */
export const totalGzip = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipSize(file), 0);

/** The files of a folder, at any depth, whose names match. */
export function filesMatching(folder: string, name: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}
