import type { Page } from '@playwright/test';
import { tinyGguf } from '../../scripts/models/tiny-gguf';
import { expectNoAxeViolations } from './fixtures/axe';
import { expect, test } from './fixtures/test';

const lead = (page: Page, title: string | RegExp) => page.getByRole('heading', { level: 2, name: title });
const card = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });
const pill = (page: Page) => page.getByRole('link', { name: /^Who answers:/ });

async function openModels(page: Page): Promise<void> {
  await page.goto('./#/models');
  await expect(lead(page, /fits this machine$/)).toBeVisible();
}

async function openOwn(page: Page, way: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a model of your own' }).click();
  await page.getByRole('tab', { name: way }).click();
}

/** Takes in the tiny model from a “disk”, and uses it without its self-test: its weights are random. */
async function useTiny(page: Page): Promise<void> {
  await openOwn(page, 'From a disk');
  const buffer = Buffer.from(tinyGguf({ template: true, seed: 1 }));
  const files = page.getByLabel('Model files');
  await files.setInputFiles({ name: 'tiny.gguf', mimeType: 'application/octet-stream', buffer });
  await untilReady(page);
}

async function untilReady(page: Page): Promise<void> {
  const skip = page.getByRole('button', { name: 'Skip the test' });
  const ready = lead(page, 'tiny is ready');
  await expect(skip.or(ready)).toBeVisible({ timeout: 60_000 });
  // It may be over before it is skipped.
  await skip.click({ timeout: 2000 }).catch(() => undefined);
  await expect(ready).toBeVisible({ timeout: 60_000 });
}

test('without a GPU it says so, advises the processor’s engine, and fetches nothing @phone', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await openModels(page);
  await expect(card(page, 'This machine')).toContainText(/found no GPU|gives pages no GPU/);
  await expect(lead(page, 'SmolLM2 135M fits this machine')).toBeVisible();
  const advice = page.getByRole('region', { name: 'SmolLM2 135M fits this machine' });
  await expect(advice).toContainText('98 MB, once');
  await expect(advice).toContainText('on the processor');
  await expect(advice).toContainText('Apache-2.0');
  await expect(advice).toContainText('Only model files are asked for, from huggingface.co.');
  await expect(card(page, 'What left this device')).toContainText('Nothing.');
  await expectNoAxeViolations(page);
  // Neither engine comes before a model is chosen, and no model before a person asks for it.
  expect(asked.filter((path) => /wllama|webllm|web-llm|\.wasm|\.gguf/i.test(path))).toEqual([]);
});

