import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';

/** Gives the test an empty IndexedDB of its own. */
export function freshIndexedDb(): void {
  globalThis.indexedDB = new IDBFactory();
}
