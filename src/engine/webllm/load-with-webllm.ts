import { failureOf } from '../failures';
import type { LoadedModel, LoadOptions } from '../loaded-model';
import { mlcLocation } from '../models/mlc-location';
import type { ModelEntry } from '../models/model-entry';
import { modelUsed } from '../worker/model-used';
import { loadWorkerModel } from '../worker/worker-model';
import { webllmCapabilities } from './webllm-capabilities';

/** Loads an MLC model, whose files lie in the Cache API, with web-llm. */
export async function loadWithWebllm(entry: ModelEntry, options: LoadOptions): Promise<LoadedModel> {
  const location = mlcLocation(entry);
  if (!location) throw failureOf('model-unknown', `${entry.id} has no MLC folder with a library.`);
  const { id, contextLength, needsShaderF16, thinks } = entry;
  return loadWorkerModel(
    {
      makeWorker: () => new Worker(new URL('./webllm.worker.ts', import.meta.url), { type: 'module' }),
      model: { engine: 'webllm', id, ...location, contextLength, needsShaderF16, thinks },
      used: (facts) => modelUsed(entry, facts),
      capabilities: (facts) => webllmCapabilities(facts.contextLength),
    },
    options,
  );
}
