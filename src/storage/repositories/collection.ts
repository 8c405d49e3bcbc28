import type { Result } from '../../domain/result';
import { attempt } from '../attempt';
import { keepNewer, readAll, readRecord, type RecordShape, type UnreadableRecord } from '../readable';
import type { RecordStore } from '../records/record-store';
import { StorageFailure, type StorageError } from '../storage-error';

type Outcome<T> = Promise<Result<T, StorageError>>;

/** Records of one kind by their id. */
export type Collection<T> = {
  /** Undefined where there is no such record; an error where there is one that can't be read. */
  get(id: string): Outcome<T | undefined>;
  list(): Outcome<{ values: T[]; unreadable: UnreadableRecord[] }>;
  /** Adds the record, or replaces the one with its id. Also brings a deleted record back. */
  put(record: T): Outcome<void>;
  /** Deletes the record and gives it back, so that the deletion can be undone with `put`. */
  remove(id: string): Outcome<T | undefined>;
};

export function collection<T extends { id: string }>(
  records: RecordStore,
  shape: RecordShape<T>,
): Collection<T> {
  const guard = keepNewer(shape.version);
  const read = async (id: string): Promise<T | undefined> => {
    const stored = await records.get(shape.store, id);
    if (stored === undefined) return undefined;
    const found = readRecord(shape, stored);
    if ('error' in found) throw new StorageFailure(found.error);
    return found.value;
  };
  return {
    get: (id) => attempt(() => read(id)),
    list: () => attempt(async () => readAll(shape, await records.entries(shape.store))),
    put: (record) =>
      attempt(() =>
        records.write([{ type: 'put', store: shape.store, key: record.id, value: record, guard }]),
      ),
    remove: (id) =>
      attempt(async () => {
        const found = await read(id);
        if (found) await records.write([{ type: 'delete', store: shape.store, key: id, guard }]);
        return found;
      }),
  };
}
