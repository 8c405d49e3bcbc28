import { forceCloseDatabase } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { freshIndexedDb } from '../../tests/fresh-indexed-db';
import { DATABASE_NAME } from './open-database';
import { DATABASE_VERSION, migrate } from './migrations/index';
import { openStorage } from './storage';
import type { StorageError } from './storage-error';

beforeEach(freshIndexedDb);
afterEach(() => vi.unstubAllGlobals());

const profile = {
  kind: 'profile',
  version: 1,
  id: 'p1',
  name: 'Ferryman',
  valueSystemId: 'schwartz-10',
  target: { security: 4 },
} as const;

async function worksInMemory(code: StorageError['code']) {
  const storage = await openStorage({ blockedWaitMs: 20, answerWaitMs: 200 });
  expect(storage.engine).toBe('memory');
  expect(storage.reason?.code).toBe(code);
  expect(storage.reason?.message).toMatch(/\w+[^.]*\. .*\.|:/);
  expect((await storage.profiles.put(profile)).ok).toBe(true);
  expect(await storage.profiles.get('p1')).toEqual({ ok: true, value: profile });
}

const older = () =>
  openDB(DATABASE_NAME, DATABASE_VERSION - 1, {
    upgrade: (database, from, to, transaction) => migrate(database, from, to ?? 1, transaction),
  });

describe('openStorage', () => {
  it('keeps records in IndexedDB across openings', async () => {
    const first = await openStorage();
    expect(first).toMatchObject({ engine: 'indexeddb', reason: null });
    await first.profiles.put(profile);
    first.close();
    const second = await openStorage();
    expect(await second.profiles.get('p1')).toEqual({ ok: true, value: profile });
    second.close();
  });

  it('works in memory where there is no IndexedDB', async () => {
    vi.stubGlobal('indexedDB', undefined);
    await worksInMemory('unavailable');
  });

  it.each(['SecurityError', 'InvalidStateError', 'UnknownError'])(
    'works in memory where opening throws %s',
    async (name) => {
      vi.stubGlobal('indexedDB', {
        open: () => {
          throw new DOMException('A mutation operation was attempted', name);
        },
      });
      await worksInMemory('unavailable');
    },
  );

  it('works in memory where the browser never answers', async () => {
    vi.stubGlobal('indexedDB', { open: () => new IDBOpenDBRequest() });
    await worksInMemory('unavailable');
  });

  it('leaves the database of a newer app alone', async () => {
    const newer = await openDB(DATABASE_NAME, DATABASE_VERSION + 1, {
      upgrade: (database) => void database.createObjectStore('from-tomorrow'),
    });
    newer.close();
    await worksInMemory('newer-app');
    const again = await openDB(DATABASE_NAME);
    expect([again.version, [...again.objectStoreNames]]).toEqual([DATABASE_VERSION + 1, ['from-tomorrow']]);
    again.close();
  });

  it('works in memory where another tab does not let go', async () => {
    const other = await older();
    await worksInMemory('blocked');
    other.close();
  });

  it('waits for another tab that does let go', async () => {
    const other = await older();
    other.addEventListener('versionchange', () => other.close());
    const storage = await openStorage();
    expect(storage.engine).toBe('indexeddb');
    storage.close();
  });

  it('lets a newer app take over, and says so', async () => {
    const storage = await openStorage();
    const ended: StorageError[] = [];
    storage.onEnd((error) => ended.push(error));
    await storage.profiles.put(profile);
    const newer = await openDB(DATABASE_NAME, DATABASE_VERSION + 1);
    expect(ended.map((error) => error.code)).toEqual(['taken-over']);
    const refused = await storage.profiles.put(profile);
    expect(!refused.ok && refused.error.code).toBe('taken-over');
    expect(await newer.get('profiles', 'p1')).toEqual(profile);
    newer.close();
  });

  it('opens the database again when the browser has closed it', async () => {
    const opened = vi.spyOn(indexedDB, 'open');
    const storage = await openStorage();
    await storage.profiles.put(profile);
    const ended: StorageError[] = [];
    storage.onEnd((error) => ended.push(error));
    const [first] = opened.mock.results;
    if (first?.type !== 'return') throw new Error('nothing was opened');
    // The package's own type for this asks for the class, where it takes the connection.
    Reflect.apply(forceCloseDatabase, undefined, [first.value.result]);
    await vi.waitFor(() => expect(ended).toHaveLength(1));
    expect(ended.map((error) => error.code)).toEqual(['failed']);
    expect(await storage.profiles.get('p1')).toEqual({ ok: true, value: profile });
    expect(opened).toHaveBeenCalledTimes(2);
    storage.close();
  });
});