test('models that do not fit are listed on demand, with the reason @phone', async ({ page }) => {
  await openModels(page);
  await page.getByRole('button', { name: /^Show \d+ models that do not fit/ }).click();
  await expect(page.getByText('does not fit', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Qwen 3.5 2B' }).click();
  await expect(page.getByText(/^It needs a GPU/)).toBeVisible();
  await expect(page.getByText('4,096 tokens').first()).toBeVisible();
  await expectNoAxeViolations(page);
});

test('an address of one’s own is taken with its reason for refusal, and kept @phone', async ({ page }) => {
  await openModels(page);
  await openOwn(page, 'Address');
  const dialog = page.getByRole('dialog', { name: 'A model of your own' });
  const address = dialog.getByRole('textbox', { name: 'Address', exact: true });
  const add = dialog.getByRole('button', { name: 'Add to the list' });
  for (const [typed, reason] of [
    ['', /Paste the address/],
    ['cat pictures', /no web address/],
    ['http://192.168.1.7/model.gguf', /Browsers let a page load nothing/],
    ['https://models.example.org/model.safetensors', /can’t be run in a browser/],
  ] as const) {
    await address.fill(typed);
    await add.click();
    await expect(dialog.getByRole('alert')).toHaveText(reason);
  }
  await expectNoAxeViolations(page);
  await address.fill('https://models.example.org/llms/small-1b.Q4_0.gguf');
  await add.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Get small-1b.Q4_0' })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'small-1b.Q4_0', exact: true }).click();
  await page.getByRole('button', { name: 'Take off the list' }).click();
  await expect(page.getByRole('button', { name: 'Get small-1b.Q4_0' })).toBeHidden();
});

test('a server is one on this machine, and it is said where the text goes', async ({ page }) => {
  await openModels(page);
  await openOwn(page, 'Server on this machine');
  const dialog = page.getByRole('dialog', { name: 'A model of your own' });
  await expect(dialog).toContainText('Questions, profiles and answers then go to that server.');
  await dialog.getByRole('textbox', { name: 'Address', exact: true }).fill('https://api.example.com/v1');
  await dialog.getByRole('textbox', { name: /^Model, as/ }).fill('large');
  await dialog.getByRole('button', { name: 'Add to the list' }).click();
  await expect(dialog.getByRole('alert')).toContainText('is another machine');
  await expectNoAxeViolations(page);
});

test('all of it works by keyboard', async ({ page }) => {
  await openModels(page);
  await page.getByRole('button', { name: 'SmolLM2 135M' }).first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('135 million')).toBeVisible();
  await page.getByRole('button', { name: 'Add a model of your own' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Address' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Choose a folder' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Add a model of your own' })).toBeFocused();
});

test('a load that ended the page is named and not repeated', async ({ page }) => {
  await page.addInitScript(() => {
    if (sessionStorage.getItem('killed-once') !== null) return;
    sessionStorage.setItem('killed-once', 'yes');
    const id = 'SmolLM2-135M-Instruct-Q4_1-GGUF';
    const last = { id, name: 'SmolLM2 135M', loadMs: 4000 };
    localStorage.setItem('steerboard:models', JSON.stringify({ loading: id, last, atStart: true }));
  });
  await page.goto('./');
  await expect(
    page.getByRole('status').filter({ hasText: 'Loading SmolLM2 135M ended this page last time' }),
  ).toBeVisible();
  await expect(pill(page)).toContainText('Built-in reasoner');
  await page.getByRole('button', { name: 'See models' }).click();
  await expect(
    page.getByText('Loading SmolLM2 135M ended this page last time', { exact: true }),
  ).toBeVisible();
  await expect(lead(page, 'SmolLM2 135M fits this machine')).toBeHidden();
  await expectNoAxeViolations(page);
});

test.describe('with a tiny model', () => {
  // Engines load and compile 9 MB of WebAssembly here.
  test.setTimeout(180_000);

  test('a file from a disk is taken in, used, offered again after a reload, and deleted', async ({
    page,
  }) => {
    await openModels(page);
    await useTiny(page);
    await expect(pill(page)).toContainText('tiny');
    await expectNoAxeViolations(page);
    const judge = page.getByRole('combobox', { name: 'Judges the result' });
    await judge.selectOption('llm');
    await expect(page.getByText('partly set by you')).toBeVisible();

    await page.reload();
    await expect(lead(page, 'tiny is here, but not in memory')).toBeVisible();
    await expect(pill(page)).toContainText('Built-in reasoner');
    await expect(judge).toHaveValue('llm');
    await page.getByRole('checkbox', { name: 'Load it when Steerboard opens' }).check();
    await page.reload();
    await untilReady(page);

    await page.getByRole('button', { name: 'tiny', exact: true }).click();
    await page.getByRole('button', { name: /^Delete its files/ }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(lead(page, /fits this machine$/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'tiny', exact: true })).toBeHidden();
    await expect(card(page, 'What left this device')).toContainText('Nothing.');
  });

  test('two tabs hand the model over', async ({ page, context }) => {
    await openModels(page);
    await useTiny(page);
    const other = await context.newPage();
    await other.goto('./#/models');
    await other.getByRole('button', { name: /^Load again/ }).click();
    await expect(lead(other, 'Another Steerboard tab holds the model')).toBeVisible();
    await expectNoAxeViolations(other);
    await page.getByRole('link', { name: 'Steer', exact: true }).click();
    await other.getByRole('button', { name: 'Use tiny here' }).click();
    // Said on whatever screen the first tab shows.
    await expect(page.getByText('Another tab has taken tiny over.')).toBeVisible();
    await expect(pill(page)).toContainText('tiny is in another tab');
    await untilReady(other);
    // A tab that is closed lets go by itself.
    await other.close();
    await page.getByRole('button', { name: 'See models' }).click();
    await page.getByRole('button', { name: 'Use tiny here again' }).click();
    await untilReady(page);
  });
});
