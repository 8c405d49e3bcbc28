import type { Question } from '../domain/questions/question';
import type { Assignment } from '../domain/runs/primitive';
import type { Run } from '../domain/runs/run';
import type { Storage } from '../storage/storage';
import type { ValueGraph } from '../domain/scm/value-graph';
import type { MergeChoice } from '../domain/values/merge-choice';
import type { ValueSystem } from '../domain/values/value-system';
import { CompareState } from './compare-state.svelte';
import type { CausalGraph } from '../domain/graph/causal-graph';
import type { GraphState } from './graph-state.svelte';
import type { Libraries } from './libraries';
import { Models } from './models/models.svelte';
import { Notices } from './notices.svelte';
import { once } from './once';
import { Preferences } from './preferences.svelte';
import { builtinReasoner } from './reasoner';
import { Router } from './router.svelte';
import { oppositeDial, type Dial, type World } from './run-config';
import { graphFor, questionsOf, valueSystems } from './static-data';
import type { SteerChoices } from './steer-choices';
import { SteerState } from './steer-state.svelte';

/** What a first visitor finds: a question in which three values pull, dialled. */
const FIRST_SYSTEM = 'schwartz-10';
const FIRST_THEME = 'family';
const FIRST_QUESTION = 'family-driving';
const FIRST_DIAL: Dial = { target: { security: 5, 'self-direction': 2, power: 1 }, profileName: null };

/** Everything the screens share. Made once, when the page opens. */
export class AppState {
  readonly router = new Router(window);
  readonly preferences = new Preferences();
  readonly notices = new Notices();
  readonly steer: SteerState;
  readonly compare: CompareState;
  readonly models: Models;
  /** Profiles, datasets and runs, loaded at the first call: the first run needs none of them. */
  readonly libraries: () => Promise<Libraries>;
  /** The graph editor's table, with the graph that Steer uses on it when it is first asked for. */
  readonly graph: () => Promise<GraphState>;
  readonly newId: () => string;
  readonly #storage = once(() => this.#open());
  #started = false;
  #renewals = 0;
  /** The graph that each value system was last loaded with; null: the shipped one. */
  readonly #usedGraphs: Partial<Record<string, CausalGraph | null>> = {};

