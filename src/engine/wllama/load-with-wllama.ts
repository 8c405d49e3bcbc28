import type { LoadedModel, LoadOptions } from '../loaded-model';
import type { ModelEntry } from '../models/model-entry';
import { modelUsed } from '../worker/model-used';
import { loadWorkerModel } from '../worker/worker-model';
import { llamaCapabilities } from './llama-capabilities';

/** Loads a GGUF, given as its parts in order, with llama.cpp. */
export function loadWithWllama(
  entry: ModelEntry,
  files: readonly Blob[],
  options: LoadOptions,
): Promise<LoadedModel> {
  const { id, contextLength, thinks } = entry;
  return loadWorkerModel(
    {
      makeWorker: () => new Worker(new URL('./wllama.worker.ts', import.meta.url), { type: 'module' }),
      model: { engine: 'wllama', id, files: [...files], contextLength, thinks },
      used: (facts) => modelUsed(entry, facts),
      capabilities: (facts) => llamaCapabilities(facts.contextLength),
    },
    options,
  );
}
