import type { IDBPDatabase, IDBPTransaction } from 'idb';

/**
 * One step forward. Migrations see the untyped database: the types of today do not describe the data of then. A record
 * that a migration does not understand is left as it is.
 */
export type Migration = {
  /** The database version this step leads to; steps are numbered 1, 2, 3, … and never change once released. */
  version: number;
  description: string;
  up(database: IDBPDatabase, transaction: IDBPTransaction<unknown, string[], 'versionchange'>): Promise<void>;
};

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
