import type { Run } from '../domain/runs/run';
import type { MergeChoice } from '../domain/values/merge-choice';
import type { World } from './run-config';

/** What the Steer screen's state needs from outside. */
export interface SteerPorts {
  /** Loads a value system, its graph and the reasoner under a merge choice. */
  readonly load: (systemId: string, merge: MergeChoice) => Promise<World>;
  /** Stores a finished run. */
  readonly keep: (run: Run) => Promise<void>;
  readonly now: () => number;
  readonly newId: () => string;
}

export type SteerStatus = 'loading' | 'running' | 'done' | 'failed';
