import type { Question } from '../domain/questions/question';
import { configOf, toRun } from '../domain/runs/read-run';
import type { Run } from '../domain/runs/run';
import { METHODS } from '../pipeline/methods';
import { resumeRun } from '../pipeline/resume';
import { LiveRun } from './live-run.svelte';
import { runChanges } from './run-changes';
import { shortOf, withoutEnd } from './run-ending';
import { RunKeeper } from './run-keeper';
import { servedIn, type Served } from './run-pace';
import {
  DEFAULT_SETTINGS,
  type Dial,
  runConfig,
  type RunSettings,
  runToEnd,
  sameDial,
  takesModel,
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
  /** True while it waits for its turn: a language model answers towards one profile after the other. */
  readonly queued: boolean;
}

/** Without a run, or with one that ended early. */
function unfinished({ run }: Column): boolean {
  return run === null || shortOf(run.events) !== null;
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
  #world = $state.raw<World | null>(null);
  #question = $state.raw<Question | null>(null);
  #settings: RunSettings = DEFAULT_SETTINGS;
  readonly #keeper: RunKeeper;
  /** The column that a language model is answering, as it comes. */
  #live = $state.raw<{ readonly columnId: number; readonly run: LiveRun } | null>(null);
  #served: readonly Served[] = [];
  /** Counts what is compared: another question, system or setting makes another one of it. */
  #generation = 0;

  constructor(ports: ComparePorts) {
    this.#ports = ports;
    this.#keeper = new RunKeeper(ports.keep, 0);
  }

  get columns(): readonly Column[] {
    return this.#columns;
  }

  get question(): Question | null {
    return this.#question;
  }

  /** The column that is being answered as it comes, with its run; null where none is. */
  get live(): { readonly columnId: number; readonly run: LiveRun } | null {
    return this.#live;
  }

  /** Whether columns wait for the person to begin them: a language model takes part. */
  get byHand(): boolean {
    return this.#world !== null && takesModel(this.#world.assignment);
  }

  /** Columns that wait for a run, queued or not. */
  readonly waiting: number = $derived(
    this.#columns.filter((column) => unfinished(column) && column.id !== this.#live?.columnId).length,
  );

  /**
   * Takes up a question and the dials that come with it: they fill the first columns, and take the place of those that came
   * with an earlier dial. Coming back to what is compared already runs nothing. `shown` is a run that is there already: a
   * column that would give the same run again shows it.
   */
  async open(
    world: World,
    question: Question,
    settings: RunSettings,
    first: readonly Dial[],
    shown: Run | null = null,
  ): Promise<void> {
    const fresh = world !== this.#world || question !== this.#question || settings !== this.#settings;
    const changed = this.#world?.system.id !== world.system.id;
    if (fresh) {
      void this.stop();
      this.#generation += 1;
    }
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
    const there = [...before.map(({ run }) => run), shown].filter((run) => run !== null);
    if (this.byHand) this.#reuse(there);
    else await Promise.all(this.#columns.filter(({ run }) => run === null).map(({ id }) => this.#run(id)));
  }

  /** Answers every column that waits, one after the other; one that was stopped goes on where it ended. */
  async runAll(): Promise<void> {
    this.#columns = this.#columns.map((column) =>
      unfinished(column) && column.id !== this.#live?.columnId ? { ...column, queued: true } : column,
    );
    if (this.#live) return;
    for (let next = this.#queued(); next; next = this.#queued()) await this.#stream(next);
  }

  /** Stops the column under way at the token that is being written, and those that wait for their turn. */
  async stop(): Promise<void> {
    this.#columns = this.#columns.map((column) => ({ ...column, queued: false }));
    await this.#live?.run.stop();
    await this.#keeper.flush();
  }

  async add(dial: Dial): Promise<void> {
    if (this.#columns.length >= COLUMNS_MAX) return;
    const column = this.#column(dial, false);
    this.#columns = [...this.#columns, column];
    if (!this.byHand) await this.#run(column.id);
  }

  async replace(id: number, dial: Dial): Promise<void> {
    this.#columns = this.#columns.map((column) =>
      column.id === id ? { ...column, dial, follows: false, run: null, queued: false } : column,
    );
    if (this.#live?.columnId === id) void this.#live.run.stop();
    if (!this.byHand) await this.#run(id);
  }

  /** Takes a column away; two are the least that can be compared. */
  remove(id: number): void {
    if (this.#columns.length <= COLUMNS_MIN) return;
    this.#running[id]?.abort();
    if (this.#live?.columnId === id) void this.#live.run.stop();
    this.#columns = this.#columns.filter((column) => column.id !== id);
  }

  #column(dial: Dial, follows: boolean): Column {
    const id = this.#nextId;
    this.#nextId += 1;
    return { id, dial, follows, run: null, queued: false };
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

  #queued(): Column | undefined {
    return this.#columns.find(({ queued }) => queued);
  }

  /** Answers a column as it comes; a run that was stopped stays in its column as far as it came. */
  async #stream(column: Column): Promise<void> {
    const [world, question] = [this.#world, this.#question];
    if (!world || !question) return;
    const config = runConfig(world, question, column.dial, this.#settings);
    const events = column.run?.events ?? [];
    const live = new LiveRun(
      {
        id: column.run?.id ?? this.#ports.newId(),
        world,
        config,
        before: withoutEnd(events),
        remembered: this.#served,
        steps: (context) =>
          events.length > 0 ? resumeRun(events, context) : METHODS[config.method].run(context),
      },
      { now: this.#ports.now, keep: (run) => this.#keeper.now(run) },
    );
    const generation = this.#generation;
    this.#live = { columnId: column.id, run: live };
    this.#columns = this.#columns.map((one) => (one.id === column.id ? { ...one, queued: false } : one));
    const run = await live.run();
    this.#served = servedIn(run.events);
    this.#live = null;
    if (generation !== this.#generation) return;
    this.#columns = this.#columns.map((one) =>
      one.id === column.id && one.dial === column.dial ? { ...one, run } : one,
    );
  }

  /** Runs of many minutes that are there already are not made again. */
  #reuse(there: readonly Run[]): void {
    const [world, question] = [this.#world, this.#question];
    if (!world || !question) return;
    const same = (run: Run, dial: Dial) => {
      const config = configOf(run.events);
      return config && runChanges(config, runConfig(world, question, dial, this.#settings)).length === 0;
    };
    this.#columns = this.#columns.map((column) => ({
      ...column,
      run: column.run ?? there.find((run) => same(run, column.dial)) ?? null,
    }));
  }
}
