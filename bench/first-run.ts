import type { Browser } from '@playwright/test';
import { median, type Figure, type Unmeasured } from './figure';

const NAME = 'navigation to a finished run, empty cache';
const MARK = 'run:complete';
const VISITS = 5;
const PATIENCE_MS = 15_000;

/** Milliseconds from the start of navigation to the mark that the app sets when a finished run is on the screen. */
async function visit(browser: Browser, url: string): Promise<number> {
  // A context of its own has nothing cached and nothing stored.
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    await page.goto(url);
    const mark = await page.waitForFunction(
      (name) => performance.getEntriesByName(name)[0]?.startTime,
      MARK,
      { timeout: PATIENCE_MS },
    );
    return (await mark.jsonValue()) ?? Number.NaN;
  } finally {
    await context.close();
  }
}

/** The median of five first visits. */
export async function benchFirstRun(browser: Browser, url: string): Promise<Figure | Unmeasured> {
  const times: number[] = [];
  try {
    for (let count = 0; count < VISITS; count += 1) times.push(await visit(browser, url));
  } catch (error) {
    return { name: NAME, why: error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown' };
  }
  return { name: NAME, value: median(times), unit: 'ms', target: 1000 };
}
