import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { freshIndexedDb } from '../../tests/fresh-indexed-db';
import { importFolderAtOnce } from '../domain/datasets/import-folder';
import { toRun } from '../domain/runs/read-run';
import { fail, ok } from '../domain/result';
import { openStorage, type Storage } from '../storage/storage';
import { storageError } from '../storage/storage-error';
import type { ImportClient } from '../workers/import-client';
import { DatasetsState } from './datasets-state.svelte';
import type { LibraryPorts } from './library-ports';
import { Notices } from './notices.svelte';
import { ProfilesState } from './profiles-state.svelte';
import { RunsState } from './runs-state.svelte';

let storage: Storage;
let notices: Notices;
let ports: LibraryPorts;
let ids = 0;

beforeEach(async () => {
  freshIndexedDb();
  storage = await openStorage();
  notices = new Notices();
  ids = 0;
  ports = { storage: async () => storage, notices, now: () => 1000, newId: () => `id-${(ids += 1)}` };
});

const texts = () => notices.list.map(({ text }) => text);
/** Presses the action of the newest notice, and lets what it starts come to its end. */
async function press(): Promise<void> {
  notices.list.at(-1)?.action?.run();
  await new Promise((resolve) => setTimeout(resolve, 20));
}
const dial = { target: { security: 5, power: 2 }, profileName: null };
const run = (id: string, at: number) =>
  toRun(id, [
    { kind: 'step-event', version: 1, seq: 0, at, tookMs: 0, type: 'failed', step: 'answer', message: 'No.' },
  ]);

describe('ProfilesState', () => {
  it('saves, renames, duplicates, and brings a deleted profile back', async () => {
    const profiles = new ProfilesState(ports);
    await profiles.load();
    expect(profiles.shelves.map(({ id }) => id).sort()).toEqual(['countries-ess11', 'pan-cultural', 'roles']);
    const saved = await profiles.save('  My  profile ', dial, 'schwartz-10');
    if (!saved) throw new Error('not saved');
    await profiles.rename(saved, 'Zebra');
    await profiles.duplicate(profiles.own[0]);
    await profiles.duplicate(profiles.own[0]);
    expect(profiles.own.map(({ name }) => name)).toEqual(['Zebra', 'Zebra, copy', 'Zebra, copy 2']);
    await profiles.remove(profiles.own[0]);
    expect(profiles.own).toHaveLength(2);
    await press();
    expect(profiles.own.map(({ name }) => name)).toContain('Zebra');
    expect((await openStorage()).engine).toBe('indexeddb');
  });

  it('gives a nameless profile a name, and keeps the old one where a new one is empty', async () => {
    const profiles = new ProfilesState(ports);
    const saved = await profiles.save(' ', dial, 'schwartz-10');
    if (!saved) throw new Error('not saved');
    await profiles.rename(saved, '');
    expect(profiles.own[0].name).toBe('Own profile');
  });

  it('reads back what it exports, once', async () => {
    const profiles = new ProfilesState(ports);
    await profiles.save('A', dial, 'schwartz-10');
    const text = profiles.exportText(profiles.own);
    await profiles.importText(text, 'mine.json');
    expect(texts()).toEqual(['0 profiles imported from mine.json. 1 profile of the file is here already.']);
    await profiles.rename(profiles.own[0], 'B');
    await profiles.importText(text, 'mine.json');
    expect(profiles.own.map(({ name, id }) => `${name} ${id}`)).toEqual(['A id-2', 'B id-1']);
  });

  it('says in a sentence what is wrong with a file or the storage', async () => {
    const profiles = new ProfilesState(ports);
    await profiles.importText('nonsense', 'mine.json');
    storage = { ...storage, profiles: { ...storage.profiles, put: async () => fail(storageError('quota')) } };
    expect(await profiles.save('A', dial, 'schwartz-10')).toBeUndefined();
    expect(texts()).toEqual([expect.stringMatching(/not JSON/), expect.stringMatching(/no room left/)]);
    expect(notices.list.every(({ tone }) => tone === 'problem')).toBe(true);
  });
});

