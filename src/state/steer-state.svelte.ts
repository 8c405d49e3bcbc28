import type { Question } from '../domain/questions/question';
import type { Intervention } from '../domain/runs/intervention';
import { configOf, findEvent, toRun } from '../domain/runs/read-run';
import type { Run } from '../domain/runs/run';
import type { RunConfig, StepEvent } from '../domain/runs/step-event';
import type { ValueGraph } from '../domain/scm/value-graph';
import type { MergeChoice } from '../domain/values/merge-choice';
import type { Target } from '../domain/values/profile';
import type { ValueId, ValueSystem } from '../domain/values/value-system';
import { DEFAULT_MERGE } from '../domain/values/value-in-system';
import type { MethodContext } from '../pipeline/method';
import { METHODS } from '../pipeline/methods';
import { planIntervention } from '../pipeline/plan-intervention';
import { resumeRun } from '../pipeline/resume';
import { thetaFor } from '../pipeline/theta';
import type { GoingOn, SteerPorts, SteerStatus } from './steer-ports';
import { DialState, ONE_TOUCH_MS } from './dial-state.svelte';
import { LiveRun, type Begin } from './live-run.svelte';
import { runChanges, sameAssignment, sameModel, type RunChange } from './run-changes';
import { isFurther, shortOf, statusOf, withoutEnd, type Short } from './run-ending';
import { RunKeeper } from './run-keeper';
import { servedIn, type Served } from './run-pace';
import {
  DEFAULT_SETTINGS,
  type Dial,
  runConfig,
  type RunSettings,
  runToEnd,
  sameDial,
  sameMerge,
  settingsOf,
  takesModel,
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
  /** The run under way where a language model takes part. */
  #live = $state.raw<LiveRun | null>(null);
  /** What a model took in the runs before, so that a forecast need not begin from nothing. */
  #remembered: { readonly modelId: string; readonly served: readonly Served[] } | null = null;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #loads = 0;
  #fetching = false;
  /** A world came while another was being fetched: what is fetched may be older than it. */
  #fetchAgain = false;

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
    return this.#live?.events ?? this.#events;
  }
  get runId(): string | null {
    return this.#runId;
  }
  /** The run on the screen where it came to its end; null while it has not. */
  get shown(): Run | null {
    if (this.#runId === null || this.#live || shortOf(this.#events) !== null) return null;
    return this.#events.length > 0 ? toRun(this.#runId, this.#events) : null;
  }
  get status(): SteerStatus {
    return this.#status;
  }
  /** The run under way, where it is one that is shown as it comes; null otherwise. */
  get live(): LiveRun | null {
    return this.#live;
  }
  /** Whether runs wait for the person to begin them: a language model is too slow to follow a slider. */
  get byHand(): boolean {
    return this.#world !== null && takesModel(this.#world.assignment);
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
    return configOf(this.events)?.graph ?? this.#world?.graph ?? null;
  }

  /** The intervention that the run on the screen has made. */
  readonly made: Intervention | null = $derived(findEvent(this.events, 'intervention')?.intervention ?? null);

  /** In what the next run would differ from the one on the screen; null where there is no run, or nothing to run it with. */
  readonly changes: readonly RunChange[] | null = $derived.by(() => {
    const shown = configOf(this.events);
    const next = this.#next();
    return shown && next ? runChanges(shown, next) : null;
  });

  /** Where the run on the screen ends short of its end, how; null where it doesn't, or is still under way. */
  readonly short: Short | null = $derived(this.#live ? null : shortOf(this.events));

  /** What it takes to go on with the run on the screen; null where there is nothing to go on with. */
  readonly goingOn: GoingOn | null = $derived.by(() => {
    const config = configOf(this.events);
    if (this.short === null || !config?.model || !takesModel(config.assignment)) return null;
    const loaded = sameModel(this.#world?.model ?? null, config.model);
    return { ready: loaded, model: config.model };
  });

  /**
   * What a dial that has moved since the run would do to the answer on the screen: computed at every touch, before any text is
   * rewritten. Null while the dial stands where the run had it: then the run's own numbers are shown, and nothing else.
   */
  readonly preview: Intervention | null = $derived.by(() => {
    const config = configOf(this.events);
    const scores = findEvent(this.events, 'attribution')?.attribution.scores;
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
    if (await this.#fetch(systemId, merge)) await this.#follow('keep');
  }

  /**
   * Takes up a world that came while the page was open: a language model was loaded or let go, or the work was divided
   * anew. Runs nothing; what is on the screen stays, and a run under way goes on with the world that it began with. False where
   * the world is not of the system and the merge that are chosen by now: then it has to be made anew.
   */
  takeUp(world: World): boolean {
    if (this.#fetching) {
      this.#fetchAgain = true;
      return true;
    }
    const now = this.#world;
    if (now && (world.system.id !== now.system.id || !sameMerge(world.merge, now.merge))) return false;
    this.#world = world;
    if (!this.#live) this.#rest();
    return true;
  }

  async ask(question: Question): Promise<void> {
    this.#settle();
    this.#question = question;
    // The text of another question under this one would be a lie; it is stored.
    if (this.#waits) this.#clearRun();
    await this.#follow('keep');
  }

  /** Begins with a question that is already dialled; nothing is stored and nothing can be undone until something changes. */
  async begin(question: Question, dial: Dial): Promise<void> {
    this.#question = question;
    this.#dial.reset(dial);
    await this.#follow('show');
  }

  /** Marks a value as the one that the person is working on. */
  touch(valueId: ValueId): void {
    this.#dial.touch(valueId);
  }

  /** A slider on its way: the graph follows at once, and the text as soon as it can; nothing is stored yet. */
  drag(valueId: ValueId, priority: number | null): void {
    this.#dial.drag(valueId, priority);
    if (this.#waits) return;
    this.#abort?.abort();
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => void this.#follow('show'), REST_MS);
  }

  /** A slider let go, a number typed, a value set or unset. */
  async set(valueId: ValueId, priority: number | null): Promise<void> {
    this.#dial.set(valueId, priority, this.#ports.now());
    await this.#follow('keep');
  }

  async dial(dial: Dial): Promise<void> {
    this.#settle();
    this.#dial.put(dial);
    await this.#follow('keep');
  }

  async undo(): Promise<void> {
    this.#settle();
    this.#dial.undo();
    await this.#follow('keep');
  }

  async redo(): Promise<void> {
    this.#settle();
    this.#dial.redo();
    await this.#follow('keep');
  }

  async configure(change: Partial<RunSettings>): Promise<void> {
    this.#settle();
    this.#settings = { ...this.#settings, ...change };
    await this.#follow('keep');
  }

  /** Runs the method on the question and the dial, shows the run and keeps it; a slow one is shown as it comes. */
  async run(): Promise<void> {
    const config = this.#next();
    if (!this.byHand) return this.#execute('keep');
    if (!config || !this.#world) return;
    this.#settle();
    const steps = METHODS[config.method].run;
    await this.#stream({ id: this.#ports.newId(), world: this.#world, config, before: [], steps });
  }

  /** Stops the run under way at the token that is being written: what there is stays on the screen and is stored. */
  async stop(): Promise<void> {
    await this.#live?.stop();
    await this.flush();
  }

  /** Goes on with the run on the screen from where it ended, under its own id and with its own configuration. */
  async goOn(): Promise<void> {
    const id = this.#runId;
    if (this.#live || id === null || !this.goingOn?.ready) return;
    this.#settle();
    // Another tab may have brought it further since: it would be shorter if it went on from here.
    const stored = await this.#ports.read(id);
    if (this.#live || this.#runId !== id) return;
    if (stored && isFurther(stored.events, this.#events)) this.#show(stored);
    const [config, before] = [configOf(this.#events), this.#events];
    if (!config || !this.goingOn?.ready) return;
    const world = await this.#worldOf(config);
    if (!world || this.#live || this.#runId !== id) return;
    const steps = (context: MethodContext) => resumeRun(before, context);
    await this.#stream({ id, world, config, before: withoutEnd(before), steps });
  }

  /** Shows a stored run exactly as it was; the next change starts a new one from its settings. */
  async open(run: Run): Promise<void> {
    const config = configOf(run.events);
    if (!config || run.id === this.#live?.id) return;
    this.#settle();
    if (config.valueSystemId !== this.system?.id || !sameMerge(config.merge, this.merge)) {
      if (!(await this.#fetch(config.valueSystemId, config.merge))) return;
    }
    this.#halt();
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

  /** What would be run now. */
  #next(): RunConfig | null {
    const [world, question] = [this.#world, this.#question];
    return world && question && runConfig(world, question, this.current, this.#settings);
  }

  /** Whether a change runs nothing: it is for the person to begin a run, or one that a person began is still under way. */
  get #waits(): boolean {
    return this.byHand || this.#live !== null;
  }

  /** Ends what computes; a run that is shown as it comes is stored as far as it has come. */
  #halt(): void {
    this.#abort?.abort();
    void this.#live?.stop();
    this.#live = null;
  }

  #clearRun(): void {
    this.#halt();
    this.#events = [];
    this.#runId = null;
    this.#rest();
  }

  #clear(): void {
    this.#dial.reset();
    this.#clearRun();
  }

  /** There is nothing under way: the screen waits for the person. */
  #rest(): void {
    this.#status = this.#events.length === 0 ? 'idle' : statusOf(this.#events);
    this.#problem = findEvent(this.#events, 'failed')?.message ?? null;
  }

  /** False where it failed, or where a later call has overtaken this one. */
  async #fetch(systemId: string, merge: MergeChoice): Promise<boolean> {
    this.#settle();
    const changed = this.#world !== null && systemId !== this.#world.system.id;
    if (changed || !this.#waits) this.#halt();
    this.#loads += 1;
    const load = this.#loads;
    if (!this.#live) this.#status = 'loading';
    this.#fetching = true;
    try {
      let world: World;
      do {
        this.#fetchAgain = false;
        world = await this.#ports.load(systemId, merge);
        if (load !== this.#loads) return false;
      } while (this.#fetchAgain);
      this.#world = world;
      this.#problem = null;
    } catch (error) {
      if (load !== this.#loads) return false;
      this.#status = this.#live ? 'running' : 'failed';
      this.#problem = error instanceof Error ? error.message : String(error);
      return false;
    } finally {
      if (load === this.#loads) this.#fetching = false;
    }
    if (changed) this.#clear();
    return true;
  }

  /** The world that a run began in; null where it can't be had again, with the reason on the screen. */
  async #worldOf(config: RunConfig): Promise<World | null> {
    const now = this.#world;
    if (now && isWorldOf(now, config)) return now;
    try {
      const world = await this.#ports.load(config.valueSystemId, config.merge, config.assignment);
      if (isWorldOf(world, config)) return world;
      this.#problem = 'This run was made with another division of the work: choose it on the Models screen.';
    } catch (error) {
      this.#problem = error instanceof Error ? error.message : String(error);
    }
    return null;
  }

  /** What a change brings about: a new run where that takes no time, else nothing but its preview. */
  async #follow(then: 'show' | 'keep'): Promise<void> {
    if (!this.#waits) await this.#execute(then);
    else if (!this.#live) this.#rest();
  }

  async #execute(then: 'show' | 'keep'): Promise<void> {
    const world = this.#world;
    const config = this.#next();
    if (!world || !config) return;
    clearTimeout(this.#resting);
    this.#halt();
    const abort = new AbortController();
    this.#abort = abort;
    this.#status = 'running';
    const events = await runToEnd(world, config, this.#ports.now, abort.signal);
    if (events === null || abort.signal.aborted) return;
    const run = toRun(this.#ports.newId(), events);
    this.#show(run);
    if (then === 'keep') this.#keeper.soon(run);
  }

  /** Shows a run as it comes, and stores it after every event. */
  async #stream(begin: Omit<Begin, 'remembered'>): Promise<void> {
    this.#halt();
    const modelId = begin.config.model?.id ?? '';
    const remembered = this.#remembered?.modelId === modelId ? this.#remembered.served : [];
    const live = new LiveRun(
      { ...begin, remembered },
      { now: this.#ports.now, keep: (run) => this.#keeper.now(run) },
    );
    this.#live = live;
    this.#runId = begin.id;
    this.#status = 'running';
    this.#problem = null;
    const run = await live.run();
    this.#remembered = { modelId, served: servedIn(run.events) };
    if (this.#live !== live) return;
    this.#live = null;
    this.#show(run);
  }

  #show(run: Run): void {
    this.#events = run.events;
    this.#runId = run.id;
    this.#rest();
  }
}

/** Whether a run with this configuration could go on in this world. */
function isWorldOf(world: World, config: RunConfig): boolean {
  return (
    world.system.id === config.valueSystemId &&
    sameMerge(world.merge, config.merge) &&
    sameAssignment(world.assignment, config.assignment) &&
    sameModel(world.model, config.model)
  );
}
