/** What went wrong with stored data. Every code has one cause that a person can act on. */
export type StorageErrorCode =
  /** The browser has no IndexedDB, or refuses it here. */
  | 'unavailable'
  /** Another tab holds an older database open and doesn't let go. */
  | 'blocked'
  /** The database was written by a newer Steerboard. */
  | 'newer-app'
  /** This tab had to let a newer Steerboard in another tab take the database over. */
  | 'taken-over'
  /** The disk, or this site's share of it, is full. */
  | 'quota'
  /** A record was written by a newer Steerboard, and stays as it is. */
  | 'newer-record'
  | 'unreadable'
  | 'failed';

/** `message` says what happened, what was kept and what to do. */
export type StorageError = { code: StorageErrorCode; message: string };

const MESSAGES: Record<StorageErrorCode, string> = {
  unavailable:
    'This browser does not let the page store anything (a private window often does not). Steerboard works, but what you make is gone when the tab closes: export what you want to keep, or use a normal window.',
  blocked:
    "Another tab holds an older Steerboard open, so stored data can't be reached. Nothing is lost: close the other tabs and reload. Until then, what you make here is gone when this tab closes.",
  'newer-app':
    'The stored data was written by a newer Steerboard. It is kept untouched: reload to get the newer version. Until then, what you make here is gone when this tab closes.',
  'taken-over':
    'A newer Steerboard was opened in another tab and has taken the stored data over. Everything stored is kept: reload this tab to go on. What was not yet stored can still be exported.',
  quota:
    'There is no room left to store this. Everything stored before is kept: delete datasets or runs you no longer need, or free disk space, and try again.',
  'newer-record': 'This record was made by a newer Steerboard. It is kept untouched: open it there.',
  unreadable: "This record is damaged and can't be read. It is kept as it is.",
  failed:
    'The browser could not finish this with its storage. What was stored before is kept: try again, or reload the page.',
};

export function storageError(code: StorageErrorCode, detail?: string): StorageError {
  return { code, message: detail ? `${MESSAGES[code]} (${detail})` : MESSAGES[code] };
}

/** Carries a StorageError through code that throws; repositories turn it into a Result. */
export class StorageFailure extends Error {
  constructor(readonly error: StorageError) {
    super(error.message);
    this.name = 'StorageFailure';
  }
}

/** The StorageError behind anything that IndexedDB, or this layer, throws. */
export function toStorageError(thrown: unknown): StorageError {
  if (thrown instanceof StorageFailure) return thrown.error;
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : '';
  const detail = thrown instanceof Error || thrown instanceof DOMException ? thrown.message : String(thrown);
  if (name === 'QuotaExceededError') return storageError('quota');
  if (name === 'VersionError') return storageError('newer-app');
  if (name === 'SecurityError') return storageError('unavailable', detail);
  return storageError('failed', detail);
}
