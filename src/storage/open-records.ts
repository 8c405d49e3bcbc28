import { openDatabase, type Database, type OpenOptions } from './open-database';
import { indexedDbRecords } from './records/indexed-db-records';
import { memoryRecords } from './records/memory-records';
import type { RecordStore } from './records/record-store';
import { storageError, StorageFailure, toStorageError, type StorageError } from './storage-error';

export type OpenedRecords = {
  records: RecordStore;
  /** Why records are kept in memory only; null where they are in IndexedDB. */
  reason: StorageError | null;
  /** Tells when the connection ended on its own while the page was open. Returns how to stop listening. */
  onEnd(listener: (error: StorageError) => void): () => void;
};

export type OpenRecordsOptions = Omit<OpenOptions, 'onEnd'>;

/** Opens IndexedDB, or falls back to memory and says why. Never rejects. */
export async function openRecords(options: OpenRecordsOptions = {}): Promise<OpenedRecords> {
  const listeners = new Set<(error: StorageError) => void>();
  const onEnd = (listener: (error: StorageError) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  let current: Database | undefined;
  let closed: StorageError | undefined;

  const open = async () => {
    current = await openDatabase({
      ...options,
      onEnd: (error) => {
        current = undefined;
        // Opening again would block the newer tab; after a mere hiccup of the browser it is right.
        if (error.code === 'taken-over') closed = error;
        for (const listener of listeners) listener(error);
      },
    });
    return current;
  };

  try {
    await open();
  } catch (thrown) {
    return { records: memoryRecords(), reason: toStorageError(thrown), onEnd };
  }
  const records = indexedDbRecords({
    database: async () => {
      if (closed) throw new StorageFailure(closed);
      return current ?? open();
    },
    close: () => {
      closed = storageError('failed', 'it was closed');
      current?.close();
      current = undefined;
    },
  });
  return { records, reason: null, onEnd };
}
