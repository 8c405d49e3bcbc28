import type { Run } from '../../src/domain/runs/run';
import { storedRuns } from './fixtures/stored-runs';
import {
  addModel,
  assignAll,
  expect,
  kept,
  lead,
  runBar,
  steerToEnd,
  test,
  TINY,
  TINY_BASE,
  untilInMemory,
} from './fixtures/with-models';

/**
 * Every path of the engine on the CPU with a language model of random weights: it is real to llama.cpp, is made in a moment,
 * and writes nonsense. What a real model makes of the method is the concern of the real-model tests.
 */
const RUN_MS = 240_000;

const modelRuns = (runs: readonly Run[]) => runs.filter(({ summary }) => summary.model !== undefined);

test('a model is fetched with progress in bytes, paused, gone on with and loaded, and says so', async ({
  page,
  host,
}) => {
  await page.goto('./#/models');
  await addModel(page, host.address(TINY));
  host.conditions.bytesPerSecond = 200_000;
  await page.getByRole('button', { name: 'Get tiny' }).click();
  const coming = lead(page, 'tiny is on its way');
  await expect(coming).toContainText(/Downloading 0\.[1-9] of 1\.1 MB/);
  await coming.getByRole('button', { name: 'Pause' }).click();
  await expect(lead(page, 'tiny is paused')).toContainText(/Here 0\.\d of 1\.1 MB/);

  // What has come outlives the page.
  await page.reload();
  host.conditions.bytesPerSecond = null;
  host.forget();
  await page.getByRole('button', { name: 'Go on tiny' }).click();
  await untilInMemory(page, 'tiny');
  expect(host.asked(TINY).partial).toBeGreaterThan(0);
  expect(host.asked(TINY).bytes).toBeLessThan(1_100_000);
  await expect(page.getByRole('row', { name: /^tiny/ })).toContainText('in use');
  await expect(page.getByRole('region', { name: 'What left this device' })).toContainText(
    'all for model files',
  );
});

test('a broken connection keeps what has come, and the download goes on from there', async ({
  page,
  host,
}) => {
  await page.goto('./#/models');
  await addModel(page, host.address(TINY));
  host.conditions.cutAfterBytes = 300_000;
  await page.getByRole('button', { name: 'Get tiny' }).click();
  await expect.poll(() => host.asked(TINY).bytes).toBeGreaterThan(0);
  host.conditions.cutAfterBytes = null;
  const again = lead(page, 'tiny did not arrive whole').getByRole('button', { name: 'Try again' });
  const inMemory = lead(page, /^tiny is (being tested|ready)$/);
  await expect(again.or(inMemory)).toBeVisible({ timeout: 60_000 });
  if (await again.isVisible()) await again.click();
  await untilInMemory(page, 'tiny');
});

test('a GGUF without a chat template is refused with a sentence', async ({ page, host }) => {
  await page.goto('./#/models');
  await addModel(page, host.address(TINY_BASE));
  await page.getByRole('button', { name: 'Get tiny-base' }).click();
  const refused = lead(page, 'tiny-base can’t be used');
  await expect(refused).toBeVisible({ timeout: 60_000 });
  await expect(refused.getByRole('alert')).toContainText(/chat template|can’t chat|not .* chat/i);
});

test('a model is taken in from a disk without a network, and is there after a reload', async ({
  page,
  host,
}) => {
  await page.goto('./#/models');
  const file = host.file(TINY);
  await host.unplug();
  await page.getByRole('button', { name: 'Add a model of your own' }).click();
  const dialog = page.getByRole('dialog', { name: 'A model of your own' });
  await dialog.getByRole('tab', { name: 'From a disk' }).click();
  await dialog.locator('input[type=file]').first().setInputFiles(file);
  await expect(page.getByRole('row', { name: /^tiny/ })).toContainText(
    /ready offline|starts online only|in use|testing|loading/,
    {
      timeout: 30_000,
    },
  );
  await page.reload();
  await expect(page.getByRole('row', { name: /^tiny/ })).toContainText(/ready offline|starts online only/);
  await page.getByRole('button', { name: 'Use tiny' }).click();
  await untilInMemory(page, 'tiny');
});

