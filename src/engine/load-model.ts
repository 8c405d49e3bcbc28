import { failureOf } from './failures';
import type { LoadedModel, LoadOptions } from './loaded-model';
import type { ModelEntry } from './models/model-entry';
import type { ModelStore, StoredModel } from './models/model-store';

/**
 * Brings a model into memory. The files of a model that runs here must be in
 * this browser: nothing is fetched from the network. Each engine's code
 * comes with the first model that needs it.
 * @throws EngineFailure, or an AbortError when the signal fires
 */
export async function loadModel(
  entry: ModelEntry,
  store: Pick<ModelStore, 'list' | 'check' | 'blobs'>,
  options: LoadOptions = {},
): Promise<LoadedModel> {
  switch (entry.engine) {
    case 'webllm': {
      const { loadWithWebllm } = await import('./webllm/load-with-webllm');
      return loadWithWebllm(await storedModel(entry, store), options);
    }
    case 'wllama': {
      const { loadWithWllama } = await import('./wllama/load-with-wllama');
      return loadWithWllama(await storedModel(entry, store), await store.blobs(entry.id), options);
    }
    case 'endpoint': {
      const { loadServerModel } = await import('./endpoint/endpoint.browser');
      return loadServerModel(entry, options);
    }
    case 'prompt-api': {
      const { loadBrowserModel } = await import('./prompt-api/prompt-api.browser');
      return loadBrowserModel(entry, options);
    }
  }
}

/**
 * The model as it is stored, with the revision that its files were pinned to.
 * @throws EngineFailure where a file is missing: an engine would fetch it behind the person's back, or fail later
 */
async function storedModel(
  entry: ModelEntry,
  store: Pick<ModelStore, 'list' | 'check'>,
): Promise<ModelEntry> {
  const [models, { ready, missing }] = await Promise.all([store.list(), store.check(entry.id)]);
  const stored = models.find((model) => model.entry.id === entry.id);
  if (!stored || !ready) throw failureOf('file-damaged', `Missing: ${missing.join(', ') || 'every file'}`);
  return { ...stored.entry, revision: revisionOf(stored) };
}

/** The commit of the files, and for an MLC model its library too, which is code and of no commit. */
function revisionOf({ entry, revision, library }: StoredModel): string | null {
  const commit = revision ?? entry.revision;
  if (library === undefined) return commit;
  const code = `library ${library.slice(0, 12)}`;
  return commit === null ? code : `${commit}, ${code}`;
}