  constructor() {
    const now = () => performance.timeOrigin + performance.now();
    const newId = () => newRunId(now());
    const ports = { storage: this.#storage, notices: this.notices, now, newId };
    const opened = once(async () =>
      (await import('./stored-data')).openLibraries(ports, (choices) => this.#followChoices(choices)),
    );
    this.libraries = async () => {
      await this.steer.flush();
      return opened();
    };
    this.graph = once(() => this.#openTable());
    this.newId = newId;
    this.models = new Models({
      storage: this.#storage,
      notices: this.notices,
      now,
      stopAnswering: () => this.#stopAnswering(),
      onWorld: () => void this.#renewWorld(),
      onshow: () => this.router.go('models'),
    });
    this.steer = new SteerState({
      load: (systemId, merge, assignment) => this.#loadWorld(systemId, merge, assignment),
      read: (id) => this.#stored(id),
      keep: (run) => this.#keepShown(run),
      now,
      newId,
    });
    this.compare = new CompareState({ keep: async (run) => void (await this.#keep(run)), now, newId });
  }

  /** Opens the run that the address names, else the first question. */
  async start(): Promise<void> {
    try {
      await this.#first();
    } catch {
      this.notices.problem(
        'A part of the app did not arrive. Reload the page to try again; what is stored is kept.',
      );
    }
    this.#started = true;
    // Opened after the first run, so that a browser that stores nothing is known before there is anything to lose.
    this.#storage().catch(() => undefined);
    this.models.start().catch(() => undefined);
  }

  /** Whether a language model is writing right now. */
  get answering(): boolean {
    return this.steer.live !== null || this.compare.live !== null;
  }

  /** Shows the run that the address has come to name; while the page opens, `start` does so. */
  async follow(id: string | null): Promise<void> {
    if (this.#started && id !== null && id !== this.steer.runId) await this.openRun(id);
  }

  async #first(): Promise<void> {
    const { screen, id } = this.router.route;
    if (screen === 'steer' && id !== null && (await this.openRun(id))) return;
    const [, questions] = await Promise.all([this.steer.load(FIRST_SYSTEM), questionsOf(FIRST_THEME)]);
    const first = questions.find((question) => question.id === FIRST_QUESTION) ?? questions[0];
    await this.steer.begin(first, FIRST_DIAL);
  }

  async openRun(id: string): Promise<boolean> {
    const found = await (await this.#storage()).runs.get(id);
    if (!found.ok) {
      this.notices.problem(found.error.message);
      return false;
    }
    if (!found.value) {
      this.notices.problem(
        'This run is not stored on this device: it was deleted, or the link was made on another one.',
      );
      return false;
    }
    await this.steer.open(found.value);
    return true;
  }

  async ask(question: Question): Promise<void> {
    this.router.go('steer');
    await this.steer.ask(question);
  }

  /** Takes the Steer screen's question into the comparison, with its dial and the opposite of it as the first two columns. */
  async openComparison(): Promise<void> {
    const { world, question, settings, current, shown } = this.steer;
    if (!world || !question) return;
    const dial = Object.keys(current.target).length > 0 ? current : FIRST_DIAL;
    await this.compare.open(world, question, settings, [dial, oppositeDial(dial)], shown);
  }

  /** Shows the run of a comparison's column on the Steer screen. */
  async show(run: Run): Promise<void> {
    this.router.go('steer', run.id);
    await this.steer.open(run);
  }

  /** Keeps the run that the Steer screen shows, and names it in the address: a reload finds it again. */
  async #keepShown(run: Run): Promise<void> {
    const stored = await this.#keep(run);
    if (stored && this.router.route.screen === 'steer' && this.steer.runId === run.id)
      this.router.replace('steer', run.id);
  }

  async #stored(id: string): Promise<Run | undefined> {
    try {
      const found = await (await this.#storage()).runs.get(id);
      return found.ok ? found.value : undefined;
    } catch {
      // `#keep` says what is wrong as soon as there is something to lose.
      return undefined;
    }
  }

  async #keep(run: Run): Promise<boolean> {
    try {
      const storage = await this.#storage();
      const stored = await storage.runs.put(run);
      if (!stored.ok) this.notices.problem(stored.error.message);
      return stored.ok && storage.engine === 'indexeddb';
    } catch {
      this.notices.problem(
        'This run could not be stored: a part of the app did not arrive. Reload the page to try again.',
      );
      return false;
    }
  }

  /** Value system, reasoner with the model that is loaded, and the graph that was chosen for the system, else the shipped one. */
  async #loadWorld(systemId: string, merge: MergeChoice, assignment?: Assignment): Promise<World> {
    const [{ ten, twenty }, builtin] = await Promise.all([valueSystems(), builtinReasoner(merge)]);
    const system = [ten, twenty].find(({ id }) => id === systemId);
    if (!system) throw new Error(`There is no value system “${systemId}” in this Steerboard.`);
    const graph = (await this.#chosenGraph(system)) ?? (await graphFor(system, merge));
    return { system, graph, merge, ...(await this.models.world(builtin, assignment)) };
  }

  /** Gives Steer the model that answers now, or none; nothing is run. */
  async #renewWorld(): Promise<void> {
    const { system, merge } = this.steer;
    if (!system) return;
    this.#renewals += 1;
    const renewal = this.#renewals;
    try {
      const world = await this.#loadWorld(system.id, merge);
      // Another system or merge may have been chosen while this one was on its way.
      if (renewal === this.#renewals && !this.steer.takeUp(world)) await this.#renewWorld();
    } catch (error) {
      this.notices.problem(error instanceof Error ? error.message : String(error));
    }
  }

  async #stopAnswering(): Promise<void> {
    await Promise.all([this.steer.stop(), this.compare.stop()]);
  }

  async #chosenGraph(system: ValueSystem): Promise<ValueGraph | null> {
    this.#usedGraphs[system.id] = null;
    if (!this.preferences.ownGraphs) return null;
    const { readSteerChoices, steerGraph } = await import('./stored-data');
    const choices = await readSteerChoices(await this.#storage());
    const chosen = choices.ok ? choices.value[system.id] : undefined;
    if (!chosen) return null;
    this.#usedGraphs[system.id] = chosen;
    const made = steerGraph(chosen, system);
    if (made.ok) return made.value.graph;
    this.notices.problem(
      `The graph “${chosen.name}” that was chosen for ${system.name} can't be used, so the shipped one is: ${made.error.message}`,
    );
    return null;
  }

  /** Runs Steer again where its graph is another now. */
  #followChoices(choices: SteerChoices): void {
    const any = Object.keys(choices).length > 0;
    if (any !== this.preferences.ownGraphs) this.preferences.ownGraphs = any;
    const { system } = this.steer;
    if (!system || !(system.id in this.#usedGraphs)) return;
    const [now, used] = [choices[system.id] ?? null, this.#usedGraphs[system.id] ?? null];
    if (JSON.stringify(now) !== JSON.stringify(used)) void this.steer.load(system.id);
  }

  /** The chosen graph itself where a person chose one, with its places and open edges; else the shipped one. */
  async #openTable(): Promise<GraphState> {
    const { graph, system } = this.steer;
    if (!graph || !system) throw new Error('There is no graph to edit yet.');
    const { openTable } = await import('./open-table');
    return openTable(graph, system, this.#usedGraphs[system.id] ?? null);
  }

  async #open(): Promise<Storage> {
    // After the first run is on its way: opening stored data brings every schema with it.
    const { openStorage } = await import('./stored-data');
    const storage = await openStorage();
    if (storage.reason) this.notices.problem(storage.reason.message);
    storage.onEnd((error) => this.notices.problem(error.message));
    return storage;
  }
}

/** Sorts by time and is unique on a device; crypto.randomUUID is absent on plain http. */
function newRunId(now: number): string {
  const random = crypto.getRandomValues(new Uint32Array(2));
  return [Math.floor(now), ...random].map((part) => part.toString(36)).join('-');
}
