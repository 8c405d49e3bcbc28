import type { Assignment } from '../../domain/runs/primitive';
import type { Result } from '../../domain/result';
import type { EngineFailure } from '../../engine/engine-failure';
import type { LoadedModel, LoadOptions } from '../../engine/loaded-model';
import type { Machine } from '../../engine/models/machine';
import type { Catalogue, ModelEntry } from '../../engine/models/model-entry';
import type { ModelStore } from '../../engine/models/model-store';
import type { Storage } from '../../storage/storage';
import type { EngineLock } from './engine-lock';
import type { LaunchRecord } from './launch-record';
import type { Measured } from './model-notes';

/** What a self-test found; null: not measured, or skipped before it was. */
export type TestReport = Pick<
  Measured,
  'prefill' | 'decode' | 'model' | 'builtin' | 'sentences' | 'proposed' | 'reasons' | 'basis'
>;

export interface TestRequest {
  readonly signal: AbortSignal;
  /** Share that is done, 0 to 1. */
  readonly onProgress: (fraction: number) => void;
  /** Who does what with a model of its size. */
  readonly tierDefault: Assignment;
  /** What was measured before on the same backend: then only whether it answers is tried again. */
  readonly known: Measured | null;
}

/** What the model manager needs from outside. */
export interface ModelsPorts {
  readonly probe: () => Promise<Machine>;
  readonly catalogue: Catalogue;
  /** A model by the address of its files, or why it can't be one. `library`: of an MLC model that is not a usual one. */
  readonly readAddress: (address: string, library: string | undefined) => Result<ModelEntry>;
  readonly store: () => Promise<ModelStore>;
  readonly load: (entry: ModelEntry, options: LoadOptions) => Promise<LoadedModel>;
  /** Rejects with an EngineFailure (`garbage-output`) where the model is of no use. */
  readonly test: (model: LoadedModel, request: TestRequest) => Promise<TestReport>;
  readonly settings: () => Promise<Storage['settings']>;
  /** What the browser gives this site, and what of it is used. */
  readonly storage: () => Promise<Machine['storage']>;
  /** Asks the browser to keep what is stored; false where it does not promise it. */
  readonly persist: () => Promise<boolean>;
  readonly lock: EngineLock;
  readonly launch: LaunchRecord;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly stopAnswering: () => Promise<void>;
  /** Another model answers from now on, or none, or the work is divided anew. */
  readonly onWorld: () => void;
  /** Says on whatever screen is shown that another tab has the model now. */
  readonly onTaken: (entry: ModelEntry) => void;
  /** Says something that went wrong where no part of the screen can. */
  readonly say: (problem: string) => void;
}

/** Failures that say something of this machine and not of the moment: the model is not recommended here again. */
const LASTING: readonly EngineFailure['kind'][] = [
  'limits-too-low',
  'no-shader-f16',
  'feature-missing',
  'out-of-memory',
  'device-lost',
  'driver-timeout',
  'hung',
  'tab-killed',
  'garbage-output',
];

export function isLasting(kind: EngineFailure['kind']): boolean {
  return LASTING.includes(kind);
}
