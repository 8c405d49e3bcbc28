import type { Question } from '../domain/questions/question';
import { toRun } from '../domain/runs/read-run';
import type { Run } from '../domain/runs/run';
import { DEFAULT_SETTINGS, type Dial, runConfig, type RunSettings, runToEnd, type World } from './run-config';

export const COLUMNS_MIN = 2;
export const COLUMNS_MAX = 6;

export interface Column {
  readonly id: number;
  readonly dial: Dial;
  /** The column's run, null until it is there. */
  readonly run: Run | null;
}

export interface ComparePorts {
  readonly keep: (run: Run) => Promise<void>;
  readonly now: () => number;
  readonly newId: () => string;
}

/** One question answered towards several profiles side by side. Each column is a run of its own. */
export class CompareState {
  readonly #ports: ComparePorts;
  #columns = $state.raw<readonly Column[]>([]);
  #nextId = 1;
  /** One for each column that is running. */
  readonly #running: Partial<Record<number, AbortController>> = {};
  #world: World | null = null;
  #question = $state.raw<Question | null>(null);
  #settings: RunSettings = DEFAULT_SETTINGS;

  constructor(ports: ComparePorts) {
    this.#ports = ports;
  }

  get columns(): readonly Column[] {
    return this.#columns;
  }

  get question(): Question | null {
    return this.#question;
  }

  /**
   * Takes up a question, with the first columns where there are none yet, and runs every column. Coming back to a question
   * that is compared already runs nothing.
   */
  async open(world: World, question: Question, settings: RunSettings, first: readonly Dial[]): Promise<void> {
    if (world === this.#world && question === this.#question && settings === this.#settings) return;
    const changed = this.#world?.system.id !== world.system.id;
    this.#world = world;
    this.#question = question;
    this.#settings = settings;
    if (changed || this.#columns.length === 0) {
      this.#columns = first.slice(0, COLUMNS_MAX).map((dial) => this.#column(dial));
    }
    await Promise.all(this.#columns.map(({ id }) => this.#run(id)));
  }

  async add(dial: Dial): Promise<void> {
    if (this.#columns.length >= COLUMNS_MAX) return;
    const column = this.#column(dial);
    this.#columns = [...this.#columns, column];
    await this.#run(column.id);
  }

  async replace(id: number, dial: Dial): Promise<void> {
    this.#columns = this.#columns.map((column) =>
      column.id === id ? { ...column, dial, run: null } : column,
    );
    await this.#run(id);
  }

  /** Takes a column away; two are the least that can be compared. */
  remove(id: number): void {
    if (this.#columns.length <= COLUMNS_MIN) return;
    this.#running[id]?.abort();
    this.#columns = this.#columns.filter((column) => column.id !== id);
  }

  #column(dial: Dial): Column {
    const id = this.#nextId;
    this.#nextId += 1;
    return { id, dial, run: null };
  }

  async #run(id: number): Promise<void> {
    const world = this.#world;
    const question = this.#question;
    const dial = this.#columns.find((column) => column.id === id)?.dial;
    if (!world || !question || !dial) return;
    this.#running[id]?.abort();
    const abort = new AbortController();
    this.#running[id] = abort;
    const config = runConfig(world, question, dial, this.#settings);
    const events = await runToEnd(world, config, this.#ports.now, abort.signal);
    if (events === null) return;
    const run = toRun(this.#ports.newId(), events);
    this.#columns = this.#columns.map((column) => (column.id === id ? { ...column, run } : column));
    await this.#ports.keep(run);
  }
}
