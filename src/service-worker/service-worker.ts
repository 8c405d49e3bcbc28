import { cacheNames, staleCaches } from './cache-names';
import { isolated, unredirected } from './isolate';
import { readIsolationChoice } from './isolation-choice';
import type { OfflineFiles } from './offline-files';
import { planFor, type Plan } from './plan';
import { readRequest } from './requests';

/**
 * Makes the app open without a network, and isolates its page where the person wants that and the host sends no headers
 * for it. A newer build takes over when no page of the older one is open any more: until then the older one's lazy
 * parts stay within reach.
 */
declare const self: ServiceWorkerGlobalScope;
/** Put in by the build. */
declare const __OFFLINE_FILES__: OfflineFiles;

const files = __OFFLINE_FILES__;
const scope = self.registration.scope;
const names = cacheNames(scope, files.version);
/** How long the network has to answer before the page that was kept is shown, in milliseconds. */
const PATIENCE_MS = 4000;

self.addEventListener('install', (event) => event.waitUntil(keepAtOnce()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('message', (event) => {
  const [port] = event.ports;
  const asked = readRequest(event.data);
  if (!port || !asked) return;
  event.waitUntil(
    keepEngine(asked.engine).then(
      () => port.postMessage(true),
      () => port.postMessage(false),
    ),
  );
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { method, url, mode, destination } = request;
  const partial = request.headers.has('range');
  const plan = planFor({ method, url, mode, destination, partial }, files, scope);
  if (plan.kind !== 'pass') {
    // Without what is kept (a full or broken disk, a browser that forbids it) the network still answers.
    event.respondWith(answer(plan, request).catch(() => fetch(request)));
  }
});

async function keepAtOnce(): Promise<void> {
  const shell = await caches.open(names.shell);
  await Promise.all([
    keepFresh(shell, scope),
    ...files.atOnce.map(async (file) => {
      const address = new URL(file, scope).href;
      const known = isHashed(address) ? await caches.match(address) : undefined;
      if (known) await shell.put(address, known);
      else await keepFresh(shell, address);
    }),
  ]);
}

/** A name with a hash has the same content in every build. */
const isHashed = (address: string): boolean => address.startsWith(new URL('assets/', scope).href);

async function keepFresh(cache: Cache, address: string): Promise<void> {
  // A name with a hash can't be stale; every other may be.
  const response = await fetch(address, { cache: isHashed(address) ? 'default' : 'no-cache' });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  await cache.put(address, unredirected(response));
}

async function takeOver(): Promise<void> {
  const stale = staleCaches(await caches.keys(), scope, files.version);
  await Promise.all(stale.map((name) => caches.delete(name)));
  const engines = await caches.open(names.engines);
  const wanted = new Set(files.onUse.map((file) => new URL(file, scope).href));
  const kept = await engines.keys();
  await Promise.all(kept.filter(({ url }) => !wanted.has(url)).map((request) => engines.delete(request)));
  // The page that is open now gets its engine kept when it first uses one.
  await self.clients.claim();
}

/** The engine's own files, so that a model which was downloaded also starts without a network. */
async function keepEngine(engine: string): Promise<void> {
  const engines = await caches.open(names.engines);
  const wanted = files.onUse.filter((file) => file.includes(engine));
  if (wanted.length === 0) throw new Error(`This build has no engine called ${engine}.`);
  const missing: string[] = [];
  for (const file of wanted) {
    const address = new URL(file, scope).href;
    if (!(await engines.match(address))) missing.push(address);
  }
  await engines.addAll(missing);
}

async function answer(plan: Exclude<Plan, { kind: 'pass' }>, request: Request): Promise<Response> {
  const response = await find(plan, request);
  const mayNeedHeaders = plan.kind === 'page' || /worker/.test(request.destination);
  return mayNeedHeaders && (await readIsolationChoice(scope)) ? isolated(response) : response;
}

async function find(plan: Exclude<Plan, { kind: 'pass' }>, request: Request): Promise<Response> {
  if (plan.kind === 'page') return page(request);
  if (plan.kind === 'network') return fetch(request);
  const address = new URL(plan.file, scope).href;
  const cache = await caches.open(plan.kind === 'kept' ? names.shell : names.engines);
  const known = await cache.match(address);
  if (known) return known;
  const response = await fetch(request);
  // A full disk must not keep the engine from starting.
  if (response.ok && plan.kind === 'keep') await cache.put(address, response.clone()).catch(() => undefined);
  return response;
}

/** The newest page where the network gives one in time, else the one that belongs to the files that are kept. */
async function page(request: Request): Promise<Response> {
  const shell = await caches.open(names.shell);
  const known = await shell.match(scope);
  const fromNetwork = fetch(request);
  if (!known) return fromNetwork;
  const patience = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS));
  const response = await Promise.race([fromNetwork.catch(() => undefined), patience]);
  // While a new build is being put in place, a host may say that there is no page (404), not only that it is broken (5xx).
  return response && response.status < 400 ? response : known;
}
