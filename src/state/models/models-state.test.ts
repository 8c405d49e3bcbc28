import { beforeEach, describe, expect, it } from 'vitest';
import { FakePorts, failure, REPORT } from '../../../tests/fixtures/models/fake-ports';
import { machine, modelEntry } from '../../../tests/fixtures/models/model-samples';
import type { ModelEntry } from '../../engine/models/model-entry';
import { ModelsState } from './models-state.svelte';

const breath = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

let fake: FakePorts;
let models: ModelsState;

async function opened(ports: FakePorts): Promise<ModelsState> {
  const state = new ModelsState(ports.ports);
  await state.open();
  return state;
}

/** The model that this machine is advised to take. */
function advised(): ModelEntry {
  const entry = models.advice?.entry;
  if (!entry) throw new Error('Nothing is advised.');
  return entry;
}

const phase = () => models.engine.now.phase;

beforeEach(async () => {
  fake = new FakePorts();
  models = await opened(fake);
});

describe('from choosing a model to using it', () => {
  it('fetches, loads and tests in one go, and divides the work as the self-test proposes', async () => {
    const entry = advised();
    await models.take(entry);
    await models.engine.use(entry);
    expect(models.used?.id).toBe(entry.id);
    expect(models.assignment).toMatchObject({ realise: 'llm', judge: 'builtin' });
    expect(models.sharesFor(entry).judge).toEqual({ by: 'builtin', setBy: 'self-test' });
    expect(models.notes.measured[entry.id]).toMatchObject({ decode: 16.2, backend: 'Test GPU' });
    expect(models.sent.length).toBeGreaterThan(0);
    expect(fake.worlds).toBeGreaterThan(0);
  });

  it('only fetches where another model is in use', async () => {
    const [first, second] = models.rows.map(({ entry }) => entry);
    fake.store.put(first);
    await models.refresh();
    await models.take(first);
    await models.take(second);
    await breath();
    expect(models.used?.id).toBe(first.id);
    expect(models.isHere(second)).toBe(true);
  });

  it('measures once: the next load knows what was measured on the same backend', async () => {
    const entry = advised();
    fake.store.put(entry);
    await models.refresh();
    await models.take(entry);
    const measured = models.notes.measured[entry.id];
    const seen: unknown[] = [];
    const again = new FakePorts(undefined, fake.local);
    again.store.put(entry);
    Object.assign(again, { settings: fake.settings });
    const next = new ModelsState({
      ...again.ports,
      settings: async () => fake.settings,
      test: async (_model, { known }) => {
        seen.push(known);
        return { ...measured };
      },
    });
    await next.open();
    await next.take(entry);
    expect(seen).toEqual([measured]);
  });

  it('measures a server at every load: nobody knows what answers under its name today', async () => {
    const seen: unknown[] = [];
    const state = new ModelsState({
      ...fake.ports,
      test: async (_model, { known }) => {
        seen.push(known);
        return REPORT;
      },
    });
    await state.open();
    await state.addServer('localhost:11434', 'llama3.2:3b');
    const server = state.entries.find(({ engine }) => engine === 'endpoint');
    if (!server) throw new Error('not kept');
    await state.take(server);
    await state.take(server);
    expect(state.notes.measured[server.id]).toBeDefined();
    expect(seen).toEqual([null, null]);
  });

  it('lets the person divide the work, keeps the choice, and takes it back', async () => {
    const entry = advised();
    fake.store.put(entry);
    await models.refresh();
    await models.take(entry);
    const worlds = fake.worlds;
    await models.choose(entry, 'judge', 'llm');
    expect(models.assignment?.judge).toBe('llm');
    expect(models.sharesFor(entry).judge.setBy).toBe('you');
    expect(fake.worlds).toBe(worlds + 1);

    const next = new ModelsState({ ...new FakePorts().ports, settings: async () => fake.settings });
    await next.open();
    expect(next.sharesFor(entry).judge).toEqual({ by: 'llm', setBy: 'you' });
    await next.choose(entry, 'judge', null);
    expect(next.sharesFor(entry).judge).toEqual({ by: 'builtin', setBy: 'self-test' });
  });

  it('deletes what is in use only after it was unloaded', async () => {
    const entry = advised();
    fake.store.put(entry);
    await models.refresh();
    await models.take(entry);
    await models.remove(entry);
    expect([phase(), fake.models[0].unloaded, models.isHere(entry)]).toEqual(['off', true, false]);
  });
});

