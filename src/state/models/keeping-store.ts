import type { ModelEntry } from '../../engine/models/model-entry';
import type { ModelStore } from '../../engine/models/model-store';

/** An engine whose code is part of this app and comes with its first use. */
type OwnEngine = 'webllm' | 'wllama';

interface KeepingPorts {
  /** Keeps an engine's own files for a time without a network; false where they are not kept. */
  readonly keep: (engine: OwnEngine) => Promise<boolean>;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
}

/** How long a look at what is here waits for an answer about the engine, in milliseconds. */
const PATIENCE_MS = 2000;

/**
 * The store, with the engine's own files counted in: a model that is here whole loads without a network only if the code
 * of its engine is here too. They are fetched when a model has come, and again where a new build has other ones.
 */
export function keepingStore(store: ModelStore, { keep, wait }: KeepingPorts): ModelStore {
  const engines = new Map<string, OwnEngine>();
  const kept = new Map<OwnEngine, Promise<boolean>>();

  function note({ id, engine }: ModelEntry): void {
    if (engine === 'webllm' || engine === 'wllama') engines.set(id, engine);
  }
  function isKept(engine: OwnEngine): Promise<boolean> {
    const known = kept.get(engine);
    if (known) return known;
    const asked = keep(engine).catch(() => false);
    kept.set(engine, asked);
    // What did not work now may work the next time.
    void asked.then((ok) => ok || kept.delete(engine));
    return asked;
  }
  async function keepFor(id: string): Promise<boolean | undefined> {
    const engine = engines.get(id);
    return engine === undefined
      ? undefined
      : Promise.race([isKept(engine), wait(PATIENCE_MS).then(() => undefined)]);
  }

  return {
    ...store,
    list: async () => {
      const list = await store.list();
      for (const { entry } of list) note(entry);
      return list;
    },
    check: async (id) => {
      const check = await store.check(id);
      const engine = check.ready ? await keepFor(id) : undefined;
      return engine === undefined ? check : { ...check, engine };
    },
    download: async (entry, options) => {
      const stored = await store.download(entry, options);
      note(stored.entry);
      await keepFor(stored.entry.id);
      return stored;
    },
    importFiles: async (files, options) => {
      const stored = await store.importFiles(files, options);
      note(stored.entry);
      await keepFor(stored.entry.id);
      return stored;
    },
  };
}
