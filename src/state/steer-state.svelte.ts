import type { Question } from '../domain/questions/question';
import type { Intervention } from '../domain/runs/intervention';
import { configOf, findEvent, toRun } from '../domain/runs/read-run';
import type { Run } from '../domain/runs/run';
import type { StepEvent } from '../domain/runs/step-event';
import type { ValueGraph } from '../domain/scm/value-graph';
import { DEFAULT_MERGE } from '../domain/values/value-in-system';
import type { MergeChoice } from '../domain/values/merge-choice';
import type { Target } from '../domain/values/profile';
import type { ValueId, ValueSystem } from '../domain/values/value-system';
import { planIntervention } from '../pipeline/plan-intervention';
import { History } from './history.svelte';
import {
  DEFAULT_SETTINGS,
  type Dial,
  EMPTY_DIAL,
  runConfig,
  type RunSettings,
  runToEnd,
  sameDial,
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

  /** What the dial as it stands does to the answer on the screen: computed at every touch, before any text is rewritten. */
  readonly preview: Intervention | null = $derived.by(() => {
    const scores = findEvent(this.#events, 'attribution')?.attribution.scores;
    const { system, graph } = this;
    if (!scores || !system || !graph || graph.valueSystemId !== system.id) return null;
    const { theta } = this.#settings;
    const plan = planIntervention({ graph, valueSystem: system, scores, target: this.target, theta });
    return plan.ok ? plan.value : null;
  });

  /** Takes up a value system under a merge choice; a dial of another system says nothing in it, so it starts empty. */
  async load(systemId: string, merge: MergeChoice = this.merge): Promise<void> {
    this.#abort?.abort();
    const changed = this.#world !== null && systemId !== this.#world.system.id;
    this.#status = 'loading';
    try {
      this.#world = await this.#ports.load(systemId, merge);
      this.#problem = null;
    } catch (error) {
      this.#status = 'failed';
      this.#problem = error instanceof Error ? error.message : String(error);
      return;
    }
    if (changed) {
      this.#dials = new History<Dial>(EMPTY_DIAL, sameDial);
      this.#events = [];
    }
    await this.run();
  }

  async ask(question: Question, dial?: Dial): Promise<void> {
    this.#question = question;
    if (dial) this.#dials.record(dial);
    await this.run();
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
    this.#resting = setTimeout(() => void this.#execute(false), REST_MS);
  }

  /** A slider let go, a number typed, a value set or unset. */
  async set(valueId: ValueId, priority: number | null): Promise<void> {
    this.#lastTouched = valueId;
    await this.dial({ target: withPriority(this.target, valueId, priority), profileName: null });
  }

  async dial(dial: Dial): Promise<void> {
    this.#dragged = null;
    this.#dials.record(dial);
    await this.run();
  }

  async undo(): Promise<void> {
    this.#dials.undo();
    await this.run();
  }

  async redo(): Promise<void> {
    this.#dials.redo();
    await this.run();
  }

  async configure(change: Partial<RunSettings>): Promise<void> {
    this.#settings = { ...this.#settings, ...change };
    await this.run();
  }

  /** Runs the method on the question and the dial, shows the run and keeps it. */
  async run(): Promise<void> {
    await this.#execute(true);
  }

  /** Shows a stored run exactly as it was; the next change starts a new one from its settings. */
  async open(run: Run): Promise<void> {
    const config = configOf(run.events);
    if (!config) return;
    this.#question = null;
    if (config.valueSystemId !== this.system?.id) await this.load(config.valueSystemId, config.merge);
    this.#abort?.abort();
    const { method, theta, maxAttempts, seed } = config;
    this.#settings = { method, theta, maxAttempts, seed };
    this.#question = config.question;
    this.#dragged = null;
    this.#dials.record({ target: config.target, profileName: config.profileName ?? null });
    this.#show(run.id, run.events);
  }

  async #execute(keep: boolean): Promise<void> {
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
    const id = this.#ports.newId();
    this.#show(id, events);
    if (keep) await this.#ports.keep(toRun(id, events));
  }

  #show(id: string, events: readonly StepEvent[]): void {
    const failed = findEvent(events, 'failed');
    this.#events = events;
    this.#runId = id;
    this.#status = failed ? 'failed' : 'done';
    this.#problem = failed?.message ?? null;
  }
}
