import type { Question } from '../domain/questions/question';
import { toRun } from '../domain/runs/read-run';
import type { Run } from '../domain/runs/run';
import {
  DEFAULT_SETTINGS,
  type Dial,
  runConfig,
  type RunSettings,
  runToEnd,
  sameDial,
  type World,
} from './run-config';

export const COLUMNS_MIN = 2;
export const COLUMNS_MAX = 6;

export interface Column {
  readonly id: number;
  /** True for a column that came with the Steer screen's dial and changes with it; a person's own choice stays. */
  readonly follows: boolean;
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
   * Takes up a question and the dials that come with it: they fill the first columns, and take the place of those that came
   * with an earlier dial. Coming back to what is compared already runs nothing.
   */
  async open(world: World, question: Question, settings: RunSettings, first: readonly Dial[]): Promise<void> {
    const fresh = world !== this.#world || question !== this.#question || settings !== this.#settings;
    const changed = this.#world?.system.id !== world.system.id;
    this.#world = world;
    this.#question = question;
    this.#settings = settings;
    const before = this.#columns;
    this.#columns =
      changed || before.length === 0
        ? first.slice(0, COLUMNS_MAX).map((dial) => this.#column(dial, true))
        : before.map((column, at) => {
            const dial = column.follows ? (first[at] ?? column.dial) : column.dial;
            const kept = !fresh && sameDial(dial, column.dial);
            return kept ? column : { ...column, dial, run: null };
          });
    await Promise.all(this.#columns.filter(({ run }) => run === null).map(({ id }) => this.#run(id)));
  }

  async add(dial: Dial): Promise<void> {
    if (this.#columns.length >= COLUMNS_MAX) return;
    const column = this.#column(dial, false);
    this.#columns = [...this.#columns, column];
    await this.#run(column.id);
  }

  async replace(id: number, dial: Dial): Promise<void> {
    this.#columns = this.#columns.map((column) =>
      column.id === id ? { ...column, dial, follows: false, run: null } : column,
    );
    await this.#run(id);
  }

  /** Takes a column away; two are the least that can be compared. */
  remove(id: number): void {
    if (this.#columns.length <= COLUMNS_MIN) return;
    this.#running[id]?.abort();
    this.#columns = this.#columns.filter((column) => column.id !== id);
  }

  #column(dial: Dial, follows: boolean): Column {
    const id = this.#nextId;
    this.#nextId += 1;
    return { id, dial, follows, run: null };
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
