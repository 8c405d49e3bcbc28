import { beforeEach, describe, expect, it } from 'vitest';
import { freshIndexedDb } from '../../tests/fresh-indexed-db';
import { importFolderAtOnce } from '../domain/datasets/import-folder';
import { newGraph } from '../domain/graph/new-graph';
import { newSavedGraph } from '../domain/graph/saved-graph';
import { openRecords } from './open-records';
import { openStorage, type Storage } from './storage';

beforeEach(freshIndexedDb);

const profile = (id: string, name: string) => ({
  kind: 'profile' as const,
  version: 1 as const,
  id,
  name,
  valueSystemId: 'schwartz-10',
  target: { tradition: 2 },
});

async function fill(storage: Storage): Promise<void> {
  await storage.profiles.put(profile('p1', 'Miller'));
  await storage.profiles.put(profile('p2', 'Weaver'));
  await storage.graphs.put(newSavedGraph(newGraph({ id: 'g1', name: 'Harbour' }), 'g1', 'Harbour', 5));
  await storage.settings.set('theme', 'dark');
  const text =
    'Argument ID\tConclusion\tStance\tPremise\nA1\tWe should mend nets\tagainst\tnew ones last longer';
  const imported = importFolderAtOnce([{ name: 'arguments-training.tsv', text }], { now: 0 });
  if (!imported.ok) throw new Error(imported.error.message);
  await storage.datasets.save(imported.value.dataset, imported.value.items);
}

async function backupOf(storage: Storage): Promise<unknown> {
  const backup = await storage.backup(1);
  if (!backup.ok) throw new Error(backup.error.message);
  return JSON.parse(JSON.stringify(backup.value));
}

describe('a backup', () => {
  it('brings everything back on another device', async () => {
    const storage = await openStorage();
    await fill(storage);
    const json = await backupOf(storage);
    storage.close();
    freshIndexedDb();
    const other = await openStorage();
    expect(await other.restore(json)).toEqual({
      ok: true,
      value: {
        added: { profiles: 2, datasets: 1, items: 1, graphs: 1, settings: 1 },
        identical: 0,
        kept: [],
        refused: [],
      },
    });
    expect(await backupOf(other)).toEqual(json);
    const again = await other.restore(json);
    expect(again.ok && [again.value.identical, again.value.added]).toEqual([6, {}]);
    other.close();
  });

  it('never replaces what is there', async () => {
    const storage = await openStorage();
    await fill(storage);
    const json = await backupOf(storage);
    await storage.profiles.put(profile('p1', 'Baker'));
    const restored = await storage.restore(json);
    expect(restored.ok && restored.value.kept).toEqual([{ store: 'profiles', key: 'p1' }]);
    expect(await storage.profiles.get('p1')).toEqual({ ok: true, value: profile('p1', 'Baker') });
    storage.close();
  });

  it('takes records of newer versions as they are, and leaves damaged ones out', async () => {
    const { records } = await openRecords();
    const storage = await openStorage();
    const empty = { runs: [], profiles: [], datasets: [], items: [], settings: [] };
    const restored = await storage.restore({
      kind: 'steerboard-backup',
      version: 1,
      exportedAt: 0,
      records: {
        ...empty,
        runs: [
          { key: 'r1', value: { kind: 'run', version: 2, id: 'r1', events: 3 } },
          { key: 'r2', value: { kind: 'run', version: 1, id: 'r2' } },
        ],
        profiles: [{ key: 'p9', value: profile('another id', 'Miller') }],
        items: [{ key: ['no dataset', 'training', 0], value: {} }],
      },
    });
    expect(restored.ok && [restored.value.added, restored.value.refused.length]).toEqual([{ runs: 1 }, 3]);
    expect(await records.get('runs', 'r1')).toEqual({ kind: 'run', version: 2, id: 'r1', events: 3 });
    storage.close();
    records.close();
  });

  it('is refused in a sentence where it is something else', async () => {
    const storage = await openStorage();
    for (const json of [
      null,
      [],
      { kind: 'profile', version: 1 },
      { kind: 'steerboard-backup', version: 2 },
    ]) {
      const outcome = await storage.restore(json);
      expect(!outcome.ok && outcome.error.message).toMatch(/Nothing was changed|newer Steerboard/);
    }
    storage.close();
  });

  it('is empty after deleting everything', async () => {
    const storage = await openStorage();
    await fill(storage);
    expect((await storage.deleteEverything()).ok).toBe(true);
    expect(await backupOf(storage)).toMatchObject({
      records: { runs: [], profiles: [], datasets: [], items: [], graphs: [], settings: [] },
    });
    storage.close();
  });
});
