import type { WeightCache } from './store-ports';

const LENGTH = 'content-length';

/** The Cache API under web-llm's own names, so that web-llm finds everything and asks the network for nothing. */
export const weightCache: WeightCache = {
  async put(scope, url, body, contentType) {
    const headers = { 'content-type': contentType, [LENGTH]: String(body.size) };
    await (await caches.open(scope)).put(url, new Response(body, { headers }));
  },
  async get(scope, url) {
    const found = await (await caches.open(scope)).match(url);
    return (await found?.blob()) ?? null;
  },
  async size(scope, url) {
    const found = await (await caches.open(scope)).match(url);
    if (found === undefined) return null;
    // Written beside the body, which is there whole or not at all: a check need not read gigabytes.
    const said = found.headers.get(LENGTH);
    return said === null ? (await found.blob()).size : Number(said);
  },
  async remove(scope, url) {
    await (await caches.open(scope)).delete(url);
  },
};
