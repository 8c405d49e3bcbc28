import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Lowest layer first: a file may import from its own layer and from the layers before it, never from those after. */
const LAYERS = ['domain', 'engine', 'pipeline', 'storage', 'workers', 'state', 'features'];

/** Packages that only one layer, or one adapter, may touch. */
const NO_BROWSER_PACKAGES = ['svelte', 'svelte/*', 'idb', 'cytoscape', '@mlc-ai/*', '@wllama/*'];

function layerRule(layer, index) {
  const later = LAYERS.slice(index + 1).map((name) => ({
    group: [`**/${name}/**`],
    message: `${layer} lies below ${name}: imports go ${LAYERS.join(' <- ')}.`,
  }));
  const ui = index < LAYERS.indexOf('features') ? [{ group: ['**/ui/**'], message: `${layer} draws nothing.` }] : [];
  const pure =
    layer === 'domain' || layer === 'engine' || layer === 'pipeline'
      ? [{ group: NO_BROWSER_PACKAGES, message: `${layer} runs without a browser.` }]
      : [];
  return {
    files: [`src/${layer}/**`],
    rules: { 'no-restricted-imports': ['error', { patterns: [...later, ...ui, ...pure] }] },
  };
}

export default ts.config(
  { ignores: ['dist/**', '.cache/**', 'node_modules/**', 'shared/**', 'test-results/**', 'playwright-report/**'] },
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': ['error', { allow: ['warn', 'error'] }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
    rules: { 'svelte/button-has-type': 'error', 'svelte/no-at-html-tags': 'error' },
  },
  ...LAYERS.map(layerRule),
  {
    files: ['src/ui/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: LAYERS.slice(1).map((name) => ({
            group: [`**/${name}/**`],
            message: 'ui knows the domain only.',
          })),
        },
      ],
    },
  },
  {
    files: ['src/domain/**', 'src/pipeline/**', 'src/engine/**'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['window', 'document', 'localStorage', 'indexedDB', 'fetch'].map((name) => ({
          name,
          message: 'This layer runs without a browser.',
        })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Pass a seeded generator in (domain/random.ts).' },
        { object: 'Date', property: 'now', message: 'Pass the clock in.' },
      ],
    },
  },
  { files: ['scripts/**', 'bench/**', 'tests/**'], rules: { 'no-console': 'off' } },
);
