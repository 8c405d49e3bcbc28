import type { Question } from '../domain/questions/question';
import type { ModelUsed } from '../domain/runs/model-used';
import { PRIMITIVES, type Assignment } from '../domain/runs/primitive';
import type { RunConfig, StepEvent } from '../domain/runs/step-event';
import { WITHOUT_MODEL } from '../domain/runs/without-model';
import type { ValueGraph } from '../domain/scm/value-graph';
import type { MergeChoice } from '../domain/values/merge-choice';
import { PRIORITY_MAX, PRIORITY_MIN } from '../domain/values/priority';
import type { Target } from '../domain/values/profile';
import type { ValueId, ValueSystem } from '../domain/values/value-system';
import { METHODS } from '../pipeline/methods';
import { DEFAULT_THETA_PER_VALUE, thetaFor } from '../pipeline/theta';
import type { Reasoner } from '../pipeline/reasoner';

/** Everything that a run needs and that is fetched, not typed. */
export interface World {
  readonly system: ValueSystem;
  readonly graph: ValueGraph;
  readonly reasoner: Reasoner;
  readonly merge: MergeChoice;
  /** Who serves each primitive of the reasoner, and the language model that takes part, if one does. */
  readonly assignment: Assignment;
  readonly model: ModelUsed | null;
}

/** Whether a language model takes part: such a run is slow, so it is begun by hand and shown as it comes. */
export function takesModel(assignment: Assignment): boolean {
  return PRIMITIVES.some((primitive) => assignment[primitive] === 'llm');
}

/** What the person dials: the target, and the name of the profile that it came from, if it is still that profile. */
export interface Dial {
  readonly target: Target;
  readonly profileName: string | null;
}

export const EMPTY_DIAL: Dial = { target: {}, profileName: null };

/** The settings beside question and dial. */
export interface RunSettings extends Pick<
  RunConfig,
  'method' | 'maxAttempts' | 'candidates' | 'seed' | 'relations' | 'rating'
> {
  /** θ divided by the number of set values, so that ten set values may together be further off than one. */
  readonly thetaPerValue: number;
}

export const DEFAULT_SETTINGS: RunSettings = {
  method: 'couple',
  thetaPerValue: DEFAULT_THETA_PER_VALUE,
  maxAttempts: 4,
  candidates: 1,
  seed: 1,
  relations: 'words',
  rating: 'each',
};

export function runConfig(world: World, question: Question, dial: Dial, settings: RunSettings): RunConfig {
  const { target, profileName } = dial;
  const { thetaPerValue, ...others } = settings;
  return {
    ...others,
    // What is chosen for language models says nothing of a run without one, and can't be seen there.
    ...(takesModel(world.assignment) ? {} : WITHOUT_MODEL),
    theta: thetaFor(target, thetaPerValue),
    question,
    valueSystemId: world.system.id,
    target: setValues(target),
    ...(profileName === null ? {} : { profileName }),
    graph: world.graph,
    merge: world.merge,
    assignment: world.assignment,
    model: world.model,
  };
}

/** Runs a configuration to its end, or gives null as soon as the signal fires: a stale run is of no use to anybody. */
export async function runToEnd(
  world: World,
  config: RunConfig,
  now: () => number,
  signal: AbortSignal,
): Promise<StepEvent[] | null> {
  const events: StepEvent[] = [];
  const context = { config, valueSystem: world.system, reasoner: world.reasoner, now, signal };
  for await (const event of METHODS[config.method].run(context)) {
    if (signal.aborted) return null;
    events.push(event);
  }
  return events;
}

/** The target with one value set to a priority, or not set where it is null. */
export function withPriority(target: Target, valueId: ValueId, priority: number | null): Target {
  const { [valueId]: _old, ...others } = target;
  return priority === null ? others : { ...others, [valueId]: priority };
}

/** The values that are set, without the gaps that a partial record may hold. */
export function setValues(target: Target): Record<string, number> {
  return Object.fromEntries(
    Object.entries(target).flatMap(([id, priority]) => (priority === undefined ? [] : [[id, priority]])),
  );
}

/** The same values mirrored on the scale: 5 becomes 1, 4 becomes 2, 3 stays. */
export function oppositeDial({ target, profileName }: Dial): Dial {
  const mirrored = Object.entries(setValues(target)).map(([id, priority]) => [
    id,
    PRIORITY_MIN + PRIORITY_MAX - priority,
  ]);
  return {
    target: Object.fromEntries(mirrored),
    profileName: profileName === null ? 'Opposite' : `Opposite of ${profileName}`,
  };
}

export function sameMerge(a: MergeChoice, b: MergeChoice): boolean {
  return a.face === b.face && a.humility === b.humility;
}

/** The settings that a stored run was made with. */
export function settingsOf(config: RunConfig): RunSettings {
  const { method, theta, maxAttempts, candidates, seed, relations, rating, target } = config;
  const set = Object.keys(target).length;
  const thetaPerValue = set === 0 ? DEFAULT_THETA_PER_VALUE : theta / set;
  return { method, maxAttempts, candidates, seed, relations, rating, thetaPerValue };
}

export function sameDial(a: Dial, b: Dial): boolean {
  const key = ({ target }: Dial) =>
    JSON.stringify(Object.entries(setValues(target)).sort(([x], [y]) => (x < y ? -1 : 1)));
  return a.profileName === b.profileName && key(a) === key(b);
}
