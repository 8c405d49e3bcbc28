import type { Run } from '../domain/runs/run';
import type { ModelUsed } from '../domain/runs/model-used';
import type { Assignment } from '../domain/runs/primitive';
import type { MergeChoice } from '../domain/values/merge-choice';
import type { World } from './run-config';

/** What the Steer screen's state needs from outside. */
export interface SteerPorts {
  /**
   * Loads a value system, its graph and the reasoner under a merge choice. Who does what is as the person chose it last, or
   * as `assignment` says: a stored run goes on with the split of work that it began with.
   */
  readonly load: (systemId: string, merge: MergeChoice, assignment?: Assignment) => Promise<World>;
  /** A run as it is stored now; undefined where it is not, or can't be read. */
  readonly read: (id: string) => Promise<Run | undefined>;
  /** Stores a finished run. */
  readonly keep: (run: Run) => Promise<void>;
  readonly now: () => number;
  readonly newId: () => string;
}

/** `idle`: nothing was run yet; `stopped`: the run on the screen ends before its end. */
export type SteerStatus = 'loading' | 'idle' | 'running' | 'done' | 'stopped' | 'failed';

/** A run that ended early, with the model that it began with: it goes on where that model is loaded. */
export interface GoingOn {
  readonly ready: boolean;
  readonly model: ModelUsed;
}
