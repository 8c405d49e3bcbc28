import { expectNoAxeViolations } from './fixtures/axe';
import { expect, test } from './fixtures/test';

test('the built page opens under a sub-path @phone', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Steerboard');
  await expectNoAxeViolations(page);
});
