import type { Question } from '../domain/questions/question';
import type { Intervention } from '../domain/runs/intervention';
import { configOf, findEvent, toRun } from '../domain/runs/read-run';
import type { Run } from '../domain/runs/run';
import type { StepEvent } from '../domain/runs/step-event';
import type { ValueGraph } from '../domain/scm/value-graph';
import type { MergeChoice } from '../domain/values/merge-choice';
import type { Target } from '../domain/values/profile';
import type { ValueId, ValueSystem } from '../domain/values/value-system';
import { DEFAULT_MERGE } from '../domain/values/value-in-system';
import { planIntervention } from '../pipeline/plan-intervention';
import { thetaFor } from '../pipeline/theta';
import { History } from './history.svelte';
import {
  DEFAULT_SETTINGS,
  type Dial,
  EMPTY_DIAL,
  runConfig,
  type RunSettings,
  runToEnd,
  sameDial,
  sameMerge,
  settingsOf,
  withPriority,
  type World,
} from './run-config';

export interface SteerPorts {
  /** Loads a value system, its graph and the reasoner under a merge choice. */
  readonly load: (systemId: string, merge: MergeChoice) => Promise<World>;
  /** Stores a finished run. */
  readonly keep: (run: Run) => Promise<void>;
  readonly now: () => number;
  readonly newId: () => string;
}

/** A slider that moves is drawn at every step; the text is rewritten when it has rested for this long. */
const REST_MS = 120;
/** Touches of one value that follow each other this fast are one change: one step of undo and one stored run. */
const SETTLED_MS = 900;

export type SteerStatus = 'loading' | 'running' | 'done' | 'failed';

/** The Steer screen: a question, a dial, and the run that they gave. */
export class SteerState {
  readonly #ports: SteerPorts;
  #world = $state.raw<World | null>(null);
  #question = $state.raw<Question | null>(null);
  #dials = $state.raw(new History<Dial>(EMPTY_DIAL, sameDial));
  /** The target while a slider is being dragged, before it is committed. */
  #dragged = $state.raw<Target | null>(null);
  #lastTouched = $state<ValueId | null>(null);
  #settings = $state.raw<RunSettings>(DEFAULT_SETTINGS);
  #events = $state.raw<readonly StepEvent[]>([]);
  #runId = $state<string | null>(null);
  #status = $state<SteerStatus>('loading');
  #problem = $state<string | null>(null);
  #abort: AbortController | null = null;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #unsaved: { run: Run; timer: ReturnType<typeof setTimeout> } | null = null;
  #lastSet: { valueId: ValueId; at: number } | null = null;
  #loads = 0;

  constructor(ports: SteerPorts) {
    this.#ports = ports;
  }

