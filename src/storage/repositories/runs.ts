import type { z } from 'zod';
import type { Result } from '../../domain/result';
import { attempt } from '../attempt';
import { keepNewer, readAll, readRecord, type UnreadableRecord } from '../readable';
import type { Change, RecordStore } from '../records/record-store';
import { StorageFailure, type StorageError } from '../storage-error';

type Outcome<T> = Promise<Result<T, StorageError>>;

/** What every run has; the full shape is the caller's schema. */
export type StorableRun = { id: string; startedAt: number; events: unknown[] };
export type WithoutEvents<R> = Omit<R, 'events'>;

/** Runs with their events; lists come without them. */
export type RunsRepository<R extends StorableRun> = {
  get(id: string): Outcome<R | undefined>;
  /** Newest first, without events: a list of hundreds of runs stays light. */
  list(): Outcome<{ values: WithoutEvents<R>[]; unreadable: UnreadableRecord[] }>;
  /** Adds or replaces the run. Also brings a deleted run back. */
  put(run: R): Outcome<void>;
  /** Deletes the run and gives it back, so that the deletion can be undone with `put`. */
  remove(id: string): Outcome<R | undefined>;
};

/**
 * @param schema the run with its events, version `version`
 * @param summarySchema the same without `events`
 */
export function runsRepository<R extends StorableRun>(
  records: RecordStore,
  schema: z.ZodType<R>,
  summarySchema: z.ZodType<WithoutEvents<R>>,
  version: number,
): RunsRepository<R> {
  const shape = { store: 'runs' as const, schema, version };
  const read = async (id: string): Promise<R | undefined> => {
    const stored = await records.get('runs', id);
    if (stored === undefined) return undefined;
    const found = readRecord(shape, stored);
    if ('error' in found) throw new StorageFailure(found.error);
    return found.value;
  };
  return {
    get: (id) => attempt(() => read(id)),
    list: () =>
      attempt(async () => {
        const stored = await records.entries('run-summaries');
        const { values, unreadable } = readAll(
          { store: 'run-summaries', schema: summarySchema, version },
          stored,
        );
        values.sort((a, b) => b.startedAt - a.startedAt);
        return { values, unreadable: unreadable.map((record) => ({ ...record, store: 'runs' as const })) };
      }),
    put: (run) => attempt(() => records.write(runChanges(run, version))),
    remove: (id) =>
      attempt(async () => {
        const found = await read(id);
        if (!found) return undefined;
        const guard = keepNewer(version);
        await records.write([
          { type: 'delete', store: 'runs', key: id, guard },
          { type: 'delete', store: 'run-summaries', key: id },
        ]);
        return found;
      }),
  };
}

/** The run and its summary are written together, so that a list never shows a run that is not there. */
function runChanges(run: StorableRun, version: number): Change[] {
  const { events: _events, ...summary } = run;
  return [
    { type: 'put', store: 'runs', key: run.id, value: run, guard: keepNewer(version) },
    { type: 'put', store: 'run-summaries', key: run.id, value: summary },
  ];
}
