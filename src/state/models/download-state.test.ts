import { beforeEach, describe, expect, it } from 'vitest';
import { FakeStore } from '../../../tests/fixtures/models/fake-store';
import { modelEntry } from '../../../tests/fixtures/models/model-samples';
import { EngineFailure, type AutomaticStep } from '../../engine/engine-failure';
import { DownloadState } from './download-state.svelte';

const A = modelEntry('a', { downloadBytes: 1_000_000_000 });
const failure = (step: AutomaticStep) =>
  new EngineFailure('download-failed', 'The download stopped.', step, '');

let store: FakeStore;
let download: DownloadState;
let used: string[];
let waits: number;

beforeEach(() => {
  store = new FakeStore();
  used = [];
  waits = 0;
  download = new DownloadState({
    store: async () => store,
    onHere: ({ entry }, thenUse) => used.push(`${entry.id} ${thenUse}`),
    onChange: () => undefined,
    wait: async () => void (waits += 1),
  });
});

/** Does something in the middle of the next download. */
const atPiece = (wanted: number, what: () => void) => {
  store.beforePiece = (_entry, piece) => {
    if (piece === wanted) what();
  };
};

describe('DownloadState', () => {
  it('fetches a model, says how far it is, and hands it on', async () => {
    const seen: number[] = [];
    store.beforePiece = () => {
      const { now } = download;
      if (now.phase === 'running') seen.push(now.progress.doneBytes / 1e8);
    };
    await download.fetch(A, true);
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(used).toEqual(['a true']);
    expect(download.now.phase).toBe('none');
  });

  it('pauses, keeps what is here, and goes on from there', async () => {
    atPiece(4, () => download.pause());
    await download.fetch(A, true);
    const { now } = download;
    expect(now.phase === 'paused' && now.progress.doneBytes).toBe(4e8);
    expect(used).toEqual([]);

    store.beforePiece = () => undefined;
    const before = store.requests.length;
    await download.fetch(A, true);
    expect(store.requests.length - before).toBe(6);
    expect(used).toEqual(['a true']);
  });

  it('is put away by cancelling; what has come stays', async () => {
    atPiece(4, () => download.cancel());
    await download.fetch(A, true);
    expect(download.now.phase).toBe('none');
    expect(store.here.get('a')?.bytes).toBe(4e8);
  });

  it('uses nothing that was paused or cancelled when all of it had come', async () => {
    for (const [at, stop] of [() => download.pause(), () => download.cancel()].entries()) {
      store.download = async (entry) => {
        stop();
        return { entry, revision: entry.revision, files: [] };
      };
      await download.fetch(A, true);
      expect(used).toHaveLength(at + 1);
    }
    expect(used).toEqual(['a false', 'a false']);
    expect(download.now.phase).toBe('none');
  });

  it('refuses a second download while one is under way', async () => {
    const first = download.fetch(A, false);
    expect(await download.fetch(modelEntry('b'), false)).toBe(false);
    await first;
    expect(used).toEqual(['a false']);
  });

  it('goes on once by itself when the connection breaks', async () => {
    let broken = false;
    store.beforePiece = (_entry, piece) => {
      const { now } = download;
      if (piece === 5 && broken) expect(now.phase === 'running' && now.again).toMatch(/by itself/);
      if (piece !== 5 || broken) return;
      broken = true;
      throw failure('resume');
    };
    await download.fetch(A, true);
    expect(used).toEqual(['a true']);
    expect(waits).toBe(1);
    expect(store.requests).toHaveLength(10);
  });

  it('then says what happened, what was tried and what is kept; trying again goes on from there', async () => {
    atPiece(5, () => {
      throw failure('resume');
    });
    await download.fetch(A, true);
    const { now } = download;
    if (now.phase !== 'failed') throw new Error(now.phase);
    expect(now.problem.message).toBe('The download stopped.');
    expect(now.problem.kept).toBe('0.5 of 1.0 GB are here and stay here.');
    expect(now.problem.tried).not.toBeNull();

    store.beforePiece = () => undefined;
    await download.fetch(A, true);
    expect(used).toEqual(['a true']);
    expect(store.requests).toHaveLength(10);
  });

  it('does not try again by itself where that would not help', async () => {
    atPiece(0, () => {
      throw failure('none');
    });
    await download.fetch(A, true);
    expect(download.now.phase).toBe('failed');
    expect(waits).toBe(0);
  });

  it('stays paused if it is paused while it waits to go on', async () => {
    store.beforePiece = (_entry, piece) => {
      if (piece === 3) throw failure('resume');
    };
    const patient: DownloadState = new DownloadState({
      store: async () => store,
      onHere: () => undefined,
      onChange: () => undefined,
      wait: async () => patient.pause(),
    });
    await patient.fetch(A, true);
    expect(patient.now.phase).toBe('paused');
  });

  it('tells of a file from a disk that is no model, with nothing to go on with', async () => {
    store.put(A);
    store.here.set('a', { entry: A, bytes: 0 });
    atPiece(0, () => {
      throw new EngineFailure('not-a-model', 'This file is not a model.', 'retry', '');
    });
    await download.take([new File(['x'], 'cat.gguf')], true);
    const { now } = download;
    expect(now.phase === 'failed' && [now.subject.name, now.problem.message, now.problem.kept]).toEqual([
      'cat.gguf',
      'This file is not a model.',
      null,
    ]);
    expect(waits).toBe(0);
  });
});
