import type { EngineFailure } from '../../engine/engine-failure';
import type { Machine } from '../../engine/models/machine';
import type { Catalogue, ModelEntry } from '../../engine/models/model-entry';
import { type Recommendation, recommend } from '../../engine/models/recommend';
import type { Instead } from './engine-state.svelte';
import type { ModelNotes } from './model-notes';
import { isLasting } from './models-ports';

/** What advice on models rests on. */
export interface Known {
  /** Null while it has not been asked. */
  readonly machine: Machine | null;
  readonly catalogue: Catalogue;
  /** What went wrong on this device before, by the model's id. */
  readonly troubles: ModelNotes['troubles'];
  /** Ids of the models of which something is here. */
  readonly stored: readonly string[];
  /** Every model on the list. */
  readonly entries: readonly ModelEntry[];
  /** Whether a model could be loaded with the network cut. */
  readonly usable: (entry: ModelEntry) => boolean;
}

/** Troubles that a heavier model would have as well. */
const TOO_HEAVY: readonly string[] = ['tab-killed', 'out-of-memory', 'device-lost', 'driver-timeout'];

/** Of the catalogue's models, without those that this device has had trouble with, and those that would be heavier still. */
export function advise(
  { machine, catalogue, troubles, stored }: Known,
  among: (entry: ModelEntry) => boolean = () => true,
): Recommendation | null {
  if (machine === null) return null;
  const killed = Object.keys(troubles).filter((id) => troubles[id].kind === 'tab-killed');
  const tooHeavy = catalogue.models.flatMap(({ id, memoryBytes }) =>
    id in troubles && TOO_HEAVY.includes(troubles[id].kind) ? (memoryBytes ?? []) : [],
  );
  const models = catalogue.models.filter(
    (entry) =>
      among(entry) && !(entry.id in troubles) && tooHeavy.every((bytes) => (entry.memoryBytes ?? 0) < bytes),
  );
  const of = (some: ModelEntry[]) => recommend(machine, { ...catalogue, models: some }, { killed, stored });
  // A smaller model on the GPU is of more use than a larger one on the processor.
  const onGpu = of(models.filter(({ engine }) => engine === 'webllm'));
  return onGpu.entry === null ? of(models) : onGpu;
}

/** The model to take in place of one that failed: its twin without half precision, or a smaller one. */
export function adviseInstead(
  known: Known,
  entry: ModelEntry,
  { step, kind }: EngineFailure,
): Instead | null {
  const { entries, usable } = known;
  const twin =
    step === 'f32-twin' || kind === 'no-shader-f16'
      ? entries.find(({ id }) => id === entry.f32Twin)
      : undefined;
  if (twin) return { entry: twin, here: usable(twin) };
  if (step !== 'smaller-model' && !isLasting(kind)) return null;
  const most = entry.memoryBytes ?? Infinity;
  const isSmaller = (other: ModelEntry): boolean => other.id !== entry.id && (other.memoryBytes ?? 0) < most;
  // One that is here already needs no download.
  const here = advise(known, (other) => isSmaller(other) && usable(other))?.entry;
  const smaller = here ?? advise(known, isSmaller)?.entry;
  return smaller ? { entry: smaller, here: usable(smaller) } : null;
}
