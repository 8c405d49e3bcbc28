import type { Database } from '../open-database';
import { StorageFailure, toStorageError, type StorageError } from '../storage-error';
import type { Change, RecordKey, RecordStore, StoredRecord, StoreName } from './record-store';

/** A key array with `[]` last sorts after every key that starts with the same parts: IndexedDB puts arrays after strings. */
const rangeUnder = (prefix: readonly string[]) => IDBKeyRange.bound([...prefix], [...prefix, []]);

const plainKey = (key: RecordKey): IDBValidKey => (typeof key === 'string' ? key : [...key]);

type Connection = {
  /** The open database; opens it again where the browser had closed it. Rejects with a StorageFailure. */
  database(): Promise<Database>;
  close(): void;
};

/** Records in IndexedDB. */
export function indexedDbRecords(connection: Connection): RecordStore {
  async function using<T>(work: (database: Database) => Promise<T>): Promise<T> {
    try {
      return await work(await connection.database());
    } catch (thrown) {
      throw new StorageFailure(toStorageError(thrown));
    }
  }

  return {
    engine: 'indexeddb',
    get: (store, key) => using(async (database): Promise<unknown> => database.get(store, plainKey(key))),
    entries: (store, prefix) =>
      using(async (database) => {
        const range = prefix && prefix.length > 0 ? rangeUnder(prefix) : undefined;
        const transaction = database.transaction(store);
        const [keys, values] = await Promise.all([
          transaction.store.getAllKeys(range),
          transaction.store.getAll(range),
        ]);
        return keys.map((key, index): StoredRecord => ({ key: recordKey(key), value: values[index] }));
      }),
    pagesWithItem: (itemId) =>
      using(async (database): Promise<unknown[]> => database.getAllFromIndex('items', 'by-item', itemId)),
    write: (changes) => using((database) => writeAll(database, changes)),
    close: () => connection.close(),
  };
}

async function writeAll(database: Database, changes: readonly Change[]): Promise<void> {
  const names = [...new Set(changes.map((change) => change.store))];
  if (names.length === 0) return;
  const transaction = database.transaction<StoreName[], 'readwrite'>(names, 'readwrite');
  // Observed from the start: an abort must not surface as an unhandled rejection of `done`.
  const finished = transaction.done.then(
    () => undefined,
    (thrown: unknown) => ({ thrown }),
  );
  let refused: StorageError | undefined;
  const requests: Promise<unknown>[] = [];
  try {
    for (const change of changes) {
      const store = transaction.objectStore(change.store);
      if (change.type === 'clear') requests.push(store.clear());
      else if (change.type === 'delete-under') requests.push(store.delete(rangeUnder(change.prefix)));
      else {
        const key = plainKey(change.key);
        if (change.guard && (await store.count(key)) > 0) refused = change.guard(await store.get(key));
        if (refused) throw new StorageFailure(refused);
        requests.push(change.type === 'put' ? store.put(change.value, key) : store.delete(key));
      }
    }
    await Promise.all(requests);
  } catch (thrown) {
    // A quota error leaves the requests before it standing unless the whole transaction goes.
    for (const request of requests) request.catch(() => undefined);
    abort(transaction);
    const end = await finished;
    // Requests cut off by the end of their transaction say "AbortError"; why it ended, only the transaction knows.
    throw isNamed(thrown, 'AbortError') && end ? end.thrown : thrown;
  }
  const end = await finished;
  if (end) throw end.thrown;
}

const isNamed = (thrown: unknown, name: string) =>
  typeof thrown === 'object' && thrown !== null && 'name' in thrown && thrown.name === name;

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already, by itself.
  }
}

function recordKey(key: IDBValidKey): RecordKey {
  if (typeof key === 'string') return key;
  if (Array.isArray(key)) return key.map((part) => (typeof part === 'number' ? part : String(part)));
  return String(key);
}