test('the model writes, its text is seen as it comes, and the run is stored with who did what', async ({
  page,
  host,
}) => {
  await page.goto('./#/models');
  await addModel(page, host.address(TINY));
  await page.getByRole('button', { name: 'Get tiny' }).click();
  await untilInMemory(page, 'tiny');
  await page.getByRole('button', { name: 'Steer with it' }).click();
  await steerToEnd(page, RUN_MS);
  const [run] = modelRuns(await storedRuns(page)).slice(-1);
  expect(run?.summary.model).toBe('tiny');
  const started = run?.events[0];
  expect(started?.type === 'started' && started.config.model?.backend).toMatch(/^CPU, /);
  const answer = run?.events.find((event) => event.type === 'answer');
  const failed = run?.events.find((event) => event.type === 'failed');
  // Nonsense may be refused, but then in words; it never becomes an answer that nobody gave.
  if (answer) expect(answer.by.cost?.completion).toBeGreaterThan(0);
  else expect(failed?.message).toContain('tiny');
});

test('serving every primitive ends in a result or in a sentence, with all that was done kept', async ({
  page,
  host,
}) => {
  await page.goto('./#/models');
  await addModel(page, host.address(TINY));
  await page.getByRole('button', { name: 'Get tiny' }).click();
  await untilInMemory(page, 'tiny');
  await assignAll(page, 'tiny');
  await page.getByRole('button', { name: 'Steer with it' }).click();
  await steerToEnd(page, RUN_MS);
  const [run] = modelRuns(await storedRuns(page)).slice(-1);
  const last = run?.events.at(-1);
  expect(['finished', 'failed']).toContain(last?.type);
  if (last?.type === 'failed') await expect(runBar(page)).toContainText(last.message.slice(0, 40));
  for (const event of run?.events ?? []) {
    if ('by' in event) expect(event.by.reasoner, event.type).toBe('llm');
  }
});

test('a run that is stopped keeps what there is, also over a reload', async ({ page, host }) => {
  await page.goto('./#/models');
  await addModel(page, host.address(TINY));
  await page.getByRole('button', { name: 'Get tiny' }).click();
  await untilInMemory(page, 'tiny');
  await assignAll(page, 'tiny');
  await page.getByRole('button', { name: 'Steer with it' }).click();
  await runBar(page).getByRole('button', { name: 'Steer', exact: true }).click();
  await runBar(page).getByRole('button', { name: 'Stop' }).click();
  await expect(runBar(page)).toContainText(/^Stopped /);
  const end = async () =>
    modelRuns(await storedRuns(page))
      .at(-1)
      ?.events.at(-1);
  await expect.poll(end).toMatchObject({ type: 'finished', outcome: 'stopped' });

  await page.reload();
  await expect(runBar(page)).toContainText(/^Stopped /);
  await expect(runBar(page)).toContainText('tiny');
});

test('a page that its host does not isolate is isolated on demand, and the engine then has all cores', async ({
  page,
  host,
  site,
}) => {
  await page.goto('./#/models');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await page.getByRole('button', { name: /^Use all \d+ cores/ }).click();
  await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true);
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  await expect(page.getByText(`${cores} processor cores to use, as you chose`)).toBeVisible();

  await addModel(page, host.address(TINY));
  await page.getByRole('button', { name: 'Get tiny' }).click();
  await untilInMemory(page, 'tiny');

  // The choice, the app, the engine and the model are all here: a visit without any network.
  await kept(page);
  await site.unplug();
  await host.unplug();
  await page.reload();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await page
    .getByRole('button', { name: /^(Load again|Use tiny)/ })
    .first()
    .click();
  await untilInMemory(page, 'tiny');
  await page.getByRole('button', { name: 'Steer with it' }).click();
  await steerToEnd(page, RUN_MS);
  const [run] = modelRuns(await storedRuns(page)).slice(-1);
  const started = run?.events[0];
  expect(started?.type === 'started' && started.config.model?.backend).toMatch(/^CPU, \d+ threads$/);

  // And back.
  await page.getByRole('navigation').getByRole('link', { name: 'Models' }).click();
  await page.getByRole('button', { name: /^Use one core again/ }).click();
  await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => true)).toBe(false);
});
