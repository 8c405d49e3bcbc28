import { expect, test, type Page } from '@playwright/test';
import { openSession, type Session } from './session';

/*
 * The same engine as a person meets it: a model taken in from a disk on the Models screen, loaded, made to write on the
 * Steer screen, stopped, and loaded again without a network. (By an address the screen offers no model for an adapter that
 * computes on the CPU; what is here already may be tried.) Each test goes on where the one before it ended.
 */
test.describe.configure({ mode: 'serial' });

/** These only end what hangs. */
const LOAD_MS = 5 * 60_000;
const CALL_MS = 3 * 60_000;

let session: Session;
let page: Page;

test.beforeAll(async () => {
  session = await openSession();
  page = await session.open('#/models');
});
test.afterEach(async ({}, info) => {
  if (info.status !== info.expectedStatus) await page.screenshot({ path: info.outputPath('screen.png') });
});
test.afterAll(() => session.close());

const lead = (ending: string) => page.getByRole('heading', { name: new RegExp(` ${ending}$`) });

/** The self-test is not of interest here: what random weights are worth is known. */
async function waitUntilReady(): Promise<void> {
  const skip = page.getByRole('button', { name: 'Skip the test' });
  await expect(skip.or(lead('is ready'))).toBeVisible({ timeout: LOAD_MS });
  if (await skip.isVisible()) await skip.click();
  await expect(lead('is ready')).toBeVisible({ timeout: CALL_MS });
}

test('a model is taken in from a disk, and loaded in phases', async () => {
  await page.getByRole('button', { name: 'Add a model of your own' }).click();
  await page.getByRole('tab', { name: 'From a disk' }).click();
  await page.getByLabel('Model files').setInputFiles(session.files);
  await expect(lead('is being loaded')).toBeVisible({ timeout: LOAD_MS });
  await expect(page.getByText('Compiling shaders').first()).toBeVisible({ timeout: LOAD_MS });
  await waitUntilReady();
});

test('it writes token by token, and a stop keeps what there is', async () => {
  await page.getByRole('button', { name: 'Steer with it' }).click();
  const run = page.getByRole('region', { name: 'The run' });
  await run.getByRole('button', { name: /^Steer/ }).click();
  const written = page.getByRole('group', { name: 'The answer before steering' });
  await expect(written).toContainText(/\S{3}/, { timeout: CALL_MS });
  const before = (await written.innerText()).length;
  await expect
    .poll(async () => (await written.innerText()).length, { timeout: CALL_MS })
    .toBeGreaterThan(before);
  await run.getByRole('button', { name: 'Stop' }).click();
  await expect(run).toContainText('Everything up to there is kept.', { timeout: CALL_MS });
  await expect(written).toContainText('Unfinished: it breaks off here.');
  expect((await written.innerText()).length).toBeGreaterThan(before);
});

test('it is loaded again in a new browser with the network cut', async () => {
  const kept = () =>
    page.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => !name.startsWith('webllm/'));
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().some(({ url }) => url.includes('webllm.worker'));
    });
  await expect.poll(kept, { message: 'the engine’s code is kept', timeout: CALL_MS }).toBe(true);
  await session.cutNetwork();
  page = await session.open('#/models');
  await page.getByRole('button', { name: /^Use .*q4f32/ }).click();
  await waitUntilReady();
});

test('it is unloaded, and the built-in reasoner is in use again; nothing was asked of any other host', async () => {
  await page.getByRole('button', { name: 'Unload', exact: true }).click();
  const row = page.getByRole('row', { name: /^Built-in reasoner/ });
  await expect(row).toContainText('in use', { timeout: CALL_MS });
  expect(session.asked).toEqual([]);
});
