import type { StorageError } from '../storage-error';

export const STORE_NAMES = [
  'runs',
  'run-summaries',
  'profiles',
  'datasets',
  'items',
  'graphs',
  'settings',
  'meta',
] as const;
export type StoreName = (typeof STORE_NAMES)[number];

/** Keys stand outside the records: a record of any shape, even one from a newer version, has its key. */
export type RecordKey = string | readonly (string | number)[];
export type StoredRecord = { key: RecordKey; value: unknown };

/** Looks at the record that a change would replace or remove; an error stops the whole transaction. */
export type Guard = (existing: unknown) => StorageError | undefined;

export type Change =
  | { type: 'put'; store: StoreName; key: RecordKey; value: unknown; guard?: Guard }
  | { type: 'delete'; store: StoreName; key: RecordKey; guard?: Guard }
  /** Deletes every record whose key starts with these parts. */
  | { type: 'delete-under'; store: StoreName; prefix: readonly string[] }
  | { type: 'clear'; store: StoreName };

/**
 * Where records are kept: IndexedDB, or memory where there is none. Values are `unknown` here; repositories parse them.
 * All methods reject with a StorageFailure, and `write` makes all of its changes or none.
 */
export interface RecordStore {
  readonly engine: 'indexeddb' | 'memory';
  get(store: StoreName, key: RecordKey): Promise<unknown>;
  /** Records in key order, or those under a prefix of a compound key. */
  entries(store: StoreName, prefix?: readonly string[]): Promise<StoredRecord[]>;
  /** Pages of items that hold an item with this id, of whatever dataset. */
  pagesWithItem(itemId: string): Promise<unknown[]>;
  write(changes: readonly Change[]): Promise<void>;
  close(): void;
}
