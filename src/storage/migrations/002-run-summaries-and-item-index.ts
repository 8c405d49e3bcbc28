import { isRecord, type Migration } from './migration';

/**
 * Lists of runs had to load every event of every run, and finding one item had to read its whole dataset. From here on
 * each run has a summary (the run without its events), and pages of items are indexed by the ids in them.
 */
export const runSummariesAndItemIndex: Migration = {
  version: 2,
  description: 'Run summaries and an index of items',
  up: async (database, transaction) => {
    const summaries = database.createObjectStore('run-summaries');
    for (let run = await transaction.objectStore('runs').openCursor(); run; run = await run.continue()) {
      const value: unknown = run.value;
      if (!isRecord(value)) continue;
      const { events: _events, ...summary } = value;
      await summaries.put(summary, run.key);
    }
    const items = transaction.objectStore('items');
    for (let page = await items.openCursor(); page; page = await page.continue()) {
      const value: unknown = page.value;
      if (!isRecord(value) || !Array.isArray(value.items)) continue;
      const ids = value.items.flatMap((item: unknown) =>
        isRecord(item) && typeof item.id === 'string' ? [item.id] : [],
      );
      await page.update({ ...value, ids });
    }
    items.createIndex('by-item', 'ids', { multiEntry: true });
  },
};