  get world(): World | null {
    return this.#world;
  }
  get system(): ValueSystem | null {
    return this.#world?.system ?? null;
  }
  get merge(): MergeChoice {
    return this.#world?.merge ?? DEFAULT_MERGE;
  }
  get question(): Question | null {
    return this.#question;
  }
  get target(): Target {
    return this.#dragged ?? this.#dials.present.target;
  }
  get profileName(): string | null {
    return this.#dragged ? null : this.#dials.present.profileName;
  }
  /** The dial as it stands, with the target of a slider that is still moving. */
  get current(): Dial {
    return { target: this.target, profileName: this.profileName };
  }
  get lastTouched(): ValueId | null {
    return this.#lastTouched;
  }
  get settings(): RunSettings {
    return this.#settings;
  }
  /** The run on the screen: its events are all that the screen draws of it. */
  get events(): readonly StepEvent[] {
    return this.#events;
  }
  get runId(): string | null {
    return this.#runId;
  }
  get status(): SteerStatus {
    return this.#status;
  }
  get problem(): string | null {
    return this.#problem;
  }
  get canUndo(): boolean {
    return this.#dials.canUndo;
  }
  get canRedo(): boolean {
    return this.#dials.canRedo;
  }
  /** The graph of the run on the screen, else the one that the next run will use. */
  get graph(): ValueGraph | null {
    return configOf(this.#events)?.graph ?? this.#world?.graph ?? null;
  }

  /** The intervention that the run on the screen has made. */
  readonly made: Intervention | null = $derived(
    findEvent(this.#events, 'intervention')?.intervention ?? null,
  );

  /**
   * What a dial that has moved since the run would do to the answer on the screen: computed at every touch, before any text is
   * rewritten. Null while the dial stands where the run had it: then the run's own numbers are shown, and nothing else.
   */
  readonly preview: Intervention | null = $derived.by(() => {
    const config = configOf(this.#events);
    const scores = findEvent(this.#events, 'attribution')?.attribution.scores;
    const { system, graph, target } = this;
    if (!config || !scores || !system || !graph || graph.valueSystemId !== system.id) return null;
    if (this.made && sameDial({ target, profileName: null }, { target: config.target, profileName: null }))
      return null;
    const theta = thetaFor(target, this.#settings.thetaPerValue);
    const plan = planIntervention({ graph, valueSystem: system, scores, target, theta });
    return plan.ok ? plan.value : null;
  });

  /** Takes up a value system under a merge choice; a dial of another system says nothing in it, so it starts empty. */
  async load(systemId: string, merge: MergeChoice = this.merge): Promise<void> {
    if (await this.#takeUp(systemId, merge)) await this.run();
  }

  async ask(question: Question): Promise<void> {
    this.#settle();
    this.#question = question;
    await this.run();
  }

  /** Begins with a question that is already dialled; nothing is stored and nothing can be undone until something changes. */
  async begin(question: Question, dial: Dial): Promise<void> {
    this.#question = question;
    this.#dials = new History<Dial>(dial, sameDial);
    await this.#execute('show');
  }

  /** Marks a value as the one that the person is working on. */
  touch(valueId: ValueId): void {
    this.#lastTouched = valueId;
  }

  /** A slider on its way: the graph follows at once, and the text as soon as it can; nothing is stored yet. */
  drag(valueId: ValueId, priority: number | null): void {
    this.#lastTouched = valueId;
    this.#dragged = withPriority(this.target, valueId, priority);
    this.#abort?.abort();
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => void this.#execute('show'), REST_MS);
  }

  /** A slider let go, a number typed, a value set or unset. */
  async set(valueId: ValueId, priority: number | null): Promise<void> {
    this.#lastTouched = valueId;
    const dial: Dial = { target: withPriority(this.target, valueId, priority), profileName: null };
    this.#dragged = null;
    const at = this.#ports.now();
    const same = this.#lastSet?.valueId === valueId && at - this.#lastSet.at < SETTLED_MS;
    this.#lastSet = { valueId, at };
    if (same) this.#dials.replace(dial);
    else this.#dials.record(dial);
    await this.#execute('keep');
  }

  async dial(dial: Dial): Promise<void> {
    this.#settle();
    this.#dials.record(dial);
    await this.run();
  }

  async undo(): Promise<void> {
    this.#settle();
    this.#dials.undo();
    await this.run();
  }

  async redo(): Promise<void> {
    this.#settle();
    this.#dials.redo();
    await this.run();
  }

  async configure(change: Partial<RunSettings>): Promise<void> {
    this.#settle();
    this.#settings = { ...this.#settings, ...change };
    await this.run();
  }

  /** Runs the method on the question and the dial, shows the run and keeps it. */
  async run(): Promise<void> {
    await this.#execute('keep');
  }

  /** Shows a stored run exactly as it was; the next change starts a new one from its settings. */
  async open(run: Run): Promise<void> {
    const config = configOf(run.events);
    if (!config) return;
    this.#settle();
    if (config.valueSystemId !== this.system?.id || !sameMerge(config.merge, this.merge)) {
      if (!(await this.#takeUp(config.valueSystemId, config.merge))) return;
    }
    this.#abort?.abort();
    this.#settings = settingsOf(config);
    this.#question = config.question;
    this.#dials.record({ target: config.target, profileName: config.profileName ?? null });
    this.#show(run);
  }

  /** Stores at once what would be stored a moment later: before the screen or the page is left. */
  async flush(): Promise<void> {
    const waiting = this.#unsaved;
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.#unsaved = null;
    await this.#ports.keep(waiting.run);
  }

  /** Ends what is half done: a drag, a touch that might go on, a run that waits to be stored. */
  #settle(): void {
    clearTimeout(this.#resting);
    this.#dragged = null;
    this.#lastSet = null;
    void this.flush();
  }

  /** False where it failed, or where a later call has overtaken this one. */
  async #takeUp(systemId: string, merge: MergeChoice): Promise<boolean> {
    this.#settle();
    this.#abort?.abort();
    const changed = this.#world !== null && systemId !== this.#world.system.id;
    this.#loads += 1;
    const load = this.#loads;
    this.#status = 'loading';
    try {
      const world = await this.#ports.load(systemId, merge);
      if (load !== this.#loads) return false;
      this.#world = world;
      this.#problem = null;
    } catch (error) {
      if (load !== this.#loads) return false;
      this.#status = 'failed';
      this.#problem = error instanceof Error ? error.message : String(error);
      return false;
    }
    if (changed) {
      this.#dials = new History<Dial>(EMPTY_DIAL, sameDial);
      this.#events = [];
    }
    return true;
  }

  async #execute(then: 'show' | 'keep'): Promise<void> {
    const world = this.#world;
    const question = this.#question;
    if (!world || !question) return;
    clearTimeout(this.#resting);
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#status = 'running';
    const config = runConfig(world, question, this.current, this.#settings);
    const events = await runToEnd(world, config, this.#ports.now, abort.signal);
    if (events === null || abort.signal.aborted) return;
    const run = toRun(this.#ports.newId(), events);
    this.#show(run);
    if (then === 'keep') this.#keepSoon(run);
  }

  /** Stores the run once the dial has rested; a newer run of the same touch takes its place. */
  #keepSoon(run: Run): void {
    if (this.#unsaved) clearTimeout(this.#unsaved.timer);
    this.#unsaved = { run, timer: setTimeout(() => void this.flush(), SETTLED_MS) };
  }

  #show(run: Run): void {
    const failed = findEvent(run.events, 'failed');
    this.#events = run.events;
    this.#runId = run.id;
    this.#status = failed ? 'failed' : 'done';
    this.#problem = failed?.message ?? null;
  }
}