describe('when the app opens again', () => {
  it('offers the model that was in use, and loads it by itself only where that is wanted', async () => {
    const entry = advised();
    fake.store.put(entry);
    await models.refresh();
    await models.take(entry);

    const next = new FakePorts(undefined, fake.local);
    next.store.put(entry);
    const later = await opened(next);
    expect(later.last?.entry.id).toBe(entry.id);
    expect(later.engine.now.phase).toBe('off');
    later.atStart = true;
    await later.loadLast();
    expect(later.used?.id).toBe(entry.id);
    // Who goes back to the built-in reasoner wants it next time too.
    await later.useBuiltin();
    expect(later.last).toBeNull();
  });

  it('loads nothing by itself where that is not wanted, also while another tab loads a model', async () => {
    const entry = advised();
    fake.store.put(entry);
    await models.refresh();
    await models.addServer('localhost:11434', 'llama3.2:3b');
    const server = models.entries.find(({ engine }) => engine === 'endpoint');
    if (!server) throw new Error('not kept');
    fake.onLoad = () => new Promise(() => undefined);
    void models.take(entry);
    await breath();
    fake.ports.launch.setLast({ id: server.id, name: server.name, loadMs: 1 });
    const other = new FakePorts(fake.origin, fake.local);
    const later = new ModelsState({ ...other.ports, settings: async () => fake.settings });
    await later.open();
    expect(later.last?.entry.id).toBe(server.id);
    await later.loadLast();
    expect([later.engine.now.phase, other.models]).toEqual(['off', []]);
  });

  it('does not offer a model whose files are gone', async () => {
    fake.ports.launch.setLast({ id: advised().id, name: 'x', loadMs: 1 });
    expect((await opened(new FakePorts(undefined, fake.local))).last).toBeNull();
  });

  it('says which load killed the tab, does not repeat it, and advises a smaller model', async () => {
    const entry = advised();
    fake.store.put(entry);
    fake.ports.launch.setLast({ id: entry.id, name: entry.name, loadMs: 1 });
    fake.ports.launch.setLoading(entry.id);

    const next = new FakePorts(undefined, fake.local);
    next.store.put(entry);
    const later = await opened(next);
    expect(later.killed?.id).toBe(entry.id);
    await later.loadLast();
    expect(later.engine.now.phase).toBe('off');
    expect(later.advice?.entry?.id).not.toBe(entry.id);
    expect(later.advice?.entry?.memoryBytes ?? 0).toBeLessThanOrEqual(entry.memoryBytes ?? 0);
    // Said once; remembered for good.
    const third = new ModelsState({ ...next.ports, settings: async () => next.settings });
    await third.open();
    expect(third.killed).toBeNull();
    expect(third.rows.find((row) => row.entry.id === entry.id)?.trouble).toBe('tab-killed');
  });

  it('takes a load that goes on in another tab for none that killed this one', async () => {
    const entry = advised();
    fake.store.put(entry);
    await models.refresh();
    fake.onLoad = () => new Promise(() => undefined);
    void models.take(entry);
    await breath();
    const other = await opened(new FakePorts(fake.origin, fake.local));
    expect(other.killed).toBeNull();
    expect(fake.ports.launch.read().killedBy).toBe(entry.id);
  });

  it('forgets the trouble once the model works here', async () => {
    const entry = advised();
    fake.store.put(entry);
    await models.refresh();
    let failing = true;
    fake.onLoad = () => {
      if (failing) throw failure('out-of-memory', 'smaller-model');
    };
    await models.take(entry);
    expect(models.rows.find((row) => row.entry.id === entry.id)?.trouble).toBe('out-of-memory');
    failing = false;
    await models.take(entry);
    expect(models.rows.find((row) => row.entry.id === entry.id)?.trouble).toBeNull();
  });
});

