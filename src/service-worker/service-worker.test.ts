import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const SCOPE = 'https://host.example/demo/';
const KEPT = 'the page that was kept';
const address = (request: RequestInfo | URL): string =>
  new URL(request instanceof Request ? request.url : request).href;

/** Starts the service worker with a network and a storage of the test's own; gives what it answers. */
async function start(network: () => Promise<Response>, open: () => Promise<unknown>) {
  let answers: ((event: unknown) => void) | undefined;
  const addEventListener = (type: string, listener: (event: unknown) => void) => {
    if (type === 'fetch') answers = listener;
  };
  vi.stubGlobal('self', { registration: { scope: SCOPE }, addEventListener });
  vi.stubGlobal('__OFFLINE_FILES__', { version: 'v1', atOnce: ['assets/index-abc.js'], onUse: [] });
  vi.stubGlobal('caches', { open });
  vi.stubGlobal('fetch', network);
  await import('./service-worker');
  return async (file: string, mode: 'navigate' | 'cors'): Promise<Response> => {
    let given: Promise<Response> | undefined;
    // A request that navigates can't be made by hand.
    const request = new Request(SCOPE + file);
    Object.defineProperty(request, 'mode', { value: mode });
    answers?.({ request, respondWith: (response: Promise<Response>) => (given = response) });
    if (!given) throw new Error(`${file} was left to the browser.`);
    return given;
  };
}

const withPage = async () => ({
  match: async (request: RequestInfo | URL) => (address(request) === SCOPE ? new Response(KEPT) : undefined),
});
const broken = async () => {
  throw new DOMException('The disk is full.', 'UnknownError');
};

beforeEach(() => void vi.resetModules());
afterEach(() => void vi.unstubAllGlobals());

describe('the service worker', () => {
  it.each([
    ['', 'navigate'],
    ['assets/index-abc.js', 'cors'],
  ] as const)('gives “%s” from the network where the storage is broken', async (file, mode) => {
    const ask = await start(async () => new Response('from the network'), broken);
    expect(await (await ask(file, mode)).text()).toBe('from the network');
  });

  it.each([404, 410, 500, 503])('shows the page that was kept where the host answers %i', async (status) => {
    const ask = await start(async () => new Response('no page', { status }), withPage);
    expect(await (await ask('', 'navigate')).text()).toBe(KEPT);
  });

  it('shows the newest page, and what the host says where none was kept', async () => {
    const newest = await start(async () => new Response('newest'), withPage);
    expect(await (await newest('', 'navigate')).text()).toBe('newest');
    vi.resetModules();
    const none = await start(
      async () => new Response('no page', { status: 404 }),
      async () => ({ match: async () => undefined }),
    );
    expect((await none('', 'navigate')).status).toBe(404);
  });

  it('shows the page that was kept where there is no network', async () => {
    const ask = await start(async () => Promise.reject(new TypeError('offline')), withPage);
    expect(await (await ask('', 'navigate')).text()).toBe(KEPT);
  });
});
