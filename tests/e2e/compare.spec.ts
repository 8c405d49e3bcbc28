import type { Page } from '@playwright/test';
import { expectNoAxeViolations } from './fixtures/axe';
import { expect, test } from './fixtures/test';

async function openCompare(page: Page): Promise<void> {
  await page.goto('./#/compare');
  await expect(page.getByRole('article')).toHaveCount(2);
  await expect(page.getByText('distance Δ')).toHaveCount(2);
}

const column = (page: Page, name: string) => page.getByRole('article', { name, exact: true });

test('one question is answered towards two profiles side by side @phone', async ({ page }) => {
  await openCompare(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Do I take her car keys?');
  await expect(page.getByRole('group', { name: 'The answer without steering' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Agreement' }).getByRole('status')).toContainText(
    /advise|keep/,
  );
  await expect(column(page, 'Own profile').getByRole('table')).toBeAttached();
  await expectNoAxeViolations(page);
});

test('columns are added, replaced and removed, and the table says the same', async ({ page }) => {
  await openCompare(page);
  const pick = async (name: RegExp) => {
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name }).first().click();
    await expect(dialog).toBeHidden();
  };
  await page.getByRole('button', { name: 'Add a profile' }).click();
  await pick(/Museum curator/);
  await expect(column(page, 'Museum curator').getByText('distance Δ')).toBeVisible();
  await page.getByRole('button', { name: /^Opposite, .* choose another/ }).click();
  await pick(/Start-up founder/);
  await expect(column(page, 'Start-up founder').getByText('distance Δ')).toBeVisible();
  await expectNoAxeViolations(page);

  await page.getByText('Table', { exact: true }).click();
  const figures = page.getByRole('table', { name: 'Figures of every column' });
  await expect(figures.getByRole('row')).toHaveCount(4);
  await expect(figures.getByRole('row', { name: /^Museum curator/ })).toBeVisible();
  await expectNoAxeViolations(page);
  await page.getByText('Columns', { exact: true }).click();

  await page.getByRole('button', { name: 'Remove Museum curator' }).click();
  await expect(page.getByRole('article')).toHaveCount(2);
  await expect(page.getByRole('button', { name: /^Remove / })).toHaveCount(0);
});

test('a column opens in Steer as its own run', async ({ page }) => {
  await openCompare(page);
  const text = await column(page, 'Own profile')
    .getByRole('group', { name: /response$/ })
    .innerText();
  await page.getByRole('button', { name: 'Open Own profile in Steer' }).click();
  await expect(page).toHaveURL(/#\/steer\//);
  await page.getByText('After', { exact: true }).click();
  await expect(page.getByRole('group', { name: /response/i }).first()).toHaveText(text);
});
