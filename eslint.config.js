import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { layerRule } from './build/layer-rule.js';
import svelteConfig from './svelte.config.js';

/** The layers that run in Node as in a browser, and give the same for the same input. */
const PURE = ['src/domain/**', 'src/engine/**', 'src/pipeline/**'];

/** What in these layers is the browser's by its nature: entry points of workers, and what reads the machine. */
const BROWSER_BOUND = ['src/engine/**/*.worker.ts', 'src/engine/**/*.browser.ts'];

const BROWSER_GLOBALS = [
  'window',
  'self',
  'document',
  'navigator',
  'location',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'fetch',
];

export default ts.config(
  {
    ignores: [
      'dist/**',
      '.cache/**',
      'node_modules/**',
      'shared/**',
      'test-results/**',
      'playwright-report/**',
    ],
  },
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
  {
    files: ['src/**'],
    plugins: { steerboard: { rules: { layers: layerRule } } },
    rules: { 'steerboard/layers': 'error' },
  },
  {
    files: PURE,
    ignores: ['**/*.test.ts', ...BROWSER_BOUND],
    rules: {
      'no-restricted-globals': [
        'error',
        ...BROWSER_GLOBALS.map((name) => ({ name, message: 'This layer runs without a browser.' })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Pass a seeded generator in (domain/random.ts).' },
        { object: 'crypto', property: 'randomUUID', message: 'Pass the id in.' },
        { object: 'Date', property: 'now', message: 'Pass the clock in.' },
        { object: 'performance', property: 'now', message: 'Pass the clock in.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Pass the clock in.' },
      ],
    },
  },
  { files: ['scripts/**', 'bench/**', 'tests/**'], rules: { 'no-console': 'off' } },
);
