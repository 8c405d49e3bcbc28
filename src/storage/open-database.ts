import { openDB, type IDBPDatabase } from 'idb';
import { DATABASE_VERSION, migrate } from './migrations/index';
import { storageError, StorageFailure, toStorageError, type StorageError } from './storage-error';

export const DATABASE_NAME = 'steerboard';

/** Without a schema: what is stored is `unknown` until a repository parses it. */
export type Database = IDBPDatabase;

/** How long another tab gets to close its older connection, and how long the browser gets to answer at all; in ms. */
const BLOCKED_WAIT_MS = 3000;
const ANSWER_WAIT_MS = 10_000;

export type OpenOptions = {
  /** Called when the connection ends on its own: taken over by a newer tab, or closed by the browser. */
  onEnd?: (error: StorageError) => void;
  blockedWaitMs?: number;
  answerWaitMs?: number;
};

/** Opens and migrates the database; rejects with a StorageFailure that says why it can't. */
export async function openDatabase({
  onEnd,
  blockedWaitMs = BLOCKED_WAIT_MS,
  answerWaitMs = ANSWER_WAIT_MS,
}: OpenOptions = {}): Promise<Database> {
  if (typeof indexedDB === 'undefined' || indexedDB === null) {
    throw new StorageFailure(storageError('unavailable'));
  }
  let giveUp: (failure: StorageFailure) => void = () => undefined;
  const gaveUp = new Promise<never>((_resolve, reject) => {
    giveUp = reject;
  });
  const timers = [
    setTimeout(
      () => giveUp(new StorageFailure(storageError('unavailable', 'it did not answer'))),
      answerWaitMs,
    ),
  ];
  const opening = open();
  try {
    return await Promise.race([opening, gaveUp]);
  } catch (thrown) {
    // If it opens after all, nobody uses it: closing it keeps it from blocking other tabs.
    opening.then((late) => late.close()).catch(() => undefined);
    throw openFailure(thrown);
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }

  async function open(): Promise<Database> {
    const database: Database = await openDB(DATABASE_NAME, DATABASE_VERSION, {
      async upgrade(upgrading, oldVersion, newVersion, transaction) {
        await migrate(upgrading, oldVersion, newVersion ?? DATABASE_VERSION, transaction);
      },
      blocked() {
        timers.push(setTimeout(() => giveUp(new StorageFailure(storageError('blocked'))), blockedWaitMs));
      },
      blocking() {
        database.close();
        onEnd?.(storageError('taken-over'));
      },
      terminated() {
        onEnd?.(storageError('failed', 'the browser closed the database'));
      },
    });
    return database;
  }
}

/** Browsers refuse in private windows with different errors; all but the known ones mean "not here". */
function openFailure(thrown: unknown): StorageFailure {
  if (thrown instanceof StorageFailure) return thrown;
  const error = toStorageError(thrown);
  const stepFailed = thrown instanceof DOMException && thrown.name === 'AbortError';
  if (error.code !== 'failed' || stepFailed) return new StorageFailure(error);
  return new StorageFailure(
    storageError('unavailable', thrown instanceof Error ? thrown.message : String(thrown)),
  );
}
