import type { Question } from '../domain/questions/question';
import type { Intervention } from '../domain/runs/intervention';
import { configOf, findEvent, isOver, toRun } from '../domain/runs/read-run';
import type { Run } from '../domain/runs/run';
import type { RunConfig, StepEvent } from '../domain/runs/step-event';
import type { ValueGraph } from '../domain/scm/value-graph';
import { DEFAULT_MERGE, type MergeChoice } from '../domain/values/merge-choice';
import type { Target } from '../domain/values/profile';
import type { ValueId, ValueSystem } from '../domain/values/value-system';
import { METHODS } from '../pipeline/methods';
import { planIntervention } from '../pipeline/plan-intervention';
import type { Reasoner } from '../pipeline/reasoner';
import { History } from './history.svelte';

export const DEFAULT_THETA = 2;
export const DEFAULT_ATTEMPTS = 4;

/** What the person dials: the target, and the name of the profile that it came from, if it is still that profile. */
export interface Dial {
  readonly target: Target;
  readonly profileName: string | null;
}

/** Everything that a run needs and that is fetched, not typed. */
export interface SteerWorld {
  readonly system: ValueSystem;
  readonly graph: ValueGraph;
  readonly reasoner: Reasoner;
}

export interface SteerPorts {
  /** Loads the value system, its graph and the reasoner under a merge choice. */
  readonly load: (systemId: string, merge: MergeChoice) => Promise<SteerWorld>;
  readonly keep: (run: Run) => Promise<void>;
  readonly now: () => number;
  readonly newId: () => string;
}

type Status = 'loading' | 'running' | 'done' | 'failed';

/** The Steer screen: a question, a dial, and the run that they gave. */
export class SteerState {
  readonly #ports: SteerPorts;
  #world = $state.raw<SteerWorld | null>(null);
  #question = $state.raw<Question | null>(null);
  #dials = $state.raw(new History<Dial>({ target: {}, profileName: null }, sameDial));
  /** The dial while a slider is being dragged, before it is committed. */
  #dragged = $state.raw<Target | null>(null);
  #lastTouched = $state<ValueId | null>(null);
  #merge = $state.raw<MergeChoice>(DEFAULT_MERGE);
  #method = $state<RunConfig['method']>('couple');
  #theta = $state(DEFAULT_THETA);
  #attempts = $state(DEFAULT_ATTEMPTS);
  #seed = $state(1);
  #events = $state.raw<readonly StepEvent[]>([]);
  #runId = $state<string | null>(null);
  #status = $state<Status>('loading');
  #problem = $state<string | null>(null);
  #abort: AbortController | null = null;

  constructor(ports: SteerPorts) {
    this.#ports = ports;
  }

