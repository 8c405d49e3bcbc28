import type { Page } from '@playwright/test';
import { expectNoAxeViolations } from './fixtures/axe';
import { expect, test } from './fixtures/test';

/** Opens the app and waits until a finished run is on the screen. */
async function openSteer(page: Page): Promise<void> {
  await page.goto('./');
  await expect(page.getByText('distance Δ')).toBeVisible();
}

const shownText = (page: Page) => page.getByRole('group', { name: /response|answer/i }).first();
const slider = (page: Page, value: string) =>
  page.getByRole('group', { name: value, exact: true }).getByRole('slider');

test('opens on a finished run: question, target, graph, response and verification @phone', async ({
  page,
}) => {
  await openSteer(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Do I take her car keys?');
  await expect(page.getByRole('img', { name: /^Causal graph/ })).toBeVisible();
  await expect(page.getByText('Built-in reasoner').first()).toBeVisible();
  await expect(page.locator('ins').first()).toBeVisible();
  await expect(page.locator('del').first()).toBeVisible();
  await expectNoAxeViolations(page);
});

test('every step opens with its numbers and says how it was computed', async ({ page }) => {
  await openSteer(page);
  const expected: [RegExp, RegExp][] = [
    [/^1 Answer/, /nobody’s profile/],
    [/^2 Attribution/, /No part in this answer/],
    [/^4 Concepts/, /keeps, drops and adds/],
    [/^5 Response/, /judge that did not write|nearer to the target/],
  ];
  for (const [step, words] of expected) {
    await page.getByRole('button', { name: step }).click();
    await expect(page.getByText(words).first()).toBeVisible();
    await page.getByText('How this was computed').click();
    await expectNoAxeViolations(page);
  }
  await page.getByRole('button', { name: /^3 Intervention/ }).click();
  await page.getByText('Show every number').click();
  await expect(page.getByText(/^u = \d\.\d\d/).first()).toBeVisible();
  await page.getByRole('button', { name: /^3 Intervention/ }).click();
  await expect(page.getByText('Show every number')).toBeHidden();
});

test('two opposite profiles give an own question visibly different texts', async ({ page }) => {
  await openSteer(page);
  await page.getByRole('button', { name: /^Another/ }).click();
  await page.getByRole('tab', { name: 'Your own question' }).click();
  await page
    .getByLabel('Your question')
    .fill('Should I leave my safe job to sail round the world or stay and be promoted?');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('sail round the world');

  const target = async (security: string, stimulation: string) => {
    await page.getByLabel('Security, priority from 1 to 5').fill(security);
    await page.getByLabel('Security, priority from 1 to 5').press('Enter');
    await page.getByLabel('Stimulation, priority from 1 to 5').fill(stimulation);
    await page.getByLabel('Stimulation, priority from 1 to 5').press('Enter');
    await page.getByText('After', { exact: true }).click();
    await expect(page.getByText('distance Δ')).toBeVisible();
    return shownText(page).innerText();
  };
  const careful = await target('5', '1');
  const daring = await target('1', '5');
  expect(careful).toMatch(/safe|secur|danger|health|protect/i);
  expect(daring).toMatch(/new|adventure|excit|daring|experience/i);
  expect(daring).not.toBe(careful);
  await page.getByRole('button', { name: /^4 Concepts/ }).click();
  await expect(page.getByText(/Stimulation is set to 5/).first()).toBeVisible();
});

test('a slider works with the keyboard alone, is undone and redone, and can be unset', async ({ page }) => {
  await openSteer(page);
  const security = slider(page, 'Security');
  await security.focus();
  await expect(security).toHaveValue('5');
  await security.press('ArrowLeft');
  await expect(security).toHaveValue('4.5');
  await page.keyboard.press('Control+z');
  await expect(security).toHaveValue('5');
  await page.keyboard.press('Control+y');
  await expect(security).toHaveValue('4.5');
  await security.press('Delete');
  await expect(page.getByText('2 set · 8 follow')).toBeVisible();
  await expect(security).toHaveAttribute('aria-valuetext', /not set, the graph predicts/);
});

test('moving a slider moves the graph’s numbers before the text is rewritten', async ({ page }) => {
  await openSteer(page);
  await page.getByText('Table', { exact: true }).click();
  const stimulation = page.getByRole('row', { name: /^Stimulation/ }).first();
  const before = await stimulation.innerText();
  await slider(page, 'Security').focus();
  await page.keyboard.press('Home');
  await expect(stimulation).not.toHaveText(before, { useInnerText: true });
});

test('the same settings give the same text after a reload', async ({ page }) => {
  await openSteer(page);
  const text = await shownText(page).innerText();
  await page.reload();
  await expect(page.getByText('distance Δ')).toBeVisible();
  expect(await shownText(page).innerText()).toBe(text);
});

test('the twenty categories have a graph and a run of their own', async ({ page }) => {
  await openSteer(page);
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByLabel('Value system').selectOption('touche-20');
  await page.keyboard.press('Escape');
  await expect(page.getByText('0 set · 20 follow')).toBeVisible();
  await page.getByLabel('Universalism: nature, priority from 1 to 5').fill('5');
  await page.getByLabel('Universalism: nature, priority from 1 to 5').press('Enter');
  await expect(page.getByText('1 set · 19 follow')).toBeVisible();
  await expect(page.getByText('distance Δ')).toBeVisible();
  await expectNoAxeViolations(page);
});

test('a question of another theme comes from the library', async ({ page }) => {
  await openSteer(page);
  await page.getByRole('button', { name: /^Another/ }).click();
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: /market square to cars/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('market square');
  await expect(page.getByText('distance Δ')).toBeVisible();
});

test('a country profile can be put on the dial', async ({ page }) => {
  await openSteer(page);
  await page.getByRole('button', { name: /Own profile/ }).click();
  await page.getByRole('searchbox', { name: 'Search profiles' }).fill('port');
  await page.getByRole('button', { name: /Portugal/ }).click();
  await expect(page.getByRole('button', { name: /Portugal/ })).toBeVisible();
  await expect(page.getByText('10 set · 0 follow')).toBeVisible();
});

test('empty, over-long and script-laden questions are answered in words or shown as the text they are', async ({
  page,
}) => {
  await openSteer(page);
  const open = async (text: string) => {
    await page.getByRole('button', { name: /^Another/ }).click();
    await page.getByRole('tab', { name: 'Your own question' }).click();
    await page.getByLabel('Your question').fill(text);
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
  };
  await open('   ');
  await expect(page.getByRole('alert').filter({ hasText: 'There is no question yet' })).toBeVisible();
  await page.keyboard.press('Escape');
  await open('x'.repeat(100_000));
  await expect(page.getByRole('alert').filter({ hasText: '100,000 characters' })).toBeVisible();
  await page.keyboard.press('Escape');
  await open('<img src=x onerror="document.title=1"> Should I <b>click</b>?');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/<img src=x onerror=/);
  await expect(page).toHaveTitle('Steerboard');
});