describe('when something fails', () => {
  it('proposes a smaller model that fits where memory ran out', async () => {
    const entry = advised();
    fake.store.put(entry);
    await models.refresh();
    fake.onLoad = () => {
      throw failure('out-of-memory', 'smaller-model');
    };
    await models.take(entry);
    const { now } = models.engine;
    if (now.phase !== 'failed' || now.problem.insteadId === null) throw new Error(now.phase);
    const smaller = models.entryOf(now.problem.insteadId);
    expect(smaller?.memoryBytes ?? 0).toBeLessThan(entry.memoryBytes ?? 0);
  });

  it('loads a smaller model that is here already, though a larger one would be advised', async () => {
    const entry = advised();
    const smaller = models.entries
      .filter(
        ({ engine, memoryBytes }) => engine === 'webllm' && (memoryBytes ?? 0) < (entry.memoryBytes ?? 0),
      )
      .sort((a, b) => (a.memoryBytes ?? 0) - (b.memoryBytes ?? 0))
      .find(({ needsShaderF16 }) => !needsShaderF16);
    if (!smaller) throw new Error('no smaller model');
    fake.store.put(entry);
    fake.store.put(smaller);
    await models.refresh();
    let failing = true;
    fake.onLoad = () => {
      if (!failing) return;
      failing = false;
      throw failure('out-of-memory', 'smaller-model');
    };
    await models.take(entry);
    expect(models.engine.now).toMatchObject({
      phase: 'ready',
      entry: { id: smaller.id },
      after: expect.stringContaining(`${smaller.name} is loaded instead.`),
    });
  });

  it('proposes the twin where half precision is missing', async () => {
    const entry = models.entries.find(({ f32Twin }) => f32Twin !== undefined);
    if (!entry) throw new Error('no twin');
    fake.store.put(entry);
    await models.refresh();
    fake.onLoad = () => {
      throw failure('no-shader-f16', 'f32-twin');
    };
    await models.take(entry);
    const { now } = models.engine;
    expect(now.phase === 'failed' && now.problem.insteadId).toBe(entry.f32Twin);
  });

  it('fetches damaged files again and loads the model, once', async () => {
    const entry = advised();
    fake.store.put(entry);
    await models.refresh();
    let loads = 0;
    fake.onLoad = () => {
      loads += 1;
      if (loads === 1) throw failure('file-damaged', 'delete-and-retry');
    };
    await models.take(entry);
    await expect.poll(() => models.used?.id).toBe(entry.id);
    expect(fake.store.requests).toHaveLength(10);
  });

  it('says that the list could not be read, and tries again when asked', async () => {
    let broken = true;
    const state = new ModelsState({
      ...fake.ports,
      probe: async () => {
        if (broken) throw new Error('The part of the app that asks the machine did not arrive.');
        return machine();
      },
    });
    await state.open();
    expect(state.problem).toMatch(/did not arrive/);
    broken = false;
    await state.open();
    expect([state.problem, state.loaded]).toEqual([null, true]);
  });
});

describe('models of the person’s own', () => {
  it('keeps a server on this machine, with who does what, and uses it without files', async () => {
    expect(await models.addServer('http://example.com', 'm')).toMatch(/another machine/);
    expect(await models.addServer('localhost:11434', 'llama3.2:3b')).toBeNull();
    const next = new ModelsState({ ...new FakePorts().ports, settings: async () => fake.settings });
    await next.open();
    const entry = next.entries.find(({ engine }) => engine === 'endpoint');
    if (!entry) throw new Error('not kept');
    expect([next.isOwn(entry), next.isHere(entry)]).toEqual([true, true]);
    await next.take(entry);
    expect(next.used?.id).toBe(entry.id);
    await next.forget(entry);
    expect(next.entryOf(entry.id)).toBeNull();
    expect(next.engine.now.phase).toBe('off');
  });

  it('refuses an address with its reason', async () => {
    expect(await models.addAddress('cat', '')).toBe('This is no web address.');
  });

  it('lists what was taken in from a disk', async () => {
    const entry = modelEntry('from-a-stick', {
      engine: 'wllama',
      source: { kind: 'disk', format: 'gguf', names: ['a.gguf'] },
      addedBy: 'person',
    });
    fake.store.put(entry);
    await models.refresh();
    expect(models.rows.at(-1)?.entry.id).toBe('from-a-stick');
  });
});

describe('the list', () => {
  it('shows one of two twins, as the GPU needs it', async () => {
    const twin = models.entries.find(({ f32Twin }) => f32Twin !== undefined);
    const ids = (state: ModelsState) => state.rows.map(({ entry }) => entry.id);
    expect(ids(models)).toContain(twin?.id);
    expect(ids(models)).not.toContain(twin?.f32Twin);

    const gpu = machine().gpu;
    const without = new FakePorts();
    without.machine = machine({ gpu: 'shaderF16' in gpu ? { ...gpu, shaderF16: false } : gpu });
    const other = await opened(without);
    expect(ids(other)).toContain(twin?.f32Twin);
    expect(ids(other)).not.toContain(twin?.id);
  });
});
