import { expectNoAxeViolations } from './fixtures/axe';
import { expect, test } from './fixtures/test';

test('the built page opens under a sub-path @phone', async ({ page }) => {
  await page.goto('./');
  await expect(page).toHaveTitle(/Steerboard/);
  await expect(page.getByRole('main')).toBeVisible();
  await expectNoAxeViolations(page);
});
