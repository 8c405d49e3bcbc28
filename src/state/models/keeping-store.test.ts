import { describe, expect, it } from 'vitest';
import { FakeStore } from '../../../tests/fixtures/models/fake-store';
import { modelEntry } from '../../../tests/fixtures/models/model-samples';
import { keepingStore } from './keeping-store';

const FOREVER = new Promise<never>(() => undefined);

/** A store around another, and the engines that it asked to keep. */
function kept(answers: (boolean | Promise<boolean>)[], wait: () => Promise<void> = () => FOREVER) {
  const inner = new FakeStore();
  const asked: string[] = [];
  const store = keepingStore(
    {
      list: () => inner.list(),
      check: (id) => inner.check(id),
      download: (entry, options) => inner.download(entry, options),
      importFiles: (files, options) => inner.importFiles(files, options),
      remove: (id) => inner.remove(id),
      blobs: () => inner.blobs(),
      sent: () => inner.sent(),
    },
    {
      keep: async (engine) => {
        asked.push(engine);
        return answers.shift() ?? true;
      },
      wait,
    },
  );
  return { inner, store, asked };
}

describe('keepingStore', () => {
  const model = modelEntry('a');

  it('keeps the engine with the model that came, and counts it in', async () => {
    const { store, asked } = kept([true]);
    await store.download(model);
    expect(asked).toEqual(['webllm']);
    expect(await store.check('a')).toEqual({ ready: true, missing: [], engine: true });
    expect(asked).toHaveLength(1);
  });

  it('keeps the engine of a model from a disk', async () => {
    const { inner, store, asked } = kept([]);
    inner.put(modelEntry('b', { engine: 'wllama' }));
    await store.importFiles([new File(['x'], 'x.gguf')]);
    expect(asked).toEqual(['wllama']);
  });

  it('says so where the engine could not be kept, and tries again the next time', async () => {
    const { store } = kept([false, false, true]);
    await store.download(model);
    expect(await store.check('a')).toMatchObject({ ready: true, engine: false });
    expect(await store.check('a')).toMatchObject({ ready: true, engine: true });
  });

  it('looks after the engines of models that were here before, as a new build has other ones', async () => {
    const { inner, store, asked } = kept([]);
    inner.put(model);
    await store.list();
    expect(await store.check('a')).toMatchObject({ engine: true });
    expect(asked).toEqual(['webllm']);
  });

  it('keeps nothing for a model that is not all here, and none for a server’s', async () => {
    const { inner, store, asked } = kept([]);
    inner.here.set('a', { entry: model, bytes: 5 });
    inner.put(modelEntry('server', { engine: 'endpoint' }));
    await store.list();
    expect(await store.check('a')).toEqual({ ready: false, missing: ['model'] });
    expect(await store.check('server')).toEqual({ ready: true, missing: [] });
    expect(asked).toEqual([]);
  });

  it('does not hold a list up that waits for the engine', async () => {
    const { inner, store } = kept([FOREVER], async () => undefined);
    inner.put(model);
    await store.list();
    expect(await store.check('a')).toEqual({ ready: true, missing: [] });
  });
});
