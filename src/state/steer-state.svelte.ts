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
import type { SteerPorts, SteerStatus } from './steer-ports';
import { DialState, ONE_TOUCH_MS } from './dial-state.svelte';
import { RunKeeper } from './run-keeper';
import {
  DEFAULT_SETTINGS,
  type Dial,
  runConfig,
  type RunSettings,
  runToEnd,
  sameDial,
  sameMerge,
  settingsOf,
  type World,
} from './run-config';

/** A slider that moves is drawn at every step; the text is rewritten when it has rested for this long. */
const REST_MS = 120;

/** The Steer screen: a question, a dial, and the run that they gave. */
export class SteerState {
  readonly #ports: SteerPorts;
  readonly #keeper: RunKeeper;
  #world = $state.raw<World | null>(null);
  #question = $state.raw<Question | null>(null);
  readonly #dial = new DialState();
  #settings = $state.raw<RunSettings>(DEFAULT_SETTINGS);
  #events = $state.raw<readonly StepEvent[]>([]);
  #runId = $state<string | null>(null);
  #status = $state<SteerStatus>('loading');
  #problem = $state<string | null>(null);
  #abort: AbortController | null = null;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #loads = 0;

  constructor(ports: SteerPorts) {
    this.#ports = ports;
    this.#keeper = new RunKeeper(ports.keep, ONE_TOUCH_MS);
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
    return this.#dial.target;
  }
  get profileName(): string | null {
    return this.#dial.profileName;
  }
  /** The dial as it stands, with the target of a slider that is still moving. */
  get current(): Dial {
    return this.#dial.current;
  }
  get lastTouched(): ValueId | null {
    return this.#dial.lastTouched;
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
    return this.#dial.canUndo;
  }
  get canRedo(): boolean {
    return this.#dial.canRedo;
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
    if (await this.#fetch(systemId, merge)) await this.run();
  }

  /**
   * Takes up a world that came while the page was open: a language model was loaded or let go, or the work was divided
   * anew. Runs nothing; what is on the screen stays, and a run under way goes on with the world that it began with.
   */
  takeUp(world: World): void {
    if (this.#world && world.system.id !== this.#world.system.id) {
      this.#abort?.abort();
      this.#dial.reset();
      this.#events = [];
    }
    this.#world = world;
    if (this.#status === 'loading') this.#status = 'done';
    this.#loads += 1;
  }

  async ask(question: Question): Promise<void> {
    this.#settle();
    this.#question = question;
    await this.run();
  }

  /** Begins with a question that is already dialled; nothing is stored and nothing can be undone until something changes. */
  async begin(question: Question, dial: Dial): Promise<void> {
    this.#question = question;
    this.#dial.reset(dial);
    await this.#execute('show');
  }

  /** Marks a value as the one that the person is working on. */
  touch(valueId: ValueId): void {
    this.#dial.touch(valueId);
  }

  /** A slider on its way: the graph follows at once, and the text as soon as it can; nothing is stored yet. */
  drag(valueId: ValueId, priority: number | null): void {
    this.#dial.drag(valueId, priority);
    this.#abort?.abort();
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => void this.#execute('show'), REST_MS);
  }

  /** A slider let go, a number typed, a value set or unset. */
  async set(valueId: ValueId, priority: number | null): Promise<void> {
    this.#dial.set(valueId, priority, this.#ports.now());
    await this.#execute('keep');
  }

  async dial(dial: Dial): Promise<void> {
    this.#settle();
    this.#dial.put(dial);
    await this.run();
  }

  async undo(): Promise<void> {
    this.#settle();
    this.#dial.undo();
    await this.run();
  }

  async redo(): Promise<void> {
    this.#settle();
    this.#dial.redo();
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
      if (!(await this.#fetch(config.valueSystemId, config.merge))) return;
    }
    this.#abort?.abort();
    this.#settings = settingsOf(config);
    this.#question = config.question;
    this.#dial.put({ target: config.target, profileName: config.profileName ?? null });
    this.#show(run);
  }

  /** Stores at once what would be stored a moment later: before the screen or the page is left. */
  async flush(): Promise<void> {
    await this.#keeper.flush();
  }

  /** Ends what is half done: a drag, a touch that might go on, a run that waits to be stored. */
  #settle(): void {
    clearTimeout(this.#resting);
    this.#dial.settle();
    void this.flush();
  }

  /** False where it failed, or where a later call has overtaken this one. */
  async #fetch(systemId: string, merge: MergeChoice): Promise<boolean> {
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
      this.#dial.reset();
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
    if (then === 'keep') this.#keeper.soon(run);
  }

  #show(run: Run): void {
    const failed = findEvent(run.events, 'failed');
    this.#events = run.events;
    this.#runId = run.id;
    this.#status = failed ? 'failed' : 'done';
    this.#problem = failed?.message ?? null;
  }
}
