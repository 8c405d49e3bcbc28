// First: everything below brings zod with it.
import '../../no-eval';
import { privateFiles } from './store/private-files.browser';
import { estimateStorage } from './storage-estimate.browser';
import { StoreDesk } from './store/store-desk';
import { weightCache } from './store/weight-cache.browser';

/** Entry point of the download worker: files are written and hashed here, and no page has to stay awake for it. */
const desk = new StoreDesk(
  {
    fetch: (url, init) => fetch(url, init),
    files: privateFiles,
    cache: weightCache,
    now: () => Date.now(),
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const timer = setTimeout(done, ms);
        function done(): void {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          resolve();
        }
        signal.addEventListener('abort', done);
      }),
    online: () => navigator.onLine,
    freeBytes: async () => {
      const storage = await estimateStorage();
      return storage && Math.max(0, storage.quota - storage.used);
    },
    alone: (name, work) =>
      navigator.locks.request(`steerboard ${name}`, { ifAvailable: true }, async (lock) =>
        lock === null ? null : { value: await work() },
      ),
    newKey: () => crypto.randomUUID(),
  },
  (call, answer) => postMessage({ call, answer }),
);

addEventListener('message', (event: MessageEvent<unknown>) => desk.hear(event.data));
