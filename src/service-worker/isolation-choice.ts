import { cacheNames } from './cache-names';

/**
 * Whether the page shall be isolated: written by the page, read by the service worker. It lies in a cache, the one
 * kind of storage that both reach without asking each other.
 */
const ENTRY = 'isolation';
const ON = 'on';

const place = (scope: string): Promise<Cache> => caches.open(cacheNames(scope, '').choices);

export async function readIsolationChoice(scope: string): Promise<boolean> {
  const entry = await (await place(scope)).match(new URL(ENTRY, scope));
  return (await entry?.text()) === ON;
}

export async function writeIsolationChoice(scope: string, on: boolean): Promise<void> {
  const cache = await place(scope);
  const address = new URL(ENTRY, scope);
  if (on) await cache.put(address, new Response(ON));
  else await cache.delete(address);
}
