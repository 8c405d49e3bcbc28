import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { sharedData } from '../tests/shared-data';
import { median, type Figure, type Unmeasured } from './figure';

const TIME = 'Touché training split imported, storage included';
const BLOCK = 'longest block of the main thread while importing';
const FILES = ['arguments-training.tsv', 'labels-training.tsv'];
const IMPORTS = 5;
const PATIENCE_MS = 15_000;

interface Import {
  readonly tookMs: number;
  readonly longestBlockMs: number;
}

/** Imports the training split through the app's own file field, as a person would, in a browser that has stored nothing. */
async function importOnce(browser: Browser, url: string, files: readonly string[]): Promise<Import> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    await page.goto(`${url}#/data`);
    const field = page.locator('input[type="file"][multiple]:not([webkitdirectory])').first();
    await field.waitFor({ state: 'attached', timeout: PATIENCE_MS });
    await page.waitForLoadState('networkidle');
    await page.evaluate(beatHeart);
    await field.setInputFiles([...files]);
    await page.waitForFunction(() => performance.getEntriesByName('import:complete').length > 0, undefined, {
      timeout: PATIENCE_MS,
    });
    return await readHeart(page);
  } finally {
    await context.close();
  }
}

/** Runs in the page: notes when each turn of the event loop came, so that a gap between two is a block. */
function beatHeart(): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    performance.mark('beat');
    if (performance.getEntriesByName('import:complete').length === 0) port2.postMessage(null);
  };
  port2.postMessage(null);
}

/** When each of the marks was set, in milliseconds since the page's navigation. */
async function marks(page: Page, name: string): Promise<number[]> {
  return page.evaluate(
    (wanted) => performance.getEntriesByName(wanted).map(({ startTime }) => startTime),
    name,
  );
}

async function readHeart(page: Page): Promise<Import> {
  const [start = Number.NaN] = await marks(page, 'import:start');
  const [end = Number.NaN] = await marks(page, 'import:complete');
  const beats = await marks(page, 'beat');
  const gaps = beats.slice(1).map((beat, index) => (beat > start ? beat - (beats[index] ?? beat) : 0));
  return { tookMs: end - start, longestBlockMs: Math.max(0, ...gaps) };
}

/** Median time from the files' choice to the dataset being stored, and the median of the longest blocks, over five imports. */
export async function benchToucheImport(browser: Browser, url: string): Promise<(Figure | Unmeasured)[]> {
  const folder = sharedData('touche23');
  const files = FILES.map((name) => path.join(folder ?? '', name));
  if (folder === undefined || !files.every((file) => existsSync(file))) {
    return [TIME, BLOCK].map((name) => ({
      name,
      why: 'the published Touché folder is not beside this checkout',
    }));
  }
  const imports: Import[] = [];
  try {
    for (let count = 0; count < IMPORTS; count += 1) imports.push(await importOnce(browser, url, files));
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown';
    return [TIME, BLOCK].map((name) => ({ name, why }));
  }
  return [
    { name: TIME, value: median(imports.map(({ tookMs }) => tookMs)), unit: 'ms', target: 400 },
    {
      name: BLOCK,
      value: median(imports.map(({ longestBlockMs }) => longestBlockMs)),
      unit: 'ms',
      target: 50,
    },
  ];
}
