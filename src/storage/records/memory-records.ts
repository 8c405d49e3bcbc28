import { StorageFailure } from '../storage-error';
import {
  STORE_NAMES,
  type Change,
  type RecordKey,
  type RecordStore,
  type StoreName,
  type StoredRecord,
} from './record-store';

type Stored = Map<string, StoredRecord>;

/** Records in memory, with the behaviour of the IndexedDB store: copies go in and out, and a write is all or nothing. */
export function memoryRecords(): RecordStore {
  const stores = new Map<StoreName, Stored>(STORE_NAMES.map((name) => [name, new Map()]));
  const storeOf = (name: StoreName): Stored => stores.get(name) ?? new Map();

  return {
    engine: 'memory',
    get: async (store, key) => structuredClone(storeOf(store).get(idOf(key))?.value),
    entries: async (store, prefix = []) =>
      [...storeOf(store).values()]
        .filter(({ key }) => startsWith(key, prefix))
        .sort((a, b) => compareKeys(a.key, b.key))
        .map((record) => structuredClone(record)),
    pagesWithItem: async (itemId) =>
      [...storeOf('items').values()].flatMap(({ value }) =>
        holdsItem(value, itemId) ? [structuredClone(value)] : [],
      ),
    write: async (changes) => {
      const drafts = new Map<StoreName, Stored>();
      for (const change of changes) {
        const draft = drafts.get(change.store) ?? new Map(storeOf(change.store));
        drafts.set(change.store, draft);
        apply(draft, change);
      }
      for (const [name, draft] of drafts) stores.set(name, draft);
    },
    close: () => undefined,
  };
}

function apply(draft: Stored, change: Change): void {
  if (change.type === 'clear') return draft.clear();
  if (change.type === 'delete-under') {
    for (const [id, { key }] of draft) if (startsWith(key, change.prefix)) draft.delete(id);
    return;
  }
  const id = idOf(change.key);
  const error = draft.has(id) ? change.guard?.(draft.get(id)?.value) : undefined;
  if (error) throw new StorageFailure(error);
  if (change.type === 'delete') draft.delete(id);
  else draft.set(id, structuredClone({ key: change.key, value: change.value }));
}

const idOf = (key: RecordKey) => JSON.stringify(key);

function startsWith(key: RecordKey, prefix: readonly string[]): boolean {
  return prefix.every((part, index) =>
    typeof key === 'string' ? index === 0 && key === part : key[index] === part,
  );
}

/** IndexedDB's order for the keys used here: numbers before strings, parts from left to right. */
function compareKeys(a: RecordKey, b: RecordKey): number {
  const left = typeof a === 'string' ? [a] : a;
  const right = typeof b === 'string' ? [b] : b;
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (typeof part !== typeof other) return typeof part === 'number' ? -1 : 1;
    if (part !== other) return part < other ? -1 : 1;
  }
  return left.length - right.length;
}

function holdsItem(page: unknown, itemId: string): boolean {
  return (
    typeof page === 'object' &&
    page !== null &&
    'ids' in page &&
    Array.isArray(page.ids) &&
    page.ids.includes(itemId)
  );
}
