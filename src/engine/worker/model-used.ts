import type { ModelUsed } from '../../domain/runs/model-used';
import type { ModelEntry } from '../models/model-entry';
import type { ModelFacts } from './protocol';

/** What a run records of a model that runs in a worker of this page: its weights can't change under its name. */
export function modelUsed(
  { id, name, engine, revision, quantisation }: ModelEntry,
  { engineVersion, backend, contextLength }: ModelFacts,
): ModelUsed {
  return {
    id,
    name,
    engine,
    engineVersion,
    revision,
    quantisation,
    backend,
    contextLength,
    reproducible: true,
  };
}
