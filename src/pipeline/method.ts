import type { RunConfig, StepEvent } from '../domain/runs/step-event';
import type { ValueSystem } from '../domain/values/value-system';
import type { CallUnderWay, Reasoner } from './reasoner';

export interface MethodContext {
  readonly config: RunConfig;
  readonly valueSystem: ValueSystem;
  /** Who serves each primitive. */
  readonly reasoner: Reasoner;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly signal?: AbortSignal | undefined;
  readonly onCall?: ((call: CallUnderWay) => void) | undefined;
}

/**
 * A way to answer a question towards a target. It yields the run's events in order; the list of events is the run.
 * A step that fails ends the run with a `failed` event that keeps all that was done; an abort ends it with `finished: stopped`.
 */
export interface Method {
  readonly id: RunConfig['method'];
  readonly name: string;
  readonly description: string;
  run(context: MethodContext): AsyncGenerator<StepEvent, void>;
}
