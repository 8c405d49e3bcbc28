// First: everything below brings zod with it.
import '../../no-eval';
import { DEFAULT_MERGE } from '../../domain/values/value-in-system';
import { loadModel } from '../../engine/load-model';
import { CATALOGUE } from '../../engine/models/catalogue';
import { createModelStore } from '../../engine/models/create-model-store';
import { entryFromUrl } from '../../engine/models/entry-from-url';
import { probeMachine } from '../../engine/models/probe.browser';
import { estimateStorage } from '../../engine/models/storage-estimate.browser';
import { browserLock } from './engine-lock';
import type { LaunchRecord } from './launch-record';
import type { ModelsOutside } from './models.svelte';
import { ModelsState } from './models-state.svelte';
import { keepingStore } from './keeping-store';
import { keepEngine } from '../offline/service-worker';
import { builtinReasoner } from '../reasoner';
import { valueSystems } from '../static-data';
import { selfTest } from './self-test';

/** The model manager on this browser's own parts. */
export function openModels(outside: ModelsOutside, launch: LaunchRecord): ModelsState {
  const store = keepingStore(createModelStore(), {
    keep: keepEngine,
    wait: (ms) => wait(ms, new AbortController().signal),
  });
  const models = new ModelsState({
    ...outside,
    launch,
    catalogue: CATALOGUE,
    probe: () => probeMachine(),
    readAddress: entryFromUrl,
    store: async () => store,
    load: (entry, options) => loadModel(entry, store, options),
    test: async (model, request) => {
      const [{ ten }, { reasoner }] = await Promise.all([valueSystems(), builtinReasoner(DEFAULT_MERGE)]);
      return selfTest(model, request, { builtin: reasoner, system: ten });
    },
    settings: async () => (await outside.storage()).settings,
    storage: estimateStorage,
    persist: async () => {
      try {
        return await navigator.storage.persist();
      } catch {
        return false;
      }
    },
    lock: browserLock(),
    wait,
    onTaken: ({ name }) =>
      outside.notices.info(
        `Another tab has taken ${name} over. Here the built-in reasoner answers from now on; what was written is kept.`,
        { label: 'See models', run: outside.onshow },
      ),
    say: (problem) => outside.notices.problem(problem),
  });
  // A tab that is closed or left has not been killed.
  addEventListener('pagehide', () => launch.endLoading());
  return models;
}

/** Resolves after so many milliseconds, or at once when the signal fires. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
