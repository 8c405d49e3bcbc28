import type { Page } from '@playwright/test';
import { expectNoAxeViolations } from './fixtures/axe';
import { expect, test } from './fixtures/test';

const canvas = (page: Page) => page.getByRole('application', { name: 'Graph' });

async function openGraph(page: Page): Promise<void> {
  await page.goto('./#/graph');
  await expect(canvas(page).locator('canvas').first()).toBeVisible();
}

/** The lines of the text twin, which says what the canvas shows. */
const edgeRow = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Edges' }).getByRole('button', { name: `Select ${name}` });

/** Walks with the arrow keys until the keyboard is on the node, as a person does who hears where it is. */
async function walkTo(page: Page, name: string): Promise<void> {
  const where = page.locator('p[id$="-description"]');
  for (const key of ['', ...Array(6).fill('ArrowUp'), ...Array(6).fill('ArrowLeft')]) {
    if (key !== '') await page.keyboard.press(key);
    if ((await where.textContent())?.startsWith(`${name}.`)) return;
  }
  await page.keyboard.press('/');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await canvas(page).focus();
  await expect(where).toContainText(`${name}.`);
}

test('a five-value graph is built, asked and undone by keyboard alone', async ({ page }) => {
  await openGraph(page);
  await page.getByRole('button', { name: 'New' }).focus();
  await page.keyboard.press('Enter');
  await expect(canvas(page)).toBeFocused();

  await page.keyboard.press('n');
  for (const name of ['Security', 'Conformity', 'Stimulation', 'Hedonism', 'Power']) {
    await page.keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: 'Name', exact: true })).toBeFocused();
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await expect(canvas(page)).toBeFocused();
    await expect(page.getByRole('combobox', { name: `Name of ${name}`, exact: true })).toHaveValue(name);
  }

  await page.keyboard.press('e');
  for (const [from, to] of [
    ['Security', 'Conformity'],
    ['Conformity', 'Stimulation'],
    ['Security', 'Stimulation'],
    ['Stimulation', 'Hedonism'],
  ] as const) {
    await walkTo(page, from);
    await page.keyboard.press('Enter');
    await walkTo(page, to);
    await page.keyboard.press('Enter');
    await expect(edgeRow(page, `${from} → ${to}`)).toBeVisible();
  }

  // A circle is refused, with the reason, and changes nothing.
  await walkTo(page, 'Hedonism');
  await page.keyboard.press('Enter');
  await walkTo(page, 'Security');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('would close a circle');
  await expect(edgeRow(page, 'Hedonism → Security')).toHaveCount(0);

  // Three steps down: from 0.3 to −0.3 in steps of 0.05.
  await page.keyboard.press('v');
  await walkTo(page, 'Security');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  for (let step = 0; step < 12; step++) await page.keyboard.press('-');
  await expect(
    page.getByRole('textbox', { name: 'Weight of Security → Stimulation', exact: true }),
  ).toHaveValue('-0.3');
  await expectNoAxeViolations(page);

  await page.getByRole('radio', { name: 'Edit' }).focus();
  await page.keyboard.press('ArrowRight');
  await canvas(page).focus();
  await walkTo(page, 'Security');
  await page.keyboard.press('Enter');
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'One more on Security' })).toContainText(
    'One more on Security: 0.3 more Conformity, through 1 path; 0.2 less Stimulation, through 2 paths',
  );
  await expectNoAxeViolations(page);

  await page.keyboard.press('Escape');
  await expect(canvas(page)).toBeFocused();
  for (let step = 0; step < 13; step++) await page.keyboard.press('Control+z');
  await expect(edgeRow(page, 'Stimulation → Hedonism')).toHaveCount(0);
  await expect(edgeRow(page, 'Security → Stimulation')).toBeVisible();
  await page.keyboard.press('Control+y');
  await expect(edgeRow(page, 'Stimulation → Hedonism')).toBeVisible();
});

test('setting a value cuts the arrows into it, shifting does not', async ({ page }) => {
  await openGraph(page);
  await page.getByText('Intervene', { exact: true }).click();
  await page.getByRole('combobox', { name: 'Node to act on' }).selectOption('Stimulation');
  await page.getByRole('button', { name: 'One more' }).click();
  await expect(page.getByText(/^Cut:/)).toHaveCount(0);
  await page.getByText('Set', { exact: true }).click();
  await expect(page.getByText(/^Cut: .*→ Stimulation/)).toBeVisible();
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(page.getByText(/^Cut:/)).toHaveCount(0);
});

test('a node is dragged, and one undo puts it back', async ({ page }) => {
  await openGraph(page);
  await page.getByRole('tab', { name: 'Text' }).click();
  const text = page.getByRole('tabpanel').getByRole('textbox').first();
  await expect(text).toHaveValue(/security/i);
  const before = await text.inputValue();
  const box = await canvas(page).boundingBox();
  if (!box) throw new Error('The canvas has no place on the page.');
  // Self-Direction stands on top of the circle.
  const [x, y] = [box.x + box.width / 2, box.y + 62];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 30, { steps: 8 });
  await page.mouse.up();
  await expect(text).not.toHaveValue(before);
  await canvas(page).focus();
  await page.keyboard.press('Control+z');
  await expect(text).toHaveValue(before);
});

test('the tables do all of it without the canvas @phone', async ({ page }) => {
  await openGraph(page);
  const edges = page.getByRole('region', { name: 'Edges' });
  const nodes = page.getByRole('region', { name: 'Nodes' });
  await nodes.getByRole('textbox', { name: 'Name of the new node' }).fill('Age');
  await nodes.getByRole('button', { name: 'Add node' }).click();
  await edges.getByRole('combobox', { name: 'Cause', exact: true }).selectOption('Age');
  await edges.getByRole('combobox', { name: 'Effect', exact: true }).selectOption('Security');
  await edges.getByRole('button', { name: 'Add edge' }).click();
  await expect(edgeRow(page, 'Age → Security')).toBeVisible();
  await edges.getByRole('button', { name: 'Reverse Age → Security' }).click();
  await expect(edgeRow(page, 'Security → Age')).toBeVisible();
  const known = page.getByRole('region', { name: 'What is known' });
  await known.getByRole('combobox', { name: 'Known cause' }).selectOption('Power');
  await known.getByRole('combobox', { name: 'Known effect' }).selectOption('Age');
  await known.getByRole('button', { name: 'Forbid' }).click();
  await expect(known.getByRole('button', { name: 'Release Power → Age' })).toBeVisible();
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(known.getByRole('button', { name: 'Release Power → Age' })).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test('the name of the graph is shown whole, and a long one does not widen the page @phone', async ({
  page,
}) => {
  await openGraph(page);
  await page.getByRole('button', { name: 'New', exact: true }).click();
  const title = page.getByRole('textbox', { name: 'Name of the graph' });
  await expect(title).toHaveValue('New graph');
  expect(await title.evaluate((field) => field.scrollWidth <= field.clientWidth)).toBe(true);
  await title.fill('What people hold dear, and what follows when it all changes!');
  await title.press('Enter');
  await expect(title).toHaveValue(/^.{60}$/);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});
