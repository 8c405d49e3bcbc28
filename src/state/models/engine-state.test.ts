import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeModel } from '../../../tests/fixtures/models/fake-model';
import { FakeOrigin } from '../../../tests/fixtures/models/fake-tabs';
import { memoryStore } from '../../../tests/fixtures/models/memory-store';
import { modelEntry } from '../../../tests/fixtures/models/model-samples';
import { type AutomaticStep, EngineFailure, type FailureKind } from '../../engine/engine-failure';
import type { ModelEntry } from '../../engine/models/model-entry';
import type { EngineLock } from './engine-lock';
import { type EnginePorts, EngineState, type Instead } from './engine-state.svelte';
import { LaunchRecord } from './launch-record';

const A = modelEntry('a');
const B = modelEntry('b');
const breath = () => new Promise<void>((resolve) => setTimeout(resolve, 1));
const failure = (step: AutomaticStep, kind: FailureKind = 'unknown') =>
  new EngineFailure(kind, 'It did not load.', step, 'detail');

class Tab {
  readonly launch = new LaunchRecord(memoryStore());
  readonly models: FakeModel[] = [];
  readonly troubles: string[] = [];
  readonly marks: (string | null)[] = [];
  readonly refetched: string[] = [];
  readonly taken: string[] = [];
  stopped = 0;
  worlds = 0;
  instead: Instead | null = null;
  /** What the next loads fail with, in turn. */
  failures: EngineFailure[] = [];
  test: EnginePorts['test'] = async () => undefined;
  beforeLoad: (signal: AbortSignal | undefined) => Promise<void> = breath;
  readonly engine: EngineState;

  constructor(lock: EngineLock, now: () => number = () => 0) {
    this.engine = new EngineState({
      lock,
      launch: this.launch,
      now,
      load: async (entry, { signal, onProgress } = {}) => {
        this.marks.push(this.launch.read().killedBy);
        onProgress?.({ phase: 'weights', fraction: 0.5 });
        await this.beforeLoad(signal);
        if (signal?.aborted) throw new DOMException('Stopped.', 'AbortError');
        const failed = this.failures.shift();
        if (failed) throw failed;
        const model = new FakeModel(entry);
        this.models.push(model);
        return model;
      },
      test: (...given) => this.test(...given),
      instead: () => this.instead,
      refetch: (entry) => {
        this.refetched.push(entry.id);
        return true;
      },
      stopAnswering: async () => void (this.stopped += 1),
      onTaken: ({ id }) => this.taken.push(id),
      onTrouble: (entry, { kind }) => this.troubles.push(`${entry.id} ${kind}`),
      onModel: () => (this.worlds += 1),
    });
  }

  get phase(): string {
    return this.engine.now.phase;
  }
  get inMemory(): string[] {
    return this.models.filter(({ unloaded }) => !unloaded).map(({ entry }) => entry.id);
  }
}

let origin: FakeOrigin;
let tab: Tab;
beforeEach(() => {
  origin = new FakeOrigin();
  tab = new Tab(origin.tab());
});

