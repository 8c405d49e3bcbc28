import type { LoadedModel, LoadOptions } from '../loaded-model';
import type { ModelEntry } from '../models/model-entry';
import { loadEndpoint } from './load-endpoint';
import { loopbackFetch } from './loopback-fetch';

/** Connects to a model behind a server on this machine, from a page. Rejects as `loadEndpoint` does. */
export function loadServerModel(entry: ModelEntry, options: LoadOptions = {}): Promise<LoadedModel> {
  const worker = new Worker(new URL('./loopback.worker.ts', import.meta.url), { type: 'module' });
  return loadEndpoint(
    entry,
    { fetch: loopbackFetch(worker), now: () => performance.now(), release: () => worker.terminate() },
    options,
  );
}
