import { z } from 'zod';
import { isRecord } from './migrations/migration';
import { isNewer, type RecordShape } from './readable';
import type { Change, RecordKey, RecordStore, StoredRecord } from './records/record-store';
import { DATASET_SHAPE } from './repositories/datasets';
import { itemPageSchema } from './repositories/item-pages';
import { sameJson } from './same-json';
import { storageError, StorageFailure } from './storage-error';

/** What a backup holds. Summaries of runs are made anew, and `meta` speaks of one database only. */
const BACKED_UP = ['runs', 'profiles', 'datasets', 'items', 'graphs', 'settings'] as const;
type BackedUp = (typeof BACKED_UP)[number];

const storedSchema = z.object({
  key: z.union([z.string(), z.array(z.union([z.string(), z.number()]))]),
  value: z.unknown(),
});
const listSchema = z.array(storedSchema);

/** Everything a person has, in one JSON file. Values are as stored: their own kind and version say how to read them. */
export const backupSchema = z.object({
  kind: z.literal('steerboard-backup'),
  version: z.literal(1),
  exportedAt: z.number(),
  records: z.object({
    runs: listSchema,
    profiles: listSchema,
    datasets: listSchema,
    items: listSchema,
    /** Absent in backups that were made before graphs were stored. */
    graphs: listSchema.default([]),
    settings: listSchema,
  }),
});
export type Backup = z.infer<typeof backupSchema>;

/** What became of each record of a backup. */
export type RestoreReport = {
  added: Partial<Record<BackedUp, number>>;
  identical: number;
  /** Records whose id is taken by another content: the stored one was kept. */
  kept: { store: BackedUp; key: RecordKey }[];
  /** Records that are damaged: they were left out. */
  refused: { store: BackedUp; key: RecordKey }[];
};

type Shapes = Record<BackedUp, Pick<RecordShape<unknown>, 'schema' | 'version'>>;

export function backupShapes(given: Pick<Shapes, 'runs' | 'profiles' | 'graphs'>): Shapes {
  const setting = z.object({ kind: z.literal('setting'), version: z.literal(1), value: z.unknown() });
  return {
    ...given,
    datasets: DATASET_SHAPE,
    items: { schema: itemPageSchema, version: 1 },
    settings: { schema: setting, version: 1 },
  };
}

export async function createBackup(records: RecordStore, now: number): Promise<Backup> {
  const all = async (store: BackedUp) =>
    (await records.entries(store)).map(({ key, value }) => ({
      key: typeof key === 'string' ? key : [...key],
      value,
    }));
  return {
    kind: 'steerboard-backup',
    version: 1,
    exportedAt: now,
    records: {
      runs: await all('runs'),
      profiles: await all('profiles'),
      datasets: await all('datasets'),
      items: await all('items'),
      graphs: await all('graphs'),
      settings: await all('settings'),
    },
  };
}

/** Adds what is not there yet, in one transaction: with a full disk nothing changes. */
export async function restoreBackup(
  records: RecordStore,
  shapes: Shapes,
  json: unknown,
): Promise<RestoreReport> {
  if (isNewer(json, 1)) throw new StorageFailure(storageError('newer-record', 'the backup file'));
  const parsed = backupSchema.safeParse(json);
  if (!parsed.success) {
    throw new StorageFailure({
      code: 'unreadable',
      message:
        'This is not a backup of Steerboard, or it is damaged. Nothing was changed: choose a file that "Export everything" wrote.',
    });
  }
  const report: RestoreReport = { added: {}, identical: 0, kept: [], refused: [] };
  const changes: Change[] = [];
  const newDatasets = new Set<string>();
  for (const store of BACKED_UP) {
    const present = new Map(
      (await records.entries(store)).map(({ key, value }) => [JSON.stringify(key), value]),
    );
    for (const { key, value } of parsed.data.records[store]) {
      const existing = present.get(JSON.stringify(key));
      if (existing !== undefined) {
        if (sameJson(existing, value)) report.identical += 1;
        else report.kept.push({ store, key });
        continue;
      }
      if (!isAcceptable(store, { key, value }, shapes, newDatasets)) {
        report.refused.push({ store, key });
        continue;
      }
      if (store === 'datasets' && typeof key === 'string') newDatasets.add(key);
      report.added[store] = (report.added[store] ?? 0) + 1;
      changes.push({ type: 'put', store, key, value });
      if (store === 'runs' && isRecord(value)) {
        const { events: _events, ...summary } = value;
        changes.push({ type: 'put', store: 'run-summaries', key, value: summary });
      }
    }
  }
  await records.write(changes);
  return report;
}

/** A record of a newer version is taken as it is, for the newer app to read; pages of items need their dataset. */
function isAcceptable(
  store: BackedUp,
  record: StoredRecord,
  shapes: Shapes,
  newDatasets: ReadonlySet<string>,
): boolean {
  const { key, value } = record;
  if (store === 'items') {
    const [datasetId] = typeof key === 'string' ? [key] : key;
    if (typeof datasetId !== 'string' || !newDatasets.has(datasetId)) return false;
  } else if (typeof key !== 'string') return false;
  const { schema, version } = shapes[store];
  if (isNewer(value, version)) return true;
  return (
    schema.safeParse(value).success &&
    (store === 'settings' || store === 'items' || (isRecord(value) && value.id === key))
  );
}
