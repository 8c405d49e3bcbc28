import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { freshIndexedDb } from '../../../tests/fresh-indexed-db';
import type { Dataset, DatasetItem } from '../../domain/datasets/dataset';
import { profileSchema } from '../../domain/values/profile';
import { openRecords } from '../open-records';
import { memoryRecords } from '../records/memory-records';
import type { RecordStore } from '../records/record-store';
import { collection } from './collection';
import { datasetsRepository } from './datasets';
import { ITEMS_PER_PAGE } from './item-pages';
import { runsRepository } from './runs';
import { settingsRepository } from './settings';

const runSchema = z.object({
  kind: z.literal('run'),
  version: z.literal(1),
  id: z.string(),
  startedAt: z.number(),
  summary: z.object({ question: z.string() }),
  events: z.array(z.unknown()).min(1),
});
const runs = (records: RecordStore) =>
  runsRepository(records, runSchema, runSchema.omit({ events: true }), 1);
const run = (id: string, startedAt: number, events: unknown[] = [{ seq: 0 }]) => ({
  kind: 'run' as const,
  version: 1 as const,
  id,
  startedAt,
  summary: { question: `Question of ${id}` },
  events,
});

const engines: [string, () => Promise<RecordStore>][] = [
  ['IndexedDB', async () => (await openRecords()).records],
  ['memory', async () => memoryRecords()],
];

beforeEach(freshIndexedDb);

