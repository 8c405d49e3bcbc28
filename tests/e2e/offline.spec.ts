import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, kept, test, type Site } from './fixtures/site';

/** With the plug pulled, the page is asked for in vain before it comes from what was kept. */
test.use({
  expectedProblems: [/^console error: Failed to load resource: (net::ERR_(CONNECTION|FAILED)|.* 503 )/],
});

async function opened(page: Page): Promise<void> {
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.locator('.cockpit')).toHaveAttribute('aria-busy', 'false');
}

/** Names of all that the service worker keeps, without the folder before them. */
const keptFiles = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => !name.endsWith(' choices'));
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => url.slice(document.baseURI.replace(/[^/]*$/, '').length));
  });

test('the app opens with all its screens when the network is gone after one visit', async ({
  page,
  site,
}) => {
  await page.goto('./');
  await opened(page);
  await kept(page);
  await site.unplug();

  await page.reload();
  await opened(page);
  for (const screen of ['Graph', 'Compare', 'Profiles', 'Data', 'History', 'Models', 'Steer']) {
    await page.getByRole('navigation').getByRole('link', { name: screen }).click();
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
  }
  await opened(page);

  // A tab of its own, as after a restart.
  const later = await page.context().newPage();
  await later.goto(`${site.url}#/graph`);
  await expect(later.getByRole('main').getByRole('heading').first()).toBeVisible();
});

test('a visit fetches nothing of an engine, not even to keep it', async ({ page, context }) => {
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  await page.goto('./');
  await opened(page);
  await kept(page);
  const engines = /wllama|web-?llm/i;
  expect(asked.filter((url) => engines.test(url))).toEqual([]);
  const files = await keptFiles(page);
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => engines.test(file))).toEqual([]);
});

test('files of models are never kept, also where they lie beside the page', async ({ page, site }) => {
  mkdirSync(path.join(site.folder, 'models'));
  writeFileSync(path.join(site.folder, 'models', 'tiny.gguf'), 'GGUF');
  await page.goto('./');
  await kept(page);
  const text = await page.evaluate(async () => (await fetch('models/tiny.gguf')).text());
  expect(text).toBe('GGUF');
  expect(await keptFiles(page)).not.toContain('models/tiny.gguf');
  await site.unplug();
  const gone = await page.evaluate(() =>
    fetch('models/tiny.gguf').then(
      () => false,
      () => true,
    ),
  );
  expect(gone).toBe(true);
});

test('a newer build shows at the next visit, and clears up behind the older one', async ({ page, site }) => {
  await page.goto('./');
  await kept(page);
  const shells = (): Promise<string[]> =>
    page.evaluate(async () => (await caches.keys()).filter((name) => name.includes(' shell ')));
  const [first] = await shells();
  newerBuild(site);

  await page.reload();
  await expect(page).toHaveTitle('Steerboard, newer');
  // The one that was open keeps its files until it is closed.
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect.poll(async () => (await shells()).length).toBe(2);
  expect(await shells()).toContain(first);

  await page.goto('about:blank');
  await expect
    .poll(async () => {
      await page.goto('./');
      await kept(page);
      const found = await shells();
      await page.goto('about:blank');
      return found.length === 1 && found[0] !== first;
    })
    .toBe(true);

  await site.unplug();
  await page.goto('./');
  await expect(page).toHaveTitle('Steerboard, newer');
});

test('a broken host does not take the app away', async ({ page, site }) => {
  await page.goto('./');
  await kept(page);
  await site.breakDown();
  await page.reload();
  await opened(page);
});

/** Alters page and service worker as another build would. */
function newerBuild({ folder }: Site): void {
  const alter = (name: string, change: (text: string) => string): void => {
    const file = path.join(folder, name);
    const before = readFileSync(file, 'utf8');
    const after = change(before);
    expect(after, name).not.toBe(before);
    writeFileSync(file, after);
  };
  alter('index.html', (html) => html.replace('<title>Steerboard<', '<title>Steerboard, newer<'));
  alter('service-worker.js', (code) =>
    code.replace(/version:(["'`])\w{16}\1/, 'version:$1another-version$1'),
  );
}
