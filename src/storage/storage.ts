import type { z } from 'zod';
import { profileSchema, type Profile } from '../domain/values/profile';
import { type SavedGraph, savedGraphSchema } from '../domain/graph/saved-graph';
import { runSchema, type Run } from '../domain/runs/run';
import type { Result } from '../domain/result';
import { attempt } from './attempt';
import { backupShapes, createBackup, restoreBackup, type Backup, type RestoreReport } from './backup';
import { openRecords, type OpenRecordsOptions } from './open-records';
import type { RecordShape } from './readable';
import { STORE_NAMES, type RecordStore } from './records/record-store';
import { collection, type Collection } from './repositories/collection';
import { datasetsRepository, type DatasetsRepository } from './repositories/datasets';
import { runsRepository, type RunsRepository } from './repositories/runs';
import { settingsRepository, type SettingsRepository } from './repositories/settings';
import type { StorageError } from './storage-error';

const RUN_VERSION = 1;
const runSummarySchema = runSchema.omit({ events: true });
/** A run as lists show it: everything but its events. */
export type ListedRun = z.infer<typeof runSummarySchema>;

const PROFILE_SHAPE: RecordShape<Profile> = { store: 'profiles', schema: profileSchema, version: 1 };
const GRAPH_SHAPE: RecordShape<SavedGraph> = { store: 'graphs', schema: savedGraphSchema, version: 1 };
const RUN_SHAPE: RecordShape<Run> = { store: 'runs', schema: runSchema, version: RUN_VERSION };

export type Storage = {
  /** Where things are kept. In memory they are gone when the tab closes, and `reason` says why it is so. */
  readonly engine: RecordStore['engine'];
  readonly reason: StorageError | null;
  readonly runs: RunsRepository<Run>;
  readonly profiles: Collection<Profile>;
  readonly datasets: DatasetsRepository;
  readonly graphs: Collection<SavedGraph>;
  readonly settings: SettingsRepository;
  /** Everything stored, as one value to write to a file; records of newer versions are in it as they are. */
  backup(now: number): Promise<Result<Backup, StorageError>>;
  /** Merges a backup (parsed JSON) into what is stored; what is there already is never replaced. */
  restore(json: unknown): Promise<Result<RestoreReport, StorageError>>;
  /** Deletes everything, also what can't be read. */
  deleteEverything(): Promise<Result<void, StorageError>>;
  /** Tells when the connection to the database ended on its own. Returns how to stop listening. */
  onEnd(listener: (error: StorageError) => void): () => void;
  close(): void;
};

/** Opens the stored data. Where the browser stores nothing, the same interface works in memory. Never rejects. */
export async function openStorage(options?: OpenRecordsOptions): Promise<Storage> {
  const { records, reason, onEnd } = await openRecords(options);
  return { ...storageOn(records), reason, onEnd };
}

function storageOn(records: RecordStore): Omit<Storage, 'reason' | 'onEnd'> {
  const shapes = backupShapes({ runs: RUN_SHAPE, profiles: PROFILE_SHAPE, graphs: GRAPH_SHAPE });
  return {
    engine: records.engine,
    runs: runsRepository(records, runSchema, runSummarySchema, RUN_VERSION),
    profiles: collection(records, PROFILE_SHAPE),
    datasets: datasetsRepository(records),
    graphs: collection(records, GRAPH_SHAPE),
    settings: settingsRepository(records),
    backup: (now) => attempt(() => createBackup(records, now)),
    restore: (json) => attempt(() => restoreBackup(records, shapes, json)),
    deleteEverything: () =>
      attempt(() =>
        records.write(
          STORE_NAMES.filter((store) => store !== 'meta').map((store) => ({ type: 'clear', store })),
        ),
      ),
    close: () => records.close(),
  };
}
