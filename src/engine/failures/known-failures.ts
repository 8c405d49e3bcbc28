import type { AutomaticStep, FailureKind } from '../engine-failure';

/** What the engine was doing. `call`: writing an answer. */
export type Activity = 'probe' | 'download' | 'load' | 'call';

export interface KnownFailure {
  /** Against `Name: message`, as an error reads that came through a worker. */
  readonly text: RegExp;
  readonly kind: FailureKind;
  /** The same words may mean something else at another time; absent: at any time. */
  readonly during?: readonly Activity[];
  /** Where it is not the kind's usual one. */
  readonly step?: AutomaticStep;
}

/**
 * How engines, browsers and drivers say that they failed. The first row that fits counts, so the more exact ones stand
 * before the vaguer ones. Texts are those of web-llm 0.2.86 with its TVM runtime and XGrammar, wllama 3.8.1 with its
 * llama.cpp, and of Chromium, Firefox and Safari.
 */
export const KNOWN_FAILURES: readonly KnownFailure[] = [
  // The page, the browser and the graphics card.
  { text: /caches is not defined|Can't find variable: caches/, kind: 'insecure-page' },
  {
    text: /(?:of|from) undefined \(reading '(?:getDirectory|digest|requestAdapter)'\)/,
    kind: 'insecure-page',
  },
  { text: /OPFS API unavailable|crypto\.subtle\.digest is unavailable/, kind: 'insecure-page' },
  { text: /WebGPUNotAvailableError|WebGPUNotFoundError|WebGPU is not supported/, kind: 'no-webgpu' },
  {
    text: /Unable to find a compatible GPU|Cannot find adapter that matches the request/,
    kind: 'no-adapter',
  },
  { text: /Cannot initialize runtime because of requested max\w+ exceeds limit/, kind: 'limits-too-low' },
  {
    text: /Required limit .* (?:is|was) (?:greater|higher) than the supported limit/i,
    kind: 'limits-too-low',
  },
  { text: /Compiled artifact requires max\w+/, kind: 'limits-too-low' },
  { text: /ShaderF16SupportError|shader-f16/, kind: 'no-shader-f16' },
  {
    text: /'?f16'? .*(?:extension|not allowed|not enabled|not supported)|extension '?f16'?/,
    kind: 'no-shader-f16',
  },
  { text: /FeatureSupportError|Compiled artifact requires unsupported/, kind: 'feature-missing' },
  { text: /WebAssembly runtime does not support/, kind: 'feature-missing' },

  // The app's own files: a worker whose script does not come says nothing at all.
  {
    text: /dynamically imported module|Importing a module script failed/i,
    kind: 'app-incomplete',
  },
  { text: /WorkerDeath: (?:The worker failed\.)?$/, kind: 'app-incomplete', during: ['load'] },

  // Memory and lost devices. A device that is lost while loading mostly had too little memory.
  { text: /DXGI_ERROR_DEVICE_(?:HUNG|REMOVED|RESET)|VK_ERROR_DEVICE_LOST|TDR\b/, kind: 'driver-timeout' },
  { text: /DeviceLostError|device was lost while loading/, kind: 'out-of-memory' },
  {
    text: /device (?:was |is )?lost|GPUDeviceLostInfo|Object has already been disposed|mapAsync/i,
    kind: 'out-of-memory',
    during: ['load'],
  },
  {
    text: /device (?:was |is )?lost|GPUDeviceLostInfo|Object has already been disposed|mapAsync/i,
    kind: 'device-lost',
  },
  { text: /ModelNotLoadedError|Instance reference no longer exists/, kind: 'device-lost' },
  {
    text: /Cannot allocate (?:\d+ bytes in Wasm memory|WebAssembly\.Memory)|could not allocate memory/i,
    kind: 'out-of-memory',
  },
  {
    text: /Array buffer allocation failed|Invalid array buffer length|std::bad_alloc|Aborted\(OOM\)/i,
    kind: 'out-of-memory',
  },
  {
    text: /out of memory|not enough memory|failed to (?:create[ _]context|allocate)|Cannot enlarge memory/i,
    kind: 'out-of-memory',
  },
  { text: /WorkerDeath: The engine said nothing/, kind: 'hung', during: ['load'], step: 'smaller-model' },
  { text: /WorkerDeath: The engine said nothing/, kind: 'hung' },
  { text: /WorkerDeath/, kind: 'out-of-memory', during: ['load'] },
  { text: /WorkerDeath/, kind: 'worker-died' },

  // What the model is asked to do.
  {
    text: /ContextWindowSizeExceededError|exceeds? (?:the available )?context (?:window )?size|Context size has been exceeded|exceed_context_size/,
    kind: 'prompt-too-long',
  },
  {
    text: /GrammarMatcherInitError|Invalid token id -?\d+|Grammar matcher rejected|grammar matcher to be initialized/,
    kind: 'grammar',
  },
  {
    text: /failed to parse grammar|Failed to initialize samplers|Unexpected empty grammar stack/i,
    kind: 'grammar',
  },
  // llama.cpp ends for good; XGrammar, which says the same without the mark, goes on.
  {
    text: /\(ABORT\)|memory access out of bounds|table index is out of bounds/,
    kind: 'out-of-memory',
    during: ['load'],
  },
  { text: /\(ABORT\)|memory access out of bounds|table index is out of bounds/, kind: 'worker-died' },
  { text: /Aborted\(/, kind: 'grammar', during: ['call'] },

  // The model's files. Before the network's rows: a damaged file often was a page of a network's sign-in.
  {
    text: /QuotaExceeded|Quota exceeded|exceeded the quota|NO_DEVICE_SPACE|DOM_QUOTA|ENOSPC|No space left/i,
    kind: 'storage-full',
  },
  { text: /IntegrityError|Integrity verification failed/, kind: 'file-damaged' },
  {
    text: /expected magic word 00 61 73 6d|Model file not found|Model is deleted from the cache|model may be invalid/,
    kind: 'file-damaged',
  },
  {
    text: /SyntaxError: (?:Unexpected|JSON\.parse|JSON Parse error|.* is not valid JSON)/,
    kind: 'file-damaged',
    during: ['download', 'load'],
  },
  { text: /File read failed|NotReadableError|NotFoundError: A requested file/, kind: 'file-damaged' },
  { text: /UnsupportedTokenizerFilesError|Cannot handle tokenizer files|panicked at/, kind: 'tokenizer' },
  { text: /RuntimeError: unreachable/, kind: 'file-damaged', during: ['load'] },
  { text: /RuntimeError: unreachable/, kind: 'worker-died' },
  {
    text: /NoChatTemplate|(?:apply|initialize) chat template|chat template parsing error/,
    kind: 'no-chat-template',
  },
  {
    text: /NotAModelError|failed to load model|invalid magic|Invalid model URL|must be non-empty Blob|unknown model architecture/i,
    kind: 'not-a-model',
  },
  {
    text: /LinkError|Cannot find (?:global )?function|Cannot find .* in exports|Cannot find required VM function/,
    kind: 'library-mismatch',
  },
  {
    text: /Invalid (?:kv_cache|rnn_state|hybrid) ABI|kv_state_kind|MissingModelWasmError/,
    kind: 'library-mismatch',
  },
  { text: /ModelNotFoundError|Cannot find model record/, kind: 'model-unknown' },

  // The network.
  { text: /ERR_INTERNET_DISCONNECTED|Internet connection appears to be offline/i, kind: 'offline' },
  {
    text: /Cannot fetch |'add' on 'Cache'|Failed to fetch|NetworkError|Load failed|received status \d+|Failed to store .* with error|Network response was not ok/,
    kind: 'download-failed',
  },
];
