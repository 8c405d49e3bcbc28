import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { staticData } from './build/static-data-plugin';

const COMPONENT_TESTS = '**/*.svelte.test.ts';
const TESTS = ['src', 'tests', 'build', 'scripts', 'bench'].map((folder) => `${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          // A test never times: this only ends one that hangs.
          testTimeout: 120_000,
          environment: 'node',
          include: TESTS,
          exclude: [COMPONENT_TESTS, 'tests/e2e/**'],
        },
        // Rune files (*.svelte.ts) are compiled for tests of plain state classes too.
        plugins: [staticData(), svelte()],
        resolve: { conditions: ['browser'] },
      },
      {
        test: {
          name: 'components',
          testTimeout: 120_000,
          environment: 'happy-dom',
          include: TESTS.map((pattern) => pattern.replace('*.test.ts', '*.svelte.test.ts')),
          exclude: ['tests/e2e/**'],
        },
        plugins: [staticData(), svelte(), svelteTesting()],
      },
    ],
  },
});