  get system(): ValueSystem | null {
    return this.#world?.system ?? null;
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
  get lastTouched(): ValueId | null {
    return this.#lastTouched;
  }
  get merge(): MergeChoice {
    return this.#merge;
  }
  get method(): RunConfig['method'] {
    return this.#method;
  }
  get theta(): number {
    return this.#theta;
  }
  get attempts(): number {
    return this.#attempts;
  }
  get seed(): number {
    return this.#seed;
  }
  /** The run on the screen: its events are all that the screen draws of it. */
  get events(): readonly StepEvent[] {
    return this.#events;
  }
  get runId(): string | null {
    return this.#runId;
  }
  get status(): Status {
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

  /** What the dial as it stands does to the answer on the screen: recomputed at every touch, before any text is rewritten. */
  readonly preview: Intervention | null = $derived.by(() => {
    const observed = findEvent(this.#events, 'attribution')?.attribution;
    const { system, graph } = this;
    if (!observed || !system || !graph || graph.valueSystemId !== system.id) return null;
    const plan = planIntervention({
      graph,
      valueSystem: system,
      scores: observed.scores,
      target: this.target,
      theta: this.#theta,
    });
    return plan.ok ? plan.value : null;
  });

  async load(systemId: string, merge: MergeChoice = this.#merge): Promise<void> {
    this.#status = 'loading';
    try {
      this.#world = await this.#ports.load(systemId, merge);
      this.#merge = merge;
      this.#problem = null;
    } catch (error) {
      this.#status = 'failed';
      this.#problem = error instanceof Error ? error.message : String(error);
    }
  }

  /** Changes the value system: a dial of the one says nothing in the other, so it starts empty (and can be undone). */
  async changeSystem(systemId: string, merge: MergeChoice = this.#merge): Promise<void> {
    const changed = systemId !== this.system?.id;
    this.#abort?.abort();
    await this.load(systemId, merge);
    if (this.#status === 'failed') return;
    if (changed) {
      this.#dials = new History<Dial>({ target: {}, profileName: null }, sameDial);
      this.#events = [];
    }
    await this.run();
  }

  async ask(question: Question, dial?: Dial): Promise<void> {
    this.#question = question;
    if (dial) this.#dials.record(dial);
    await this.run();
  }

  /** A slider on its way: the graph follows at once, and the text as soon as it can. */
  drag(valueId: ValueId, priority: number | null): void {
    this.#lastTouched = valueId;
    this.#dragged = withPriority(this.target, valueId, priority);
    void this.#execute({ keep: false });
  }

  /** A slider let go, a number typed, a value unset. */
  async set(valueId: ValueId, priority: number | null): Promise<void> {
    this.#lastTouched = valueId;
    const target = withPriority(this.target, valueId, priority);
    this.#dragged = null;
    await this.dial({ target, profileName: null });
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

  async configure(
    change: Partial<Pick<RunConfig, 'method' | 'theta' | 'maxAttempts' | 'seed'>>,
  ): Promise<void> {
    this.#method = change.method ?? this.#method;
    this.#theta = change.theta ?? this.#theta;
    this.#attempts = change.maxAttempts ?? this.#attempts;
    this.#seed = change.seed ?? this.#seed;
    await this.run();
  }

  stop(): void {
    this.#abort?.abort();
  }

  /** Runs the method on the question and the dial, shows the run and keeps it. */
  async run(): Promise<void> {
    await this.#execute({ keep: true });
  }

  /** Shows a stored run exactly as it was; the next change starts a new one from its settings. */
  async open(run: Run): Promise<void> {
    this.#abort?.abort();
    const config = configOf(run.events);
    if (!config) return;
    if (config.valueSystemId !== this.system?.id) await this.load(config.valueSystemId, config.merge);
    this.#question = config.question;
    this.#dragged = null;
    this.#dials.record({ target: config.target, profileName: config.profileName ?? null });
    this.#method = config.method;
    this.#theta = config.theta;
    this.#attempts = config.maxAttempts;
    this.#seed = config.seed;
    this.#events = run.events;
    this.#runId = run.id;
    this.#status = findEvent(run.events, 'failed') ? 'failed' : 'done';
    this.#problem = findEvent(run.events, 'failed')?.message ?? null;
  }

  async #execute({ keep }: { keep: boolean }): Promise<void> {
    const world = this.#world;
    const question = this.#question;
    if (!world || !question) return;
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#status = 'running';
    this.#problem = null;

    const profileName = this.profileName;
    const config: RunConfig = {
      method: this.#method,
      question,
      valueSystemId: world.system.id,
      target: setOnly(this.target),
      ...(profileName === null ? {} : { profileName }),
      graph: world.graph,
      merge: this.#merge,
      theta: this.#theta,
      maxAttempts: this.#attempts,
      seed: this.#seed,
    };
    const events: StepEvent[] = [];
    const { now } = this.#ports;
    const context = {
      config,
      valueSystem: world.system,
      reasoner: world.reasoner,
      now,
      signal: abort.signal,
    };
    for await (const event of METHODS[config.method].run(context)) {
      if (abort.signal.aborted) return;
      events.push(event);
    }
    this.#events = events;
    this.#runId = this.#ports.newId();
    const failed = findEvent(events, 'failed');
    this.#status = failed ? 'failed' : 'done';
    this.#problem = failed?.message ?? null;
    if (keep && isOver(events)) await this.#ports.keep(toRun(this.#runId, events));
  }
}

function withPriority(target: Target, valueId: ValueId, priority: number | null): Target {
  const { [valueId]: _old, ...others } = target;
  return priority === null ? others : { ...others, [valueId]: priority };
}

function setOnly(target: Target): Record<string, number> {
  return Object.fromEntries(
    Object.entries(target).flatMap(([id, priority]) => (priority === undefined ? [] : [[id, priority]])),
  );
}

function sameDial(a: Dial, b: Dial): boolean {
  return (
    a.profileName === b.profileName && JSON.stringify(sorted(a.target)) === JSON.stringify(sorted(b.target))
  );
}

function sorted(target: Target): [string, number][] {
  return Object.entries(setOnly(target)).sort(([a], [b]) => a.localeCompare(b));
}
