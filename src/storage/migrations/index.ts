import type { IDBPDatabase, IDBPTransaction } from 'idb';
import { firstStores } from './001-first-stores';
import { runSummariesAndItemIndex } from './002-run-summaries-and-item-index';
import { graphs } from './003-graphs';
import type { Migration } from './migration';

/** All steps in order. To change the database, add a step and a fixture of the version before it. */
export const MIGRATIONS: readonly Migration[] = [firstStores, runSummariesAndItemIndex, graphs];

export const DATABASE_VERSION = MIGRATIONS.length;

/** Runs the steps after `oldVersion` up to `newVersion` inside the upgrade transaction, and notes each one in `meta`. */
export async function migrate(
  database: IDBPDatabase,
  oldVersion: number,
  newVersion: number,
  transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
): Promise<void> {
  for (const { version, description, up } of MIGRATIONS) {
    if (version <= oldVersion || version > newVersion) continue;
    await up(database, transaction);
    await transaction
      .objectStore('meta')
      .put({ kind: 'migration', version, description }, `migration-${version}`);
  }
}
