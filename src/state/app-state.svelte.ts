import type { Question } from '../domain/questions/question';
import type { Run } from '../domain/runs/run';
import type { Storage } from '../storage/storage';
import type { MergeChoice } from '../domain/values/merge-choice';
import { CompareState } from './compare-state.svelte';
import { DatasetsState } from './datasets-state.svelte';
import { Notices } from './notices.svelte';
import { once } from './once';
import { Preferences } from './preferences.svelte';
import { ProfilesState } from './profiles-state.svelte';
import { builtinReasoner } from './reasoner';
import { Router } from './router.svelte';
import type { Dial, World } from './run-config';
import { RunsState } from './runs-state.svelte';
import { graphFor, questionsOf, valueSystems } from './static-data';
import { SteerState } from './steer-state.svelte';

/** What a first visitor finds: a question in which three values pull, dialled. */
const FIRST_THEME = 'family';
const FIRST_QUESTION = 'family-driving';
const FIRST_DIAL: Dial = { target: { security: 5, benevolence: 4, 'self-direction': 2 }, profileName: null };

/** Everything the screens share. Made once, when the page opens. */
export class AppState {
  readonly router = new Router(window);
  readonly preferences = new Preferences();
  readonly notices = new Notices();
  readonly steer: SteerState;
  readonly compare: CompareState;
  readonly profiles: ProfilesState;
  readonly datasets: DatasetsState;
  readonly runs: RunsState;
  readonly #storage = once(() => this.#open());

  constructor() {
    const now = () => performance.timeOrigin + performance.now();
    const newId = () => newRunId(now());
    const keep = (run: Run) => this.#keep(run);
    const library = { storage: this.#storage, notices: this.notices, now, newId };
    this.steer = new SteerState({ load: loadWorld, keep, now, newId });
    this.compare = new CompareState({ keep, now, newId });
    this.profiles = new ProfilesState(library);
    this.datasets = new DatasetsState(library);
    this.runs = new RunsState(library);
  }

  /** Opens the run that the address names, else the first question. */
  async start(): Promise<void> {
    const { screen, id } = this.router.route;
    if (screen === 'steer' && id !== null && (await this.openRun(id))) return;
    const [, questions] = await Promise.all([this.steer.load('schwartz-10'), questionsOf(FIRST_THEME)]);
    const first = questions.find((question) => question.id === FIRST_QUESTION) ?? questions[0];
    await this.steer.ask(first, FIRST_DIAL);
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

  async #keep(run: Run): Promise<void> {
    const stored = await (await this.#storage()).runs.put(run);
    if (!stored.ok) this.notices.problem(stored.error.message);
  }

  async #open(): Promise<Storage> {
    // After the first run is on its way: opening stored data brings every schema with it.
    const { openStorage } = await import('../storage/storage');
    const storage = await openStorage();
    if (storage.reason) this.notices.problem(storage.reason.message);
    storage.onEnd((error) => this.notices.problem(error.message));
    return storage;
  }
}

async function loadWorld(systemId: string, merge: MergeChoice): Promise<World> {
  const reasoning = builtinReasoner(merge);
  const { ten, twenty } = await valueSystems();
  const system = [ten, twenty].find(({ id }) => id === systemId);
  if (!system) throw new Error(`There is no value system “${systemId}” in this Steerboard.`);
  const [graph, reasoner] = await Promise.all([graphFor(system, merge), reasoning]);
  return { system, graph, reasoner, merge };
}

/** Sorts by time and is unique on a device; crypto.randomUUID is absent on plain http. */
function newRunId(now: number): string {
  const random = crypto.getRandomValues(new Uint32Array(2));
  return [Math.floor(now), ...random].map((part) => part.toString(36)).join('-');
}
