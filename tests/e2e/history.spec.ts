import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectNoAxeViolations } from './fixtures/axe';
import { expect, test } from './fixtures/test';

/** Makes one run by changing the dial, and goes to the history. */
async function openHistory(page: Page): Promise<void> {
  await page.goto('./');
  await expect(page.getByText('distance Δ')).toBeVisible();
  const security = page.getByLabel('Security, priority from 1 to 5').first();
  await security.fill('4');
  await security.press('Enter');
  await expect(page).toHaveURL(/#\/steer\/.+/);
  await page.goto('./#/history');
  await expect(page.getByText('1 run, newest first')).toBeVisible();
}

const openRun = (page: Page) => page.getByRole('button', { name: /^My mother/ });
const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true }).last();

test('a run is listed with what it was and reopened as it was @phone', async ({ page }) => {
  await openHistory(page);
  await expect(page.getByText(/COUPLE, (steered|answer kept)/)).toBeVisible();
  await expect(page.getByText(/^\d\.\d( → \d\.\d)?$/)).toBeVisible();
  await expect(page.getByText(/IndexedDB/)).toBeVisible();
  await expect(page.getByRole('meter')).toBeVisible();
  await expectNoAxeViolations(page);
  await openRun(page).click();
  await expect(page).toHaveURL(/#\/steer\//);
  await expect(page.getByText('distance Δ')).toBeVisible();
});

test('a run is exported, deleted, brought back, and imported on another device', async ({
  page,
  browser,
  baseURL,
}) => {
  await openHistory(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Export the run/ }).click();
  const file = await (await download).path();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ kind: 'run', version: 1 });

  await page.getByRole('button', { name: /^Delete the run/ }).click();
  await expect(page.getByText('No run yet')).toBeVisible();
  await expectNoAxeViolations(page);
  await undo(page).click();
  await expect(openRun(page)).toBeVisible();

  const other = await browser.newPage({ baseURL: baseURL ?? '' });
  await openHistory(other);
  await other.locator('input[type=file]').first().setInputFiles(file);
  await expect(other.getByText('2 runs, newest first')).toBeVisible();
  await other.close();
});

test('everything is exported, deleted, brought back, and merged', async ({ page }) => {
  await openHistory(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export everything' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/^steerboard-\d{4}-\d\d-\d\d\.json$/);
  const file = await saved.path();

  await page.getByRole('button', { name: 'Delete everything' }).click();
  await expect(page.getByText('No run yet')).toBeVisible();
  await undo(page).click();
  await expect(openRun(page)).toBeVisible();
  await expect(page.getByText('1 run was brought back.')).toBeVisible();

  await page.locator('input[type=file]').nth(1).setInputFiles(file);
  await expect(page.getByText('Nothing was added: everything in this backup is here already.')).toBeVisible();
  await page
    .locator('input[type=file]')
    .nth(1)
    .setInputFiles({
      name: 'half.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"kind":"steer'),
    });
  await expect(page.getByText(/half\.json ends too early or is damaged/)).toBeVisible();
  await expect(openRun(page)).toBeVisible();
});
