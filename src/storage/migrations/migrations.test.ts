import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { freshIndexedDb } from '../../../tests/fresh-indexed-db';
import versionOne from '../../../tests/fixtures/storage/database-v1.json';
import versionTwo from '../../../tests/fixtures/storage/database-v2.json';
import { newGraph } from '../../domain/graph/new-graph';
import { newSavedGraph } from '../../domain/graph/saved-graph';
import { DATABASE_NAME } from '../open-database';
import { openRecords } from '../open-records';
import { datasetsRepository } from '../repositories/datasets';
import { openStorage } from '../storage';
import { DATABASE_VERSION, migrate, MIGRATIONS } from './index';

const fixtureSchema = z.object({
  version: z.number(),
  stores: z.record(
    z.string(),
    z.array(
      z.object({
        key: z.union([z.string(), z.array(z.union([z.string(), z.number()]))]),
        value: z.unknown(),
      }),
    ),
  ),
});

/** Builds the database as the app of that version left it. */
async function build(fixture: unknown): Promise<z.infer<typeof fixtureSchema>> {
  const { version, stores } = fixtureSchema.parse(fixture);
  const database = await openDB(DATABASE_NAME, version, {
    upgrade: (upgrading, from, to, transaction) => migrate(upgrading, from, to ?? version, transaction),
  });
  for (const [name, list] of Object.entries(stores)) {
    for (const { key, value } of list) await database.put(name, value, key);
  }
  database.close();
  return { version, stores };
}

beforeEach(freshIndexedDb);

describe('the steps', () => {
  it('are numbered from 1 without gaps', () => {
    expect(MIGRATIONS.map((step) => step.version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });
});

describe('a database of version 1', () => {
  it('keeps every record of every store', async () => {
    const { stores } = await build(versionOne);
    const { records, reason } = await openRecords();
    expect(reason).toBeNull();
    for (const store of ['runs', 'profiles', 'datasets', 'settings'] as const) {
      const kept = await records.entries(store);
      expect(new Map(kept.map(({ key, value }) => [key, value]))).toEqual(
        new Map(stores[store]?.map(({ key, value }) => [key, value])),
      );
    }
    const [page] = await records.entries('items');
    expect(page?.value).toEqual({
      ...z.object({}).loose().parse(stores.items?.[0]?.value),
      ids: ['A1', 'A2'],
    });
  });

  it('gets summaries of its runs, and leaves alone what it does not understand', async () => {
    await build(versionOne);
    const { records } = await openRecords();
    const summaries = await records.entries('run-summaries');
    expect(summaries.map(({ key }) => key)).toEqual(['run-1', 'run-from-tomorrow']);
    expect(summaries[0]?.value).not.toHaveProperty('events');
    expect(summaries[0]?.value).toMatchObject({ summary: { question: 'Should the choir sing outdoors?' } });
    expect(await records.get('runs', 'run-damaged')).toBe('not a record');
  });

  it('finds its items by id', async () => {
    await build(versionOne);
    const { records } = await openRecords();
    const found = await datasetsRepository(records).item('set-1', 'A1');
    expect(found.ok && found.value?.argument?.conclusion).toBe('We should paint the pier');
  });

  it('notes each step', async () => {
    await build(versionOne);
    const { records } = await openRecords();
    const notes = await records.entries('meta');
    expect(notes.map(({ key }) => key)).toEqual(
      Array.from({ length: DATABASE_VERSION }, (_, index) => `migration-${index + 1}`),
    );
  });
});

describe('a database of version 2', () => {
  it('keeps every record of every store, and gets a place for graphs', async () => {
    const { stores } = await build(versionTwo);
    const { records, reason } = await openRecords();
    expect(reason).toBeNull();
    for (const store of ['runs', 'run-summaries', 'profiles', 'datasets', 'items', 'settings'] as const) {
      const kept = await records.entries(store);
      expect(new Map(kept.map(({ key, value }) => [JSON.stringify(key), value]))).toEqual(
        new Map(stores[store]?.map(({ key, value }) => [JSON.stringify(key), value])),
      );
    }
    expect(await records.entries('graphs')).toEqual([]);
    records.close();
    const storage = await openStorage();
    const saved = newSavedGraph(newGraph({ id: 'any', name: 'any' }), 'g1', 'Tides', 1);
    await storage.graphs.put(saved);
    expect(await storage.graphs.list()).toEqual({ ok: true, value: { values: [saved], unreadable: [] } });
    storage.close();
  });
});
