import type { Result } from '../../domain/result';
import { cleanText } from '../../domain/datasets/clean-text';
import {
  datasetItemSchema,
  datasetSchema,
  type Dataset,
  type DatasetItem,
} from '../../domain/datasets/dataset';
import { attempt } from '../attempt';
import { isNewer, keepNewer, readRecord, type RecordShape } from '../readable';
import type { RecordStore } from '../records/record-store';
import { storageError, StorageFailure, type StorageError } from '../storage-error';
import { collection, type Collection } from './collection';
import { ITEMS_PER_PAGE, itemPageSchema, pageChanges } from './item-pages';

type Outcome<T> = Promise<Result<T, StorageError>>;

export const DATASET_SHAPE: RecordShape<Dataset> = { store: 'datasets', schema: datasetSchema, version: 1 };

export type ItemRange = { offset: number; limit: number };
/** `total` counts all items that match; `unreadable` the stored ones that could not be read on the way. */
export type ItemList = { items: DatasetItem[]; total: number; unreadable: number };

export type DatasetsRepository = Pick<Collection<Dataset>, 'get' | 'list'> & {
  /** Stores the dataset and all of its items in one transaction: all or nothing. Replaces one with the same id. */
  save(dataset: Dataset, items: readonly DatasetItem[]): Outcome<void>;
  /** Deletes the dataset with its items, and gives both back for `save`, so that the deletion can be undone. */
  remove(id: string): Outcome<{ dataset: Dataset; items: DatasetItem[] } | undefined>;
  /** Items of one split in published order. */
  page(datasetId: string, split: string, range: ItemRange): Outcome<ItemList>;
  item(datasetId: string, itemId: string, split?: string): Outcome<DatasetItem | undefined>;
  /** Items whose conclusion, premise or id contains the text, whatever its case. */
  search(datasetId: string, split: string, text: string, range: ItemRange): Outcome<ItemList>;
};

export function datasetsRepository(records: RecordStore): DatasetsRepository {
  const datasets = collection(records, DATASET_SHAPE);
  const guard = keepNewer(DATASET_SHAPE.version);

  return {
    get: datasets.get,
    list: datasets.list,
    save: (dataset, items) =>
      attempt(() =>
        records.write([
          { type: 'put', store: 'datasets', key: dataset.id, value: dataset, guard },
          { type: 'delete-under', store: 'items', prefix: [dataset.id] },
          ...pageChanges(dataset.id, items),
        ]),
      ),
    remove: async (id) => {
      const found = await datasets.get(id);
      if (!found.ok || !found.value) return found.ok ? { ok: true, value: undefined } : found;
      const dataset = found.value;
      return attempt(async () => {
        const pages = (await records.entries('items', [id])).map(({ value }) => value);
        if (pages.some(holdsNewer)) throw new StorageFailure(storageError('newer-record'));
        const items = pages.flatMap((page) => readPage(page).items);
        await records.write([
          { type: 'delete', store: 'datasets', key: id, guard },
          { type: 'delete-under', store: 'items', prefix: [id] },
        ]);
        return { dataset, items };
      });
    },
    page: (datasetId, split, { offset, limit }) =>
      attempt(async () => {
        const dataset = await datasets.get(datasetId);
        const counts = dataset.ok ? dataset.value?.splits.find(({ name }) => name === split) : undefined;
        const first = Math.floor(offset / ITEMS_PER_PAGE);
        const last = Math.floor((offset + limit - 1) / ITEMS_PER_PAGE);
        const list: ItemList = { items: [], total: counts?.items ?? 0, unreadable: 0 };
        for (let page = first; page <= last; page += 1) {
          const { items, unreadable } = readPage(await records.get('items', [datasetId, split, page]));
          list.items.push(...items.filter(({ position }) => position >= offset && position < offset + limit));
          list.unreadable += unreadable;
        }
        return list;
      }),
    item: (datasetId, itemId, split) =>
      attempt(async () => {
        const items = (await records.pagesWithItem(itemId)).flatMap((page) => readPage(page).items);
        return items.find(
          (item) =>
            item.datasetId === datasetId &&
            item.id === itemId &&
            (split === undefined || item.split === split),
        );
      }),
    search: (datasetId, split, text, { offset, limit }) =>
      attempt(async () => {
        const wanted = cleanText(text).toLowerCase();
        const list: ItemList = { items: [], total: 0, unreadable: 0 };
        // Page by page, so that the screen can draw in between.
        for (let page = 0; ; page += 1) {
          const stored = await records.get('items', [datasetId, split, page]);
          if (stored === undefined) return list;
          const { items, unreadable } = readPage(stored);
          const matches = items.filter((item) => matchesText(item, wanted));
          const room = Math.max(0, limit - list.items.length);
          list.items.push(...matches.slice(Math.max(0, offset - list.total)).slice(0, room));
          list.total += matches.length;
          list.unreadable += unreadable;
        }
      }),
  };
}

function readPage(stored: unknown): { items: DatasetItem[]; unreadable: number } {
  if (stored === undefined) return { items: [], unreadable: 0 };
  const page = readRecord({ store: 'items', schema: itemPageSchema, version: 1 }, stored);
  if ('error' in page) return { items: [], unreadable: 1 };
  const items = page.value.items.flatMap((item) => {
    const parsed = datasetItemSchema.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
  return { items, unreadable: page.value.items.length - items.length };
}

function holdsNewer(stored: unknown): boolean {
  const page = itemPageSchema.safeParse(stored);
  return isNewer(stored, 1) || (page.success && page.data.items.some((item) => isNewer(item, 1)));
}

function matchesText(item: DatasetItem, wanted: string): boolean {
  const { argument, question, id } = item;
  return [id, argument?.conclusion, argument?.premise, question?.text].some((text) =>
    text?.toLowerCase().includes(wanted),
  );
}
