import type { EngineFailure } from './engine-failure';
import type { LanguageModel } from './language-model';

/** How far loading into memory is: reading the weights, compiling shaders, or getting ready to answer. */
export interface LoadProgress {
  readonly phase: 'start' | 'weights' | 'shaders' | 'warm-up';
  /** Share of the phase that is done, 0 to 1; null where the engine does not say. */
  readonly fraction: number | null;
}

export interface LoadOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/** A language model that is in memory and answers. */
export interface LoadedModel extends LanguageModel {
  /** Frees all its memory. Calls under way reject with an AbortError. */
  unload(): Promise<void>;
  /** Called once if the engine dies and could not be started again; later calls reject with the same failure. */
  onDeath(listener: (failure: EngineFailure) => void): void;
}
