import type { z } from 'zod';
import { storageError, type StorageError } from './storage-error';
import type { RecordKey, StoredRecord, StoreName } from './records/record-store';
import { isRecord } from './migrations/migration';

/** How records of one store are read: their schema, and the newest version this app knows. */
export type RecordShape<T> = { store: StoreName; schema: z.ZodType<T>; version: number };

/** A stored record that this app can't read, and leaves as it is. */
export type UnreadableRecord = { store: StoreName; key: RecordKey; error: StorageError };

export type ReadRecord<T> = { value: T } | { error: StorageError };

export function isNewer(value: unknown, version: number): boolean {
  return isRecord(value) && typeof value.version === 'number' && value.version > version;
}

/** Parses a stored value; one of a newer version and a damaged one give different errors. */
export function readRecord<T>(shape: RecordShape<T>, value: unknown): ReadRecord<T> {
  if (isNewer(value, shape.version)) return { error: storageError('newer-record') };
  const parsed = shape.schema.safeParse(value);
  return parsed.success ? { value: parsed.data } : { error: storageError('unreadable') };
}

/** Parses a list of stored records, setting aside those that can't be read. */
export function readAll<T>(
  shape: RecordShape<T>,
  records: readonly StoredRecord[],
): { values: T[]; unreadable: UnreadableRecord[] } {
  const values: T[] = [];
  const unreadable: UnreadableRecord[] = [];
  for (const { key, value } of records) {
    const read = readRecord(shape, value);
    if ('value' in read) values.push(read.value);
    else unreadable.push({ store: shape.store, key, error: read.error });
  }
  return { values, unreadable };
}

/** The guard of every write: a record of a newer version is neither overwritten nor deleted. */
export const keepNewer =
  (version: number) =>
  (existing: unknown): StorageError | undefined =>
    isNewer(existing, version) ? storageError('newer-record') : undefined;
