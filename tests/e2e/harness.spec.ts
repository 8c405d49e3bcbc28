import { test as plain, type BrowserContext, type Page } from '@playwright/test';
import { watchForProblems } from './fixtures/problems';
import { expect, test } from './fixtures/test';

/** A page on the built site in a context that is watched, but whose problems don't fail the test. */
async function watched(context: BrowserContext, baseURL = ''): Promise<{ page: Page; problems: string[] }> {
  const problems = watchForProblems(context, new URL(baseURL).origin);
  const page = await context.newPage();
  await page.goto(baseURL);
  expect(problems).toEqual([]);
  return { page, problems };
}

plain('the watch sees console errors and errors that nothing caught', async ({ context, baseURL }) => {
  const { page, problems } = await watched(context, baseURL);
  await page.evaluate(() => {
    console.error('planted');
    setTimeout(() => {
      throw new Error('thrown');
    });
  });
  await expect.poll(() => problems.length).toBe(2);
  expect(problems[0]).toMatch(/^console error: planted/);
  expect(problems[1]).toBe('uncaught error: thrown');
});

plain('the watch sees requests to another origin', async ({ context, baseURL }) => {
  const { page, problems } = await watched(context, baseURL);
  // A page without the site's policy, which would forbid the request before it is one.
  await page.goto('about:blank');
  await page.evaluate(() => fetch('http://127.0.0.1:9/').catch(() => undefined));
  expect(problems).toContain('request to another origin: http://127.0.0.1:9/');
});

test.describe('the built page', () => {
  test.use({ expectedProblems: [/^console error: .*Content Security Policy/] });

  test('is forbidden by its own policy to reach another origin', async ({ page }) => {
    await page.goto('./');
    const reached = await page.evaluate(() =>
      fetch('http://127.0.0.1:9/').then(
        () => true,
        () => false,
      ),
    );
    expect(reached).toBe(false);
  });
});
