import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { readSettings } from './settings';

const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * Builds the app by its own configuration, with one page more and one alias: in place of web-llm stands the version that
 * the library belongs to. Gives what deletes the build again.
 */
export default async function buildApp(): Promise<() => void> {
  const settings = readSettings(process.env);
  const outDir = mkdtempSync(path.join(tmpdir(), 'steerboard-webgpu-'));
  const alias = settings?.asShipped
    ? []
    : [
        { find: /^@mlc-ai\/web-llm$/, replacement: path.join(import.meta.dirname, 'web-llm.ts') },
        { find: '@mlc-ai/web-llm/package.json', replacement: 'web-llm-0.2.79/package.json' },
      ];
  const remove = (): void => rmSync(outDir, { recursive: true, force: true });
  await build({
    root: ROOT,
    configLoader: 'runner',
    logLevel: 'warn',
    resolve: { alias },
    build: {
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: [path.join(ROOT, 'index.html'), path.join(import.meta.dirname, 'page/index.html')],
      },
    },
  }).catch((error: unknown) => {
    remove();
    throw error;
  });
  process.env['STEERBOARD_WEBGPU_APP'] = outDir;
  return remove;
}
