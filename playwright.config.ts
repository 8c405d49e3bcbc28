import { defineConfig } from '@playwright/test';
import { BROWSER_FLAGS, findChromium } from './scripts/browser';
import { freePort } from './scripts/free-port';

const executablePath = findChromium();
if (!executablePath) throw new Error('No Chromium found. "npm test" installs one.');

// Each worker process reads this file again and must come to the same address.
const port = (process.env['STEERBOARD_E2E_PORT'] ??= String(await freePort()));
/** A sub-path, because the built site must work under any. */
const baseURL = `http://127.0.0.1:${port}/demo/steerboard/`;

/** These run a language model, which takes every core there is: `--project=models --workers=1`. */
const WITH_MODELS = /-model\.spec\.ts$/;

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
  use: {
    baseURL,
    // Weeks, dates and decimal signs must not depend on the machine.
    locale: 'en-GB',
    timezoneId: 'UTC',
    // What a service worker keeps would answer instead of the build; the tests of it let it in.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args: BROWSER_FLAGS },
  },
  projects: [
    {
      name: 'desktop',
      testIgnore: WITH_MODELS,
      use: { viewport: { width: 1280, height: 800 } },
      grepInvert: /@phone-only/,
    },
    {
      name: 'models',
      testMatch: WITH_MODELS,
      use: { viewport: { width: 1280, height: 800 }, actionTimeout: 30_000 },
      timeout: 10 * 60_000,
      expect: { timeout: 15_000 },
    },
    {
      name: 'phone',
      testIgnore: WITH_MODELS,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
      grep: /@phone/,
    },
  ],
  webServer: {
    command: `node --import tsx scripts/serve-for-tests.ts ${port} /demo/steerboard/`,
    url: baseURL,
    reuseExistingServer: false,
  },
});
