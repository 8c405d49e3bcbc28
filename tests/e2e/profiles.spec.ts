import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectNoAxeViolations } from './fixtures/axe';
import { expect, test } from './fixtures/test';

async function openProfiles(page: Page): Promise<void> {
  await page.goto('./#/profiles');
  await expect(page.getByRole('heading', { level: 1, name: 'Profiles' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
}

const chosen = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const row = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ hasText: name }).getByRole('button');

test('a country shows its people, its means, and the rule that makes priorities of them @phone', async ({
  page,
}) => {
  await openProfiles(page);
  await expect(page.getByText(/^30 countries of the European Social Survey/)).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find a country' }).fill('norw');
  await row(page, 'Norway').click();
  const norway = chosen(page, 'Norway');
  await expect(norway.getByText('n = 1,320')).toBeVisible();
  await expect(norway.getByText(/^survey mean of respondents/)).toBeVisible();
  await expect(norway.getByText(/Priority = 3 \+ 1\.4 × /)).toBeVisible();
  await expect(norway.getByRole('columnheader', { name: 'centred mean' })).toBeVisible();
  await expect(norway.getByRole('row', { name: /Benevolence/ }).last()).toContainText(/[+−]\d\.\d\d/);
  await expectNoAxeViolations(page);
  await page.getByRole('searchbox', { name: 'Find a country' }).fill('atlantis');
  await expect(page.getByText('No country of this name')).toBeVisible();
});

test('a profile is put on the dial', async ({ page }) => {
  await openProfiles(page);
  await page.getByRole('tab', { name: 'Roles' }).click();
  await row(page, 'Start-up founder').click();
  await expect(
    chosen(page, 'Start-up founder')
      .getByText(/predicted/)
      .first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Use this profile' }).click();
  await expect(page).toHaveURL(/#\/steer/);
  await expect(page.getByRole('button', { name: /^Start-up founder/ })).toBeVisible();
});

test('the same seed gives the same profile', async ({ page }) => {
  await openProfiles(page);
  await page.getByRole('tab', { name: 'Orders and chance' }).click();
  const seed = page.getByRole('textbox', { name: 'Seed of the random profile' });
  const numbersOf = async (typed: string) => {
    await seed.fill(typed);
    await row(page, 'Random').click();
    return chosen(page, `Random, seed ${typed}`).getByRole('table').last().innerText();
  };
  const first = await numbersOf('42');
  expect(await numbersOf('43')).not.toBe(first);
  expect(await numbersOf('42')).toBe(first);
  await seed.fill('seven');
  await expect(page.getByText('A seed is a whole number from 0 to 999,999.')).toBeVisible();
  await expectNoAxeViolations(page);
});

test('the dial is saved, renamed, duplicated, exported, deleted, brought back and there after a reload', async ({
  page,
}) => {
  await openProfiles(page);
  await page.getByRole('tab', { name: 'Own' }).click();
  await page.getByRole('textbox', { name: 'Save it as' }).fill('Careful');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await chosen(page, 'Careful').getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'New name' }).fill('Very careful');
  await page.keyboard.press('Enter');
  await chosen(page, 'Very careful').getByRole('button', { name: 'Duplicate' }).click();
  const copy = chosen(page, 'Very careful, copy');
  await expect(copy).toBeVisible();
  await expectNoAxeViolations(page);

  const download = page.waitForEvent('download');
  await copy.getByRole('button', { name: 'Export' }).click();
  const file = await (await download).path();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    kind: 'steerboard-profiles',
    version: 1,
    profiles: [{ name: 'Very careful, copy', target: { security: 5 } }],
  });

  await copy.getByRole('button', { name: 'Delete' }).click();
  await expect(row(page, 'Very careful, copy')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(row(page, 'Very careful, copy')).toBeVisible();
  await page.reload();
  await expect(row(page, 'Very careful, copy')).toBeVisible();
});

test('a file that holds no profiles is refused in a sentence', async ({ page }) => {
  await openProfiles(page);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'cat.json', mimeType: 'application/json', buffer: Buffer.from('{"kind":"run"}') });
  await expect(
    page.getByText('cat.json holds a run: import it on the History screen.', { exact: false }),
  ).toBeVisible();
});
