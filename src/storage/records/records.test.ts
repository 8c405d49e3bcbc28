import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { freshIndexedDb } from '../../../tests/fresh-indexed-db';
import { openRecords } from '../open-records';
import { storageError, toStorageError } from '../storage-error';
import { memoryRecords } from './memory-records';
import type { Change } from './record-store';

const key = fc.oneof(
  fc.constantFrom('a', 'b'),
  fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('x', 'y'), fc.nat(2)),
);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    type: fc.constant('put' as const),
    store: fc.constant('items' as const),
    key,
    value: fc.jsonValue(),
  }),
  fc.record({ type: fc.constant('delete' as const), store: fc.constant('items' as const), key }),
  fc.record({
    type: fc.constant('delete-under' as const),
    store: fc.constant('items' as const),
    prefix: fc.constantFrom(['a'], ['b', 'y']),
  }),
);

async function database() {
  freshIndexedDb();
  return (await openRecords()).records;
}

/** In IndexedDB a prefix is a range of compound keys; the stores that use prefixes have no others. */
const compoundOnly = (changes: Change[]) =>
  changes.filter((one) => !('key' in one) || typeof one.key !== 'string');

describe('records in IndexedDB and in memory', () => {
  it('behave alike', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(change, { maxLength: 6 }), { maxLength: 4 }), async (batches) => {
        const [stored, held] = [await database(), memoryRecords()];
        for (const batch of batches.map(compoundOnly)) {
          await stored.write(batch);
          await held.write(batch);
        }
        for (const prefix of [[], ['a'], ['a', 'x']]) {
          expect(await held.entries('items', prefix)).toEqual(await stored.entries('items', prefix));
        }
        stored.close();
      }),
      { numRuns: 40 },
    );
  });

  it.each(['indexeddb', 'memory'])('%s: a refused change undoes the whole write', async (engine) => {
    const records = engine === 'memory' ? memoryRecords() : await database();
    await records.write([{ type: 'put', store: 'profiles', key: 'old', value: 1 }]);
    const writing = records.write([
      { type: 'put', store: 'profiles', key: 'new', value: 2 },
      { type: 'put', store: 'profiles', key: 'old', value: 3, guard: () => storageError('newer-record') },
    ]);
    await expect(writing).rejects.toMatchObject({ error: { code: 'newer-record' } });
    expect(await records.entries('profiles')).toEqual([{ key: 'old', value: 1 }]);
  });

  it('a full disk undoes the whole write and keeps what was there', async () => {
    const records = await database();
    await records.write([{ type: 'put', store: 'profiles', key: 'old', value: 1 }]);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(function (
      this: IDBObjectStore,
      ...args
    ) {
      put.mockRestore();
      const request = this.put(...args);
      vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
        throw new DOMException('full', 'QuotaExceededError');
      });
      return request;
    });
    const writing = records.write([
      { type: 'put', store: 'profiles', key: 'one', value: 2 },
      { type: 'put', store: 'profiles', key: 'two', value: 3 },
    ]);
    const error = await writing.then(
      () => undefined,
      (thrown: unknown) => toStorageError(thrown),
    );
    vi.restoreAllMocks();
    expect(error?.code).toBe('quota');
    expect(error?.message).toContain('Everything stored before is kept');
    expect(await records.entries('profiles')).toEqual([{ key: 'old', value: 1 }]);
  });

  it('a full disk found only when the transaction commits is told as such', async () => {
    const records = await database();
    const original = IDBDatabase.prototype.transaction;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(function (
      this: IDBDatabase,
      ...args
    ) {
      const transaction = original.apply(this, args);
      Object.defineProperty(transaction, 'error', { value: new DOMException('full', 'QuotaExceededError') });
      queueMicrotask(() => transaction.abort());
      return transaction;
    });
    const writing = records.write([{ type: 'put', store: 'profiles', key: 'one', value: 2 }]);
    await expect(writing).rejects.toMatchObject({ error: { code: 'quota' } });
    expect(await records.entries('profiles')).toEqual([]);
  });
});