describe.each(engines)('in %s', (_name, open) => {
  it('a run comes back exactly as it was', async () => {
    const records = await open();
    await fc.assert(
      fc.asyncProperty(fc.uuid(), fc.array(fc.jsonValue(), { minLength: 1 }), async (id, events) => {
        // -0 is the one JSON number that JSON itself does not keep.
        const stored = run(id, 5, JSON.parse(JSON.stringify(events)));
        expect(await runs(records).put(stored)).toEqual({ ok: true, value: undefined });
        expect(await runs(records).get(id)).toEqual({ ok: true, value: stored });
      }),
      { numRuns: 25 },
    );
  });

  it('runs are listed newest first without their events, and a deleted one can be brought back', async () => {
    const repository = runs(await open());
    for (const [id, at] of [
      ['a', 1],
      ['b', 3],
      ['c', 2],
    ] as const)
      await repository.put(run(id, at));
    const list = await repository.list();
    expect(list.ok && list.value.values.map((one) => one.id)).toEqual(['b', 'c', 'a']);
    expect(list.ok && list.value.values[0]).not.toHaveProperty('events');
    const removed = await repository.remove('b');
    expect((await repository.get('b')).ok && (await repository.list()).ok).toBe(true);
    if (!removed.ok || !removed.value) throw new Error('nothing was removed');
    await repository.put(removed.value);
    expect(await repository.get('b')).toEqual({ ok: true, value: run('b', 3) });
  });

  it('a record of a newer version is listed as such, and neither replaced nor deleted', async () => {
    const records = await open();
    const tomorrow = { kind: 'run', version: 2, id: 'a', plot: 'unknown' };
    await records.write([
      { type: 'put', store: 'runs', key: 'a', value: tomorrow },
      { type: 'put', store: 'run-summaries', key: 'a', value: tomorrow },
      { type: 'put', store: 'profiles', key: 'p', value: { version: 7 } },
    ]);
    const repository = runs(records);
    const listed = await repository.list();
    expect(listed.ok && listed.value.unreadable).toMatchObject([
      { store: 'runs', key: 'a', error: { code: 'newer-record' } },
    ]);
    expect(listed.ok && listed.value.unreadable[0]?.error.message).toContain('made by a newer Steerboard');
    for (const outcome of [
      await repository.get('a'),
      await repository.put(run('a', 1)),
      await repository.remove('a'),
    ]) {
      expect(!outcome.ok && outcome.error.code).toBe('newer-record');
    }
    expect(await records.get('runs', 'a')).toEqual(tomorrow);
    const profiles = collection(records, { store: 'profiles', schema: profileSchema, version: 1 });
    expect(await profiles.list()).toMatchObject({
      ok: true,
      value: { values: [], unreadable: [{ key: 'p' }] },
    });
  });

  it('a damaged record is listed and does not hide the others', async () => {
    const records = await open();
    await records.write([
      { type: 'put', store: 'run-summaries', key: 'x', value: { kind: 'run', version: 1 } },
    ]);
    await runs(records).put(run('a', 1));
    const listed = await runs(records).list();
    expect(listed.ok && [listed.value.values.length, listed.value.unreadable[0]?.error.code]).toEqual([
      1,
      'unreadable',
    ]);
  });

  it('items are stored with their dataset, paged, searched, found by id and deleted', async () => {
    const records = await open();
    const repository = datasetsRepository(records);
    const items = [...makeItems('training', 600), ...makeItems('test', 3)];
    expect((await repository.save(dataset, items)).ok).toBe(true);
    const at = ITEMS_PER_PAGE - 2;
    const page = await repository.page('set', 'training', { offset: at, limit: 5 });
    expect(page).toEqual({ ok: true, value: { items: items.slice(at, at + 5), total: 600, unreadable: 0 } });
    const beyond = await repository.page('set', 'training', { offset: 598, limit: 20 });
    expect(beyond.ok && beyond.value.items.map((item) => item.id)).toEqual(['training-598', 'training-599']);
    expect(await repository.item('set', 'test-2')).toEqual({ ok: true, value: items[602] });
    expect(await repository.item('other', 'test-2')).toEqual({ ok: true, value: undefined });
    const found = await repository.search('set', 'training', ' PREMISE  59', { offset: 1, limit: 3 });
    expect(found.ok && [found.value.total, found.value.items.map((item) => item.position)]).toEqual([
      11,
      [590, 591, 592],
    ]);
    const removed = await repository.remove('set');
    expect(removed.ok && removed.value?.items).toHaveLength(603);
    expect(await records.entries('items')).toEqual([]);
  });

  it('a dataset with an item of a newer version is not deleted', async () => {
    const records = await open();
    const repository = datasetsRepository(records);
    await repository.save(dataset, makeItems('training', 1));
    const page = {
      kind: 'item-page',
      version: 1,
      datasetId: 'set',
      split: 'test',
      page: 0,
      ids: [],
      items: [{ version: 2 }],
    };
    await records.write([{ type: 'put', store: 'items', key: ['set', 'test', 0], value: page }]);
    const removed = await repository.remove('set');
    expect(!removed.ok && removed.error.code).toBe('newer-record');
    expect(await records.entries('items')).toHaveLength(2);
  });

  it('saving a dataset again leaves no item of before', async () => {
    const records = await open();
    const repository = datasetsRepository(records);
    await repository.save(dataset, makeItems('training', 600));
    await repository.save(dataset, makeItems('training', 1));
    expect(await records.entries('items')).toHaveLength(1);
  });

  it('settings come back through their schema', async () => {
    const settings = settingsRepository(await open());
    await settings.set('theme', 'dark');
    expect(await settings.get('theme', z.string())).toEqual({ ok: true, value: 'dark' });
    expect(await settings.get('theme', z.number())).toEqual({ ok: true, value: undefined });
    await settings.remove('theme');
    expect(await settings.get('theme', z.string())).toEqual({ ok: true, value: undefined });
  });
});

function makeItems(split: string, count: number): DatasetItem[] {
  return Array.from({ length: count }, (_, position) => ({
    kind: 'item',
    version: 1,
    datasetId: 'set',
    split,
    id: `${split}-${position}`,
    position,
    argument: {
      conclusion: 'We should mend nets',
      stance: 'for',
      premise: `premise ${position}`,
      rawConclusion: 'We should mend nets',
      rawPremise: `premise ${position} `,
    },
    labels: ['tradition'],
    level1: null,
  }));
}

const counts = (name: string, items: number) => ({
  ...{ name, items, withText: items, stanceFor: items, stanceAgainst: 0, conclusions: 1, annotated: items },
  ...{ annotatedWithoutValue: 0, positives: { tradition: items } },
});

const dataset: Dataset = {
  kind: 'dataset',
  version: 1,
  id: 'set',
  name: 'A set',
  format: 'touche23',
  source: 'made up',
  licence: 'none',
  valueSystemId: 'touche-20',
  importedAt: 0,
  splits: [counts('training', 600), counts('test', 3)],
  report: { kind: 'import-report', version: 1, files: [], problems: [], problemCounts: {}, notes: [] },
};
