import type { Migration } from './migration';

/** Graphs that a person drew or learned, each with its earlier versions. */
export const graphs: Migration = {
  version: 3,
  description: 'Graphs',
  up: async (database) => {
    database.createObjectStore('graphs');
  },
};