test('dark and projector views hold up to axe, and survive a reload @phone', async ({ page }) => {
  await openSteer(page);
  await page.getByText('View settings').or(page.getByLabel('View settings')).first().click();
  await page.getByLabel('Dark').check();
  await expectNoAxeViolations(page);
  await page.getByLabel('Larger, for a projector').check();
  await expectNoAxeViolations(page);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('data-projector', '');
});

test.describe('where the browser stores nothing', () => {
  test('the run still stands, and a sentence says that nothing is kept', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'indexedDB', { value: undefined });
    });
    await openSteer(page);
    await expect(page.getByText(/does not let the page store anything/)).toBeVisible();
    await expect(page.locator('ins').first()).toBeVisible();
  });
});

test.describe('where the weights do not arrive', () => {
  test.use({ expectedProblems: [/^console error: .*(404|Failed to load)/] });
  test('says so and what to do', async ({ page }) => {
    await page.route('**/*.bin', (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto('./');
    await expect(page.getByRole('alert').filter({ hasText: 'weights did not arrive' })).toBeVisible();
  });
});

test('the target stands on the circle of values, set and predicted told apart', async ({ page }) => {
  await openSteer(page);
  await page.getByText('Circle', { exact: true }).click();
  await expect(page.getByText('The graph predicts it').first()).toBeVisible();
  await expectNoAxeViolations(page);
});

test('a reload finds the question, the dial and the text again', async ({ page }) => {
  await openSteer(page);
  await page.getByRole('button', { name: /^Another/ }).click();
  await page.getByRole('button', { name: /introduce a uniform/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('uniform');
  await expect(page).toHaveURL(/#\/steer\/.+/);
  const text = await shownText(page).innerText();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('uniform');
  expect(await shownText(page).innerText()).toBe(text);
});

test('looking around stores nothing, and a touch of many steps stores one run', async ({ page }) => {
  await openSteer(page);
  const runs = async () => {
    await page.getByRole('link', { name: 'History' }).click();
    await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
    const stored = page.getByRole('button', { name: /^Export the run/ });
    await page.waitForTimeout(300);
    return stored.count();
  };
  expect(await runs()).toBe(0);
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Steer' }).click();
  await slider(page, 'Security').focus();
  for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  await expect(page).toHaveURL(/#\/steer\/.+/);
  expect(await runs()).toBe(1);
});

test('a damaged address opens the app all the same', async ({ page }) => {
  await page.goto('./#/steer/%');
  await expect(page.getByText('distance Δ')).toBeVisible();
});

test('with nothing set, no step claims that something was reached', async ({ page }) => {
  await openSteer(page);
  await page.getByRole('button', { name: /Own profile/ }).click();
  await page.getByRole('button', { name: 'Unset every value' }).click();
  await page.getByRole('button', { name: /^5 Response/ }).click();
  await expect(page.getByText('No value is set, so there is nothing to measure against.')).toBeVisible();
});
