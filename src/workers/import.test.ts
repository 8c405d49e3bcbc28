import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { freshIndexedDb } from '../../tests/fresh-indexed-db';
import { fail, ok } from '../domain/result';
import { FILE_BYTES_MAX } from '../domain/datasets/text-file';
import { storageError } from '../storage/storage-error';
import { openStorage } from '../storage/storage';
import { importClient, type ImportFile, type WorkerLike } from './import-client';
import { runImportJob, type JobEnvironment } from './import-job';
import { importRequestSchema, type ImportProgress } from './import-protocol';

beforeEach(freshIndexedDb);

const folder = path.join(import.meta.dirname, '../../tests/fixtures/touche');
const file = (name: string): ImportFile => ({
  name,
  content: new Blob([readFileSync(path.join(folder, name))]),
});
const files = ['arguments-training.tsv', 'labels-training.tsv', 'labels-test-nyt.tsv'].map(file);

/** The worker's own code on the page's side of the fence: messages are cloned, and arrive later. */
function workerOn(environment: Partial<JobEnvironment> = {}) {
  const listeners = new Map<string, (event: MessageEvent<unknown>) => void>();
  const controllers = new Map<number, AbortController>();
  const state = { terminated: false };
  const deliver = (data: unknown) =>
    queueMicrotask(() => listeners.get('message')?.(new MessageEvent('message', { data })));
  const worker: WorkerLike = {
    postMessage(message) {
      const request = importRequestSchema.parse(message);
      if (request.type === 'cancel') return controllers.get(request.requestId)?.abort();
      const controller = new AbortController();
      controllers.set(request.requestId, controller);
      void runImportJob(request, {
        openDatasets: async () => ok((await openStorage()).datasets),
        giveWay: () => new Promise((resolve) => setTimeout(resolve)),
        post: (response) => deliver(structuredClone(response)),
        signal: controller.signal,
        ...environment,
      });
    },
    addEventListener: (type: string, listener: (event: MessageEvent<unknown>) => void) =>
      void listeners.set(type, listener),
    terminate: () => {
      state.terminated = true;
    },
  };
  return { worker, state, listeners };
}

describe('the import', () => {
  it('stores the dataset and reports progress to the end', async () => {
    const storage = await openStorage();
    const { worker, state } = workerOn();
    const seen: ImportProgress[] = [];
    const client = importClient(storage, () => worker);
    const outcome = await client.importFiles(files, {
      now: 7,
      onProgress: (progress) => seen.push(progress),
    });
    expect(outcome.ok && outcome.value.splits.map((split) => split.items)).toEqual([5, 2]);
    const id = outcome.ok ? outcome.value.id : '';
    const item = await storage.datasets.item(id, 'A90002');
    expect(item.ok && item.value?.labels).toEqual(['achievement', 'power-resources']);
    expect(seen.map((progress) => progress.phase)).toContain('storing');
    expect(seen.map((progress) => progress.share)).toEqual(seen.map((progress) => progress.share).toSorted());
    expect(state.terminated).toBe(true);
  });

  it('fills a storage in memory through the page', async () => {
    const indexed = globalThis.indexedDB;
    Reflect.deleteProperty(globalThis, 'indexedDB');
    const storage = await openStorage();
    globalThis.indexedDB = indexed;
    expect(storage.engine).toBe('memory');
    const outcome = await importClient(storage, () => workerOn().worker).importFiles(files, { now: 7 });
    const page = await storage.datasets.page(outcome.ok ? outcome.value.id : '', 'training', {
      offset: 0,
      limit: 9,
    });
    expect(page.ok && page.value.items).toHaveLength(5);
  });

  it('can be cancelled, and then stores nothing', async () => {
    const storage = await openStorage();
    const controller = new AbortController();
    const client = importClient(storage, () => workerOn().worker);
    const importing = client.importFiles(files, {
      now: 7,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    const outcome = await importing;
    expect(!outcome.ok && outcome.error).toEqual({
      code: 'cancelled',
      message: 'The import was cancelled. Nothing of it was stored.',
    });
    expect(await storage.datasets.list()).toEqual({ ok: true, value: { values: [], unreadable: [] } });
  });

  it('says in a sentence why no file was usable, and hands the report over', async () => {
    const client = importClient(await openStorage(), () => workerOn().worker);
    const outcome = await client.importFiles([{ name: 'cat.png', content: new Blob(['\0\0\0']) }], {
      now: 7,
    });
    expect(outcome).toMatchObject({
      ok: false,
      error: { code: 'unusable', report: { files: [{ name: 'cat.png' }] } },
    });
    expect(!outcome.ok && outcome.error.message).toContain('not UTF-8 text');
  });

  it('passes over a huge or vanished file and reads the others', async () => {
    const huge = new Blob(['x']);
    Object.defineProperty(huge, 'size', { value: FILE_BYTES_MAX + 1 });
    const gone = new Blob(['x']);
    Object.defineProperty(gone, 'text', {
      value: () => Promise.reject(new DOMException('gone', 'NotReadableError')),
    });
    const { worker } = workerOn();
    const client = importClient(await openStorage(), () => worker);
    const given = [{ name: 'huge.tsv', content: huge }, { name: 'gone.tsv', content: gone }, ...files];
    const outcome = await client.importFiles(given, { now: 7 });
    const notes = outcome.ok ? outcome.value.report.files.map((entry) => entry.notes.join()) : [];
    expect(notes[0]).toContain('files above 64 MB are not read');
    expect(notes[1]).toContain('could not open the file');
    expect(outcome.ok && outcome.value.splits).toHaveLength(2);
  });

  it('tells that the disk is full, with the report', async () => {
    const openDatasets = async () => ok({ save: async () => fail(storageError('quota')) });
    const client = importClient(await openStorage(), () => workerOn({ openDatasets }).worker);
    const outcome = await client.importFiles(files, { now: 7 });
    expect(outcome).toMatchObject({
      ok: false,
      error: { code: 'storage', report: { kind: 'import-report' } },
    });
  });

  it.each(['error', 'messageerror'])(
    'ends with an error when the worker dies (%s), and starts a new one next time',
    async (type) => {
      const dying = workerOn({ giveWay: () => new Promise(() => undefined) });
      const workers = [dying, workerOn()];
      const client = importClient(await openStorage(), () => workers.shift()?.worker ?? dying.worker);
      const importing = client.importFiles(files, { now: 7 });
      dying.listeners.get(type)?.(new MessageEvent(type));
      const outcome = await importing;
      expect(!outcome.ok && [outcome.error.code, outcome.error.message]).toEqual([
        'stopped',
        expect.stringContaining('Datasets stored before are kept'),
      ]);
      expect(dying.state.terminated).toBe(true);
      expect((await client.importFiles(files, { now: 7 })).ok).toBe(true);
    },
  );
});
