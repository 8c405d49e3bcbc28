import path from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const eslint = new ESLint({ cwd: root });

/** The rules that a text breaks if it stood in the file of this name. */
async function broken(file: string, text: string): Promise<string[]> {
  const results = await eslint.lintText(text, { filePath: path.join(root, file) });
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => ruleId ?? message));
}
const LAYERS = ['steerboard/layers'];
const use = (from: string): string => `import { x } from '${from}';\nexport const y = x;\n`;

describe('the layer rule', () => {
  it.each([
    ['src/domain/planted.ts', '../storage/db'],
    ['src/domain/values/planted.ts', '../../storage/db'],
    ['src/domain/values/deep/planted.ts', '../../../storage/migrations/first'],
    ['src/domain/values/planted.ts', '../../engine/language-model'],
    ['src/engine/planted.ts', '../pipeline/prompt'],
    ['src/pipeline/methods/planted.ts', '../../storage/db'],
    ['src/pipeline/planted.ts', '../workers/protocol'],
    ['src/storage/planted.ts', '../state/app.svelte'],
    ['src/storage/planted.ts', '../state'],
    ['src/workers/planted.ts', '../state/app.svelte'],
    ['src/state/planted.svelte.ts', '../features/steer/Steer.svelte'],
    ['src/state/planted.svelte.ts', '../ui/Button.svelte'],
    ['src/domain/planted.ts', '../ui/scale'],
    ['src/ui/planted.ts', '../state/app.svelte'],
    ['src/ui/charts/planted.svelte.ts', '../../pipeline/method'],
    ['src/ui/planted.ts', '../features/steer/steps'],
  ])('refuses that %s imports %s', async (file, imported) => {
    expect(await broken(file, use(imported))).toEqual(LAYERS);
  });

  it.each([
    ['src/domain/planted.ts', 'idb'],
    ['src/domain/planted.ts', 'svelte'],
    ['src/domain/planted.ts', 'svelte/reactivity'],
    ['src/pipeline/planted.ts', 'cytoscape'],
    ['src/state/planted.svelte.ts', 'idb'],
    ['src/features/steer/planted.ts', 'idb'],
    ['src/storage/planted.ts', 'svelte/store'],
  ])('refuses that %s imports the package %s', async (file, imported) => {
    expect(await broken(file, use(imported))).toEqual(LAYERS);
  });

  it.each([
    ['a re-export', "export { x } from '../storage/db';\n"],
    ['a re-export of all', "export * from '../storage/db';\n"],
    ['a lazy import', "export const y = () => import('../storage/db');\n"],
    ['an import of a type', "import type { X } from '../storage/db';\nexport type Y = X;\n"],
  ])('sees %s', async (_, text) => {
    expect(await broken('src/domain/planted.ts', text)).toEqual(LAYERS);
  });

  it('sees the imports of a component', async () => {
    const text = `<script lang="ts">\n  import { x } from '../state/app.svelte';\n</script>\n\n<p>{x}</p>\n`;
    expect(await broken('src/ui/Planted.svelte', text)).toEqual(LAYERS);
  });

  it.each([
    ['src/domain/scm/planted.ts', '../values/profile'],
    ['src/domain/scm/planted.ts', './state'],
    ['src/pipeline/planted.ts', '../engine/language-model'],
    ['src/storage/planted.ts', 'idb'],
    ['src/workers/planted.ts', '../storage/db'],
    ['src/state/planted.svelte.ts', '../workers/client'],
    ['src/state/planted.svelte.ts', 'svelte/reactivity'],
    ['src/ui/planted.ts', '../domain/values/profile'],
    ['src/features/steer/planted.ts', '../../ui/Button.svelte'],
    ['src/features/graph/planted.ts', 'cytoscape'],
    ['src/planted.ts', './features/steer/Steer.svelte'],
    ['src/domain/planted.ts', '../../static-data/value-systems/schwartz-10.json'],
  ])('lets %s import %s', async (file, imported) => {
    expect(await broken(file, use(imported))).toEqual([]);
  });
});

describe('the pure layers', () => {
  it.each([
    ['no-restricted-properties', 'export const x = Math.random();\n'],
    ['no-restricted-properties', 'export const x = Date.now();\n'],
    ['no-restricted-syntax', 'export const x = new Date();\n'],
    ['no-restricted-globals', 'export const x = document;\n'],
    ['no-restricted-globals', "export const x = fetch('a');\n"],
  ])('refuse what breaks %s: %s', async (rule, text) => {
    expect(await broken('src/domain/planted.ts', text)).toEqual([rule]);
    expect(await broken('src/pipeline/planted.ts', text)).toEqual([rule]);
  });

  it('are the only ones: a script may read the clock', async () => {
    expect(await broken('scripts/planted.ts', 'export const x = Date.now();\n')).toEqual([]);
  });
});
