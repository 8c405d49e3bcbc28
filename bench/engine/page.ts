// First: everything below may bring zod with it.
import '../../src/no-eval';
import type { Assignment } from '../../src/domain/runs/primitive';
import type { StepEvent } from '../../src/domain/runs/step-event';
import { DEFAULT_MERGE } from '../../src/domain/values/value-in-system';
import type { LoadedModel } from '../../src/engine/loaded-model';
import { loadModel } from '../../src/engine/load-model';
import { createModelStore } from '../../src/engine/models/create-model-store';
import { entryFromUrl } from '../../src/engine/models/entry-from-url';
import { METHODS } from '../../src/pipeline/methods';
import { withModel } from '../../src/state/models/with-model';
import { builtinReasoner } from '../../src/state/reasoner';
import { DEFAULT_SETTINGS, EMPTY_DIAL, runConfig } from '../../src/state/run-config';
import { graphFor, questionLibrary, valueSystems } from '../../src/state/static-data';
import type { BenchRun } from './figures';
import { timedModel, type TimedCall } from './timed-model';

/** What the bench asks of its page, by way of Playwright. */
interface BenchPage {
  /** `library`: for MLC models alone. Times in milliseconds: to fetch and check the files, and to bring them into memory. */
  load(address: string, library?: string): Promise<Loading>;
  run(wanted: BenchWish): Promise<BenchRun>;
}

interface Loading {
  readonly name: string;
  readonly backend: string;
  readonly engine: string;
  readonly fetchMs: number;
  readonly loadMs: number;
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}

export interface BenchWish {
  readonly questionId: string;
  readonly target: Readonly<Record<string, number>>;
  readonly assignment: Assignment;
  readonly attempts: number;
  readonly seed: number;
}

const now = (): number => performance.timeOrigin + performance.now();
let loaded: LoadedModel | undefined;

const page: BenchPage = {
  async load(address, library) {
    const entry = entryFromUrl(address, library);
    if (!entry.ok) throw new Error(entry.error);
    const store = createModelStore();
    const start = now();
    await store.download(entry.value);
    const here = now();
    loaded = await loadModel(entry.value, store);
    const { name, backend, engine, engineVersion } = loaded.used;
    return {
      name,
      backend,
      engine: `${engine} ${engineVersion}`,
      fetchMs: here - start,
      loadMs: now() - here,
    };
  },

  async run({ questionId, target, assignment, attempts, seed }) {
    if (!loaded) throw new Error('No model is loaded.');
    const [{ ten: system }, { reasoner: builtin, resources }, questions] = await Promise.all([
      valueSystems(),
      builtinReasoner(DEFAULT_MERGE),
      questionLibrary(),
    ]);
    const question = questions.find(({ id }) => id === questionId);
    if (!question) throw new Error(`The library has no question “${questionId}”.`);
    const calls: TimedCall[] = [];
    const model = timedModel(loaded, now, (call) => calls.push(call));
    const world = {
      system,
      graph: await graphFor(system, DEFAULT_MERGE),
      reasoner: withModel(builtin, model, resources, assignment),
      merge: DEFAULT_MERGE,
      assignment,
      model: loaded.used,
    };
    const config = runConfig(
      world,
      question,
      { ...EMPTY_DIAL, target },
      { ...DEFAULT_SETTINGS, maxAttempts: attempts, seed },
    );
    const events: StepEvent[] = [];
    const start = now();
    const context = { config, valueSystem: system, reasoner: world.reasoner, now };
    for await (const event of METHODS[config.method].run(context)) events.push(event);
    return { events, calls, ms: now() - start };
  },
};

window.bench = page;