describe('RunsState', () => {
  it('lists runs newest first, and brings a deleted one back', async () => {
    const runs = new RunsState(ports);
    await storage.runs.put(run('old', 1));
    await storage.runs.put(run('new', 2));
    await runs.load();
    expect(runs.list.map(({ id }) => id)).toEqual(['new', 'old']);
    await runs.remove('new');
    expect(runs.list.map(({ id }) => id)).toEqual(['old']);
    await press();
    expect(runs.list.map(({ id }) => id)).toEqual(['new', 'old']);
    expect(await runs.get('new')).toEqual(run('new', 2));
  });

  it('exports a run and imports it again, without a second copy', async () => {
    const runs = new RunsState(ports);
    await storage.runs.put(run('one', 1));
    const text = (await runs.exportText('one')) ?? '';
    await runs.importText(text, 'run.json');
    await storage.runs.remove('one');
    await runs.importText(text, 'run.json');
    expect(texts()).toEqual(['The run of run.json is here already.', 'The run of run.json was imported.']);
    expect(runs.list).toHaveLength(1);
  });

  it('gives an imported run a new id where another run has its own', async () => {
    const runs = new RunsState(ports);
    await storage.runs.put(run('one', 1));
    const text = (await runs.exportText('one')) ?? '';
    await storage.runs.put(run('one', 5));
    expect((await runs.importText(text, 'run.json'))?.id).toBe('id-1');
    expect(runs.list.map(({ startedAt }) => startedAt)).toEqual([5, 1]);
  });

  it('deletes everything, and brings everything back', async () => {
    const runs = new RunsState(ports);
    const profiles = new ProfilesState(ports);
    await storage.runs.put(run('one', 1));
    await profiles.save('A', dial, 'schwartz-10');
    let restored = 0;
    await runs.deleteEverything(() => (restored += 1));
    expect(runs.list).toEqual([]);
    expect(await storage.profiles.list()).toMatchObject({ value: { values: [] } });
    await press();
    expect(runs.list).toHaveLength(1);
    expect(await storage.profiles.list()).toMatchObject({ value: { values: [{ name: 'A' }] } });
    expect(texts()).toContain('1 run and 1 profile were brought back.');
    expect(restored).toBe(1);
  });

  it('deletes nothing where no backup could be made first', async () => {
    const runs = new RunsState(ports);
    await storage.runs.put(run('one', 1));
    storage = { ...storage, backup: async () => fail(storageError('failed')) };
    expect(await runs.deleteEverything(() => undefined)).toBe(false);
    await runs.load();
    expect(runs.list).toHaveLength(1);
  });

  it('merges a backup and says what became of it', async () => {
    const runs = new RunsState(ports);
    await storage.runs.put(run('one', 1));
    const text = (await runs.backupText()) ?? '';
    expect(await runs.restoreText(text, 'all.json')).toBe(true);
    await storage.runs.put(run('one', 5));
    await runs.restoreText(text, 'all.json');
    await runs.restoreText('{}', 'all.json');
    expect(texts()).toEqual([
      'Nothing was added: everything in this backup is here already.',
      'Nothing was added.',
      expect.stringMatching(/1 record of the backup differs .* the stored one was kept/),
      expect.stringMatching(/not a backup of Steerboard/),
    ]);
  });
});

describe('DatasetsState', () => {
  const folder = path.join(import.meta.dirname, '../../tests/fixtures/touche');
  const sources = ['arguments-training.tsv', 'labels-training.tsv', 'labels-test-nyt.tsv'].map((name) => ({
    name,
    text: readFileSync(path.join(folder, name), 'utf8'),
  }));
  /** Imports the fixture without a worker. */
  const client: ImportClient = {
    importFiles: async (_files, { now, onProgress }) => {
      onProgress?.({ phase: 'parsing', file: 'arguments-training.tsv', share: 0.5 });
      const read = importFolderAtOnce(sources, { now });
      if (!read.ok) return fail({ code: 'unusable', ...read.error });
      await storage.datasets.save(read.value.dataset, read.value.items);
      return ok(read.value.dataset);
    },
  };

  it('imports, browses, asks, and brings a deleted dataset back', async () => {
    const datasets = new DatasetsState(ports, async () => client);
    await datasets.load();
    await datasets.importFiles([]);
    expect(datasets.outcome).toMatchObject({ known: false, message: null });
    expect(datasets.progress).toBeNull();
    const { browser } = datasets;
    expect([browser.split, browser.total]).toEqual(['training', 5]);
    const item = browser.items[0];
    expect(browser.questionOf(item)?.origin?.itemId).toBe(item.id);
    await browser.search(item.id);
    expect(browser.items).toEqual([item]);
    await browser.chooseSplit('test-nyt');
    expect(browser.total).toBe(0);
    await browser.search('');
    expect(browser.questionOf(browser.items[0])).toBeUndefined();
    expect(texts().at(-1)).toMatch(/labels only/);

    const [{ id }] = datasets.list;
    await datasets.remove(id);
    expect(datasets.list).toEqual([]);
    expect(browser.dataset).toBeNull();
    await press();
    expect(datasets.list.map((dataset) => dataset.id)).toEqual([id]);
    const page = await storage.datasets.page(id, 'training', { offset: 0, limit: 9 });
    expect(page.ok && page.value.items).toHaveLength(5);
  });

  it('says that the same files were there already', async () => {
    const datasets = new DatasetsState(ports, async () => client);
    await datasets.importFiles([]);
    await datasets.importFiles([]);
    expect(datasets.outcome?.known).toBe(true);
    expect(datasets.list).toHaveLength(1);
  });

  it('shows the sentence of files that could not be used', async () => {
    const refusing: ImportClient = {
      importFiles: async () => fail({ code: 'unusable', message: 'cat.png is no dataset.' }),
    };
    const datasets = new DatasetsState(ports, async () => refusing);
    await datasets.importFiles([]);
    expect(datasets.outcome).toMatchObject({ dataset: null, message: 'cat.png is no dataset.' });
  });
});
