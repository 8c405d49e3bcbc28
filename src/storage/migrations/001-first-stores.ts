import type { Migration } from './migration';

/** Runs, profiles, datasets with their items in pages, settings, and what the app notes about the database itself. */
export const firstStores: Migration = {
  version: 1,
  description: 'First stores',
  up: async (database) => {
    for (const name of ['runs', 'profiles', 'datasets', 'items', 'settings', 'meta'])
      database.createObjectStore(name);
  },
};