describe('EngineState', () => {
  it('loads, tests and uses a model, and remembers it for the next start', async () => {
    const done = tab.engine.use(A);
    await breath();
    expect(tab.engine.model).toBeNull();
    await done;
    expect(tab.phase).toBe('ready');
    expect(tab.engine.model?.used.id).toBe('a');
    expect(tab.marks).toEqual(['a']);
    expect(tab.launch.read()).toMatchObject({ killedBy: null, last: { id: 'a' } });
  });

  it('leaves the mark of a load behind if the tab ends in the middle of it', async () => {
    tab.beforeLoad = () => new Promise(() => undefined);
    void tab.engine.use(A);
    await breath();
    expect(tab.phase).toBe('loading');
    expect(tab.launch.read().killedBy).toBe('a');
  });

  it('frees one model before it loads another', async () => {
    await tab.engine.use(A);
    tab.beforeLoad = async () => expect(tab.inMemory).toEqual([]);
    await tab.engine.use(B);
    expect(tab.inMemory).toEqual(['b']);
    expect(tab.stopped).toBe(1);
  });

  it('stops a load at once, frees what came of it and lets go of the lock', async () => {
    const other = new Tab(origin.tab());
    void tab.engine.use(A);
    await breath();
    await tab.engine.stop();
    expect([tab.phase, tab.inMemory]).toEqual(['off', []]);
    await other.engine.use(B);
    expect(other.phase).toBe('ready');
  });

  it('loads once more by itself where a fresh worker may help, and says so', async () => {
    tab.failures = [failure('new-worker', 'worker-died')];
    const done = tab.engine.use(A);
    tab.beforeLoad = async () => {
      const { now } = tab.engine;
      if (tab.marks.length === 2 && now.phase === 'loading') expect(now.again).toMatch(/once more by itself/);
    };
    await done;
    expect(tab.phase).toBe('ready');
    expect(tab.marks).toHaveLength(2);
  });

  it('does not try a third time: it says what happened, what was tried and what is kept', async () => {
    tab.failures = [failure('retry'), failure('retry'), failure('retry')];
    await tab.engine.use(A);
    const { now } = tab.engine;
    if (now.phase !== 'failed') throw new Error(now.phase);
    expect(now.problem).toMatchObject({ message: 'It did not load.', detail: 'detail' });
    expect(now.problem.tried).toMatch(/by itself once/);
    expect(now.problem.kept).toMatch(/stay on this device/);
    expect(tab.launch.read().killedBy).toBeNull();
  });

  it('loads the twin without half precision by itself only where it is here already', async () => {
    tab.instead = { entry: B, here: true };
    tab.failures = [failure('f32-twin', 'no-shader-f16')];
    await tab.engine.use(A);
    expect(tab.inMemory).toEqual(['b']);
    expect(tab.engine.now).toMatchObject({ phase: 'ready', after: 'It did not load. b is loaded instead.' });
    expect(tab.troubles).toEqual(['a no-shader-f16']);

    tab.instead = { entry: A, here: false };
    tab.failures = [failure('f32-twin', 'no-shader-f16')];
    await tab.engine.use(B);
    const { now } = tab.engine;
    expect(now.phase === 'failed' && now.problem.insteadId).toBe('a');
  });

  it('loads a smaller model by itself only where it is here already', async () => {
    tab.instead = { entry: B, here: true };
    tab.failures = [failure('smaller-model', 'out-of-memory')];
    await tab.engine.use(A);
    expect(tab.inMemory).toEqual(['b']);
    expect(tab.engine.now).toMatchObject({ phase: 'ready', after: 'It did not load. b is loaded instead.' });
    expect(tab.troubles).toEqual(['a out-of-memory']);

    tab.instead = { entry: A, here: false };
    tab.failures = [failure('smaller-model', 'out-of-memory')];
    await tab.engine.use(B);
    const { now } = tab.engine;
    expect(now.phase === 'failed' && now.problem.insteadId).toBe('a');
    expect(tab.inMemory).toEqual([]);
  });

  it('tries one other model by itself, and then proposes', async () => {
    tab.instead = { entry: B, here: true };
    tab.failures = [failure('smaller-model', 'out-of-memory'), failure('smaller-model', 'out-of-memory')];
    await tab.engine.use(A);
    expect(tab.phase).toBe('failed');
    expect(tab.troubles).toEqual(['a out-of-memory', 'b out-of-memory']);
  });

  it('has damaged files fetched again', async () => {
    tab.failures = [failure('delete-and-retry', 'file-damaged')];
    await tab.engine.use(A);
    expect(tab.refetched).toEqual(['a']);
    const { now } = tab.engine;
    expect(now.phase === 'failed' && now.problem.tried).toMatch(/fetched again/);
  });

  it('refuses a model that fails its self-test, and frees it', async () => {
    tab.test = async () => {
      throw failure('none', 'garbage-output');
    };
    await tab.engine.use(A);
    expect([tab.phase, tab.inMemory]).toEqual(['failed', []]);
  });

  it('uses a model whose self-test was skipped', async () => {
    tab.test = (_model, _entry, { signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const done = tab.engine.use(A);
    await breath();
    await breath();
    expect(tab.phase).toBe('testing');
    tab.engine.skipTest();
    await done;
    expect(tab.phase).toBe('ready');
  });

  it('tests again as often as it is asked to, and keeps the model', async () => {
    await tab.engine.use(A);
    let tests = 0;
    tab.test = async (_model, _entry, { signal }) => {
      tests += 1;
      await breath();
      signal.throwIfAborted();
    };
    const first = tab.engine.testAgain();
    const second = tab.engine.testAgain();
    await Promise.all([first, second]);
    expect([tab.phase, tab.inMemory, tests]).toEqual(['ready', ['a'], 1]);
    // While what is being written is stopped, and in the middle of the test itself.
    for (const wait of [() => Promise.resolve(), breath]) {
      const before = tab.engine.testAgain();
      await wait();
      await tab.engine.testAgain();
      await before;
      expect([tab.phase, tab.inMemory]).toEqual(['ready', ['a']]);
    }
    expect(tab.troubles).toEqual([]);
  });

  it('frees a model that another one takes the place of while it is tested again', async () => {
    await tab.engine.use(A);
    tab.test = async (_model, _entry, { signal }) => {
      await breath();
      signal.throwIfAborted();
    };
    const again = tab.engine.testAgain();
    await Promise.resolve();
    await tab.engine.use(B);
    await again;
    expect([tab.phase, tab.inMemory]).toEqual(['ready', ['b']]);
  });

  it('answers nobody while it is tested again, and stops who asks all the same before it is put away', async () => {
    await tab.engine.use(A);
    const worlds = tab.worlds;
    let seen = worlds;
    tab.test = async () => {
      expect(tab.engine.model).toBeNull();
      seen = tab.worlds;
      await breath();
    };
    await tab.engine.testAgain();
    expect(seen).toBe(worlds + 1);
    expect(tab.worlds).toBe(worlds + 2);

    tab.test = (_model, _entry, { signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const again = tab.engine.testAgain();
    await breath();
    const stopped = tab.stopped;
    await tab.engine.stop();
    await again;
    expect([tab.phase, tab.inMemory, tab.stopped]).toEqual(['off', [], stopped + 1]);
  });

  it('tells what the rest of a self-test will take at the pace so far', async () => {
    let clock = 0;
    const timed = new Tab(origin.tab(), () => clock);
    timed.test = async (_model, _entry, { onProgress }) => {
      clock += 3000;
      onProgress(0.25);
      expect(timed.engine.now).toMatchObject({ phase: 'testing', leftMs: 9000 });
    };
    await timed.engine.use(A);
    expect(timed.phase).toBe('ready');
  });

  it('says when a model dies in use, and lets go of the lock', async () => {
    await tab.engine.use(A);
    tab.models[0].die(failure('smaller-model', 'device-lost'));
    await breath();
    expect(tab.phase).toBe('failed');
    expect(tab.engine.model).toBeNull();
    const other = new Tab(origin.tab());
    await other.engine.use(B);
    expect(other.phase).toBe('ready');
  });
});

describe('one engine for all tabs', () => {
  it('says that another tab holds the model, and loads nothing', async () => {
    await tab.engine.use(A);
    const other = new Tab(origin.tab());
    await other.engine.use(B);
    expect(other.phase).toBe('elsewhere');
    expect(other.marks).toEqual([]);
  });

  it('hands over when it is asked: stops its answer, unloads, lets go and says so', async () => {
    await tab.engine.use(A);
    const other = new Tab(origin.tab());
    await other.engine.use(B);
    other.beforeLoad = async () => expect(tab.inMemory).toEqual([]);
    await other.engine.takeOver();
    expect([tab.phase, other.phase]).toEqual(['taken', 'ready']);
    expect(tab.stopped).toBe(1);
    expect(tab.taken).toEqual(['a']);
    expect(tab.engine.model).toBeNull();
    // And back again.
    await tab.engine.use(A);
    await tab.engine.takeOver();
    expect([tab.phase, other.phase]).toEqual(['ready', 'taken']);
  });

  it('hands over in the middle of a load too', async () => {
    void tab.engine.use(A);
    await breath();
    const other = new Tab(origin.tab());
    await other.engine.use(B);
    await other.engine.takeOver();
    expect([tab.phase, other.phase]).toEqual(['taken', 'ready']);
    expect(tab.launch.read().killedBy).toBeNull();
  });

  it('can stop waiting for another tab', async () => {
    await tab.engine.use(A);
    // A tab that hears nothing: it is frozen, or it hangs.
    const deaf = new FakeOrigin();
    const lock = origin.tab();
    const other = new Tab({ tryHold: lock.tryHold, takeOver: deafTakeOver(lock, deaf) });
    await other.engine.use(B);
    const waiting = other.engine.takeOver();
    await breath();
    expect(other.phase).toBe('waiting');
    await other.engine.stop();
    await waiting;
    expect(other.phase).toBe('off');
    expect(tab.phase).toBe('ready');
  });

  it('leaves a server and the browser’s own model to all tabs', async () => {
    await tab.engine.use(A);
    const other = new Tab(origin.tab());
    const server: ModelEntry = modelEntry('s', {
      engine: 'endpoint',
      source: { kind: 'endpoint', base: 'http://127.0.0.1:11434', model: 'm' },
    });
    await other.engine.use(server);
    expect(other.phase).toBe('ready');
    // Nor can they kill a tab: another one that opens meanwhile would take the mark for that.
    expect(other.marks).toEqual([null]);
  });

  it('never has two models in memory, whatever two tabs do in whatever order', async () => {
    type Act = { who: 0 | 1; what: 'use-a' | 'use-b' | 'stop' | 'take' | 'die' | 'skip' | 'again' | 'wait' };
    const act = fc.record<Act>({
      who: fc.constantFrom(0 as const, 1 as const),
      what: fc.constantFrom('use-a', 'use-b', 'stop', 'take', 'die', 'skip', 'again', 'wait'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 14 }), fc.array(fc.boolean()), async (acts, fails) => {
        const shared = new FakeOrigin();
        const tabs = [new Tab(shared.tab()), new Tab(shared.tab())];
        const crowd = () => tabs.flatMap(({ inMemory }) => inMemory).length;
        for (const one of tabs) {
          one.failures = fails.filter(Boolean).map(() => failure('retry'));
          one.test = async () => void expect(crowd()).toBe(1);
        }
        const work: Promise<void>[] = [];
        for (const { who, what } of acts) {
          const { engine, models } = tabs[who];
          if (what === 'use-a') work.push(engine.use(A));
          if (what === 'use-b') work.push(engine.use(B));
          if (what === 'stop') work.push(engine.stop());
          if (what === 'take') work.push(engine.takeOver());
          if (what === 'again') work.push(engine.testAgain());
          if (what === 'skip') engine.skipTest();
          if (what === 'die') models.at(-1)?.die(failure('none', 'device-lost'));
          if (what === 'wait') await breath();
          expect(crowd()).toBeLessThanOrEqual(1);
        }
        // Whoever waits for the other one stops waiting.
        await breath();
        work.push(tabs[0].engine.stop(), tabs[1].engine.stop());
        await Promise.all(work);
        expect(tabs.map(({ phase }) => phase)).toEqual(['off', 'off']);
        expect(crowd()).toBe(0);
        expect(tabs.map(({ launch }) => launch.read().killedBy)).toEqual([null, null]);
      }),
      { numRuns: 60 },
    );
  });
});

/** Waits for the lock without asking for it, on a channel that leads nowhere. */
function deafTakeOver(lock: EngineLock, nowhere: FakeOrigin): EngineLock['takeOver'] {
  const silent = nowhere.tab();
  return async (onAsked, signal) => {
    const first = await silent.tryHold(() => undefined);
    expect(first).not.toBeNull();
    expect(await lock.tryHold(() => undefined)).toBeNull();
    return silent.takeOver(onAsked, signal);
  };
}
