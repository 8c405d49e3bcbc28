import path from 'node:path';
import type { Page } from '@playwright/test';
import { sharedData } from '../shared-data';
import { expectNoAxeViolations } from './fixtures/axe';
import { expect, test } from './fixtures/test';

const FIXTURES = path.join(import.meta.dirname, '../fixtures/touche');
const files = ['arguments-training.tsv', 'labels-training.tsv', 'labels-test-nyt.tsv', 'README.md'].map(
  (name) => path.join(FIXTURES, name),
);
const published = sharedData('touche23');

async function openData(page: Page): Promise<void> {
  await page.goto('./#/data');
  await expect(page.getByRole('heading', { level: 1, name: 'Data' })).toBeVisible();
}

const filesField = (page: Page) => page.locator('input[type=file]').nth(1);
const folderField = (page: Page) => page.locator('input[type=file]').first();

test('files are imported, browsed and asked, and survive a reload @phone', async ({ page }) => {
  await openData(page);
  await expect(page.getByText('No dataset yet')).toBeVisible();
  await expectNoAxeViolations(page);
  await filesField(page).setInputFiles(files);
  const report = page.getByRole('region', { name: 'What was read: 7 items' });
  await expect(report.getByRole('row', { name: /labels-test-nyt\.tsv/ })).toContainText('all 2 rows');
  await expect(report.getByRole('row', { name: /README\.md/ })).toContainText('not needed');
  await expectNoAxeViolations(page);

  await page.reload();
  const items = page.getByRole('region', { name: 'Items' });
  await expect(items.getByText('1–5 of 5 items')).toBeVisible();
  await items.getByRole('combobox', { name: 'Split' }).selectOption('test-nyt');
  await expect(items.getByText('Published with its labels only, without a text.').first()).toBeVisible();
  await items.getByRole('combobox', { name: 'Split' }).selectOption('training');
  await items.getByRole('searchbox', { name: 'Search' }).fill('bakers');
  await expect(items.getByText('1–1 of 1 item')).toBeVisible();
  await expect(items.getByText('Achievement')).toBeVisible();
  await items.getByRole('button', { name: /^Ask A9/ }).click();
  await expect(page).toHaveURL(/#\/steer/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('close the harbour road to cars');
});

test('a deleted dataset comes back whole', async ({ page }) => {
  await openData(page);
  await filesField(page).setInputFiles(files);
  await page.getByRole('button', { name: /^Delete Touché/ }).click();
  await expect(page.getByText('No dataset yet')).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await page.getByRole('button', { name: /^Browse Touché/ }).click();
  await expect(page.getByText('1–5 of 5 items')).toBeVisible();
});

test('bad files get sentences, bad rows get lines, and nothing stored is lost', async ({ page }) => {
  await openData(page);
  await filesField(page).setInputFiles(files);
  await expect(page.getByText('What was read: 7 items')).toBeVisible();
  await filesField(page).setInputFiles({
    name: 'cat.png',
    mimeType: 'image/png',
    buffer: Buffer.from([0, 0, 1, 0]),
  });
  await expect(page.getByRole('alert')).toContainText('cat.png is not a dataset file that can be read.');
  await expect(page.getByRole('button', { name: /^Delete Touché/ })).toBeVisible();
  await expectNoAxeViolations(page);

  const broken =
    'Argument ID\tConclusion\tStance\tPremise\nX1\tShort\n=X2\tWe should\tperhaps\tbecause\nX3\tWe should\tagainst\tno\n';
  await filesField(page).setInputFiles({
    name: 'arguments-training.tsv',
    mimeType: 'text/tab-separated-values',
    buffer: Buffer.from(broken),
  });
  await page.getByText(/rows? with a problem: /).click();
  const problems = page.getByRole('table', { name: /row problems/ });
  await expect(problems.getByRole('row', { name: /arguments-training\.tsv 2/ })).toBeVisible();
  await expect(problems.getByRole('row', { name: /arguments-training\.tsv 3/ })).toBeVisible();
  await expectNoAxeViolations(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /as CSV/ }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
});

test('a dropped folder is opened down to its files', async ({ page }) => {
  await openData(page);
  // A drop with real folders can't be made by script: this one gives entries as the browser does.
  await page.getByRole('group', { name: /Drop a dataset folder/ }).evaluate((zone) => {
    const text = 'Argument ID\tConclusion\tStance\tPremise\nX3\tWe should\tagainst\tno\n';
    const file = {
      isFile: true,
      isDirectory: false,
      name: 'arguments-training.tsv',
      fullPath: '/set/inner/arguments-training.tsv',
      file: (done: (file: File) => void) => done(new File([text], 'arguments-training.tsv')),
    };
    const folder = (name: string, children: unknown[]) => ({
      isFile: false,
      isDirectory: true,
      name,
      fullPath: `/${name}`,
      createReader: () => {
        const batches = [children, []];
        return { readEntries: (done: (entries: unknown[]) => void) => done(batches.shift() ?? []) };
      },
    });
    const hidden = folder('.git', [{ ...file, name: 'x' }]);
    const entry = folder('set', [hidden, folder('inner', [file])]);
    const drop = new Event('drop', { bubbles: true, cancelable: true });
    Object.defineProperty(drop, 'dataTransfer', {
      value: { items: [{ kind: 'file', webkitGetAsEntry: () => entry }], files: [] },
    });
    zone.dispatchEvent(drop);
  });
  await expect(page.getByText('What was read: 1 item')).toBeVisible();
});

test('the published folder is imported exactly', async ({ page }) => {
  test.skip(published === undefined, 'The published data is not beside this checkout.');
  await openData(page);
  await folderField(page).setInputFiles(published ?? '');
  await expect(page.getByText('What was read: 7,389 items')).toBeVisible({ timeout: 20_000 });
  const datasets = page.getByRole('region', { name: 'Datasets' });
  for (const count of ['5,393 items', '1,896 items', '100 items']) {
    await expect(datasets.getByText(count, { exact: false })).toBeVisible();
  }
  await expect(page.getByText('1–20 of 5,393 items')).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('21–40 of 5,393 items')).toBeVisible();
  await expectNoAxeViolations(page);
});
