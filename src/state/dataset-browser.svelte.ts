import { toQuestion } from '../domain/datasets/questions/to-question';
import type { Dataset, DatasetItem } from '../domain/datasets/dataset';
import type { Question } from '../domain/questions/question';
import type { LibraryPorts } from './library-ports';

/** Items on one page of the list. */
export const ITEMS_SHOWN = 20;

/** Looking through one dataset: a split, a text to search for, and a page of items. */
export class DatasetBrowser {
  readonly #ports: Pick<LibraryPorts, 'storage' | 'notices'>;
  #dataset = $state.raw<Dataset | null>(null);
  #split = $state('');
  #text = $state('');
  #page = $state(0);
  #items = $state.raw<readonly DatasetItem[]>([]);
  #total = $state(0);
  #unreadable = $state(0);
  #looking = $state(false);
  /** Counts requests: an answer that is not to the latest one is stale. */
  #request = 0;

  constructor(ports: Pick<LibraryPorts, 'storage' | 'notices'>) {
    this.#ports = ports;
  }

  get dataset(): Dataset | null {
    return this.#dataset;
  }
  get split(): string {
    return this.#split;
  }
  get text(): string {
    return this.#text;
  }
  /** From 0. */
  get page(): number {
    return this.#page;
  }
  get pages(): number {
    return Math.max(1, Math.ceil(this.#total / ITEMS_SHOWN));
  }
  get items(): readonly DatasetItem[] {
    return this.#items;
  }
  /** Items that match, on all pages. */
  get total(): number {
    return this.#total;
  }
  get unreadable(): number {
    return this.#unreadable;
  }
  get looking(): boolean {
    return this.#looking;
  }

  async open(dataset: Dataset): Promise<void> {
    this.#dataset = dataset;
    this.#split = dataset.splits[0].name;
    this.#text = '';
    await this.#look(0);
  }

  close(): void {
    this.#request += 1;
    this.#dataset = null;
    this.#items = [];
    this.#total = 0;
    this.#looking = false;
  }

  async chooseSplit(name: string): Promise<void> {
    this.#split = name;
    await this.#look(0);
  }

  async search(text: string): Promise<void> {
    this.#text = text;
    await this.#look(0);
  }

  /** Goes to a page; one beyond the ends is the nearest that there is. */
  async turnTo(page: number): Promise<void> {
    await this.#look(Math.min(this.pages - 1, Math.max(0, page)));
  }

  /** The item as a question; undefined with a notice where it holds no text to ask about. */
  questionOf(item: DatasetItem): Question | undefined {
    if (!this.#dataset) return undefined;
    const question = toQuestion(item, this.#dataset);
    if (question.ok) return question.value;
    this.#ports.notices.problem(question.error);
    return undefined;
  }

  async #look(page: number): Promise<void> {
    const dataset = this.#dataset;
    if (!dataset) return;
    this.#request += 1;
    const request = this.#request;
    this.#looking = true;
    const { datasets } = await this.#ports.storage();
    const range = { offset: page * ITEMS_SHOWN, limit: ITEMS_SHOWN };
    const text = this.#text.trim();
    const found =
      text === ''
        ? await datasets.page(dataset.id, this.#split, range)
        : await datasets.search(dataset.id, this.#split, text, range);
    if (request !== this.#request) return;
    this.#looking = false;
    if (!found.ok) return this.#ports.notices.problem(found.error.message);
    this.#page = page;
    this.#items = found.value.items;
    this.#total = found.value.total;
    this.#unreadable = found.value.unreadable;
  }
}
