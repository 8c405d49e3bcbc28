import { defineConfig } from '@playwright/test';

/** The real WebLLM engine on a WebGPU adapter: `npm run e2e:webgpu`. Minutes long, and only where a model folder is given. */
export default defineConfig({
  testDir: 'tests/webgpu',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/webgpu',
  globalSetup: './tests/webgpu/build-app.ts',
  reporter: 'list',
  // One engine after the other: each takes all cores for itself.
  workers: 1,
  // Only ends what hangs: a load takes about 20 seconds on two cores.
  timeout: 15 * 60_000,
});
