import type { Result } from '../result';
import type { DataMatrix } from './data-matrix';
import { type DiscoveryError, discoveryFail } from './discovery-error';
import type { LearnedGraph } from './learned-graph';

/** What a search has done so far. Steps come often enough to stop it within some milliseconds. */
export interface LearningStep {
  /** In words, for instance “conditioning on 2”. */
  phase: string;
  /** 0 to 1, never falling; not linear in time, because how much is left depends on the data. */
  share: number;
}

/** A search that pauses at every step, so that a worker can report and stop it between steps. */
export type Learning<T> = Generator<LearningStep, Result<T, DiscoveryError>, void>;

/** A way to a graph with all its settings decided: what the bootstrap repeats. */
export type Learner = (data: DataMatrix) => Learning<LearnedGraph>;

export interface Watch {
  onStep?: (step: LearningStep) => void;
  /** Asked after each step; once true, the search ends with an error. */
  cancelled?: () => boolean;
}

/** Runs a search to its end. Errors: its own, and that it was cancelled. */
export function learn<T>(
  learning: Learning<T>,
  { onStep, cancelled }: Watch = {},
): Result<T, DiscoveryError> {
  for (let step = learning.next(); ; step = learning.next()) {
    if (step.done) return step.value;
    onStep?.(step.value);
    if (cancelled?.()) return discoveryFail('Learning was cancelled. Nothing was changed.');
  }
}
