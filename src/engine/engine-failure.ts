/** What went wrong with an engine, as far as its words tell. */
export type FailureKind =
  | 'insecure-page'
  | 'no-webgpu'
  | 'no-adapter'
  | 'limits-too-low'
  | 'no-shader-f16'
  | 'feature-missing'
  | 'out-of-memory'
  | 'device-lost'
  | 'driver-timeout'
  | 'hung'
  | 'worker-died'
  | 'app-incomplete'
  | 'download-failed'
  | 'offline'
  | 'storage-full'
  | 'file-damaged'
  | 'tokenizer'
  | 'library-mismatch'
  | 'model-unknown'
  | 'prompt-too-long'
  | 'grammar'
  | 'tab-killed'
  | 'garbage-output'
  | 'other-tab'
  | 'no-chat-template'
  | 'not-a-model'
  | 'endpoint-unreachable'
  | 'endpoint-refused'
  | 'unknown';

/** What the app does about it by itself, before it asks the person. */
export type AutomaticStep =
  'retry' | 'new-worker' | 'smaller-model' | 'f32-twin' | 'resume' | 'delete-and-retry' | 'none';

/** A failure of an engine in words that a teacher understands. `message` says what happened and what to do. */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure';

  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly step: AutomaticStep,
    /** The engine's own words, for a bug report. */
    readonly detail: string,
  ) {
    super(message);
  }
}
