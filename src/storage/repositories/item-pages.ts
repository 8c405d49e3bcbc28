import { z } from 'zod';
import type { DatasetItem } from '../../domain/datasets/dataset';
import type { Change } from '../records/record-store';

/**
 * Items are stored in pages, not one by one: writing the 5,393 rows of Touché's training split takes Chromium about a
 * tenth of the time that way, and paging and searching read whole pages anyway.
 */
export const ITEMS_PER_PAGE = 256;

/** Its items are parsed one by one, so that one damaged item does not hide the others. */
export const itemPageSchema = z.object({
  kind: z.literal('item-page'),
  version: z.literal(1),
  datasetId: z.string(),
  split: z.string(),
  page: z.number().int().nonnegative(),
  ids: z.array(z.string()),
  items: z.array(z.unknown()),
});

/** The changes that store items, which stand in published order within each split. */
export function pageChanges(datasetId: string, items: readonly DatasetItem[]): Change[] {
  const bySplit = new Map<string, DatasetItem[]>();
  for (const item of items) {
    const list = bySplit.get(item.split);
    if (list) list.push(item);
    else bySplit.set(item.split, [item]);
  }
  return [...bySplit].flatMap(([split, list]) =>
    Array.from({ length: Math.ceil(list.length / ITEMS_PER_PAGE) }, (_, page): Change => {
      const part = list.slice(page * ITEMS_PER_PAGE, (page + 1) * ITEMS_PER_PAGE);
      const ids = part.map((item) => item.id);
      return {
        type: 'put',
        store: 'items',
        key: [datasetId, split, page],
        value: { kind: 'item-page', version: 1, datasetId, split, page, ids, items: part },
      };
    }),
  );
}
