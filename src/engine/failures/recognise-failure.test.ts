import { describe, expect, it } from 'vitest';
import { type AutomaticStep, EngineFailure, type FailureKind } from '../engine-failure';
import { KNOWN_FAILURES, type Activity } from './known-failures';
import { recogniseFailure } from './recognise-failure';

/** What engines, browsers and drivers really say, word for word. */
const REAL: readonly [words: string, during: Activity, kind: FailureKind, step: AutomaticStep][] = [
  // No secure context.
  ['ReferenceError: caches is not defined', 'load', 'insecure-page', 'none'],
  [
    "TypeError: Cannot read properties of undefined (reading 'getDirectory')",
    'download',
    'insecure-page',
    'none',
  ],
  ['Error: OPFSStore: OPFS API unavailable.', 'load', 'insecure-page', 'none'],

  // No usable GPU.
  [
    "WebGPUNotAvailableError: WebGPU is not supported in your current environment, but it is necessary to run the WebLLM engine. Please make sure that your browser supports WebGPU and that it is enabled in your browser settings. You can also consult your browser's compatibility chart to see if it supports WebGPU. For more information about WebGPU support in your browser, visit https://webgpureport.org/",
    'load',
    'no-webgpu',
    'none',
  ],
  ['WebGPUNotFoundError: Cannot find WebGPU in the environment', 'load', 'no-webgpu', 'none'],
  [
    "Error: Unable to find a compatible GPU. This issue might be because your computer doesn't have a GPU, or your system settings are not configured properly. Please check if your device has a GPU properly set up and if your your browser supports WebGPU. You can also consult your browser's compatibility chart to see if it supports WebGPU. For more information about WebGPU support in your browser, visit https://webgpureport.org/",
    'probe',
    'no-adapter',
    'none',
  ],
  ['Error: Cannot find adapter that matches the request', 'load', 'no-adapter', 'none'],
  [
    'Error: Cannot initialize runtime because of requested maxBufferSize exceeds limit. requested=256MB, limit=128MB. Consider upgrading your browser.',
    'load',
    'limits-too-low',
    'none',
  ],
  [
    'Error: Cannot initialize runtime because of requested maxStorageBufferBindingSize exceeds limit. requested=128MB, limit=64MB. ',
    'load',
    'limits-too-low',
    'none',
  ],
  [
    'Error: Cannot initialize runtime because of requested maxComputeWorkgroupStorageSize exceeds limit. requested=32768, limit=16384. ',
    'load',
    'limits-too-low',
    'none',
  ],
  [
    'Error: Cannot initialize runtime because of requested maxStorageBuffersPerShaderStage exceeds limit. requested=10, limit=8. ',
    'load',
    'limits-too-low',
    'none',
  ],
  [
    "OperationError: Failed to execute 'requestDevice' on 'GPUAdapter': Required limit (1073741824) is greater than the supported limit (134217728).",
    'load',
    'limits-too-low',
    'none',
  ],
  [
    'ArtifactManifestError: Compiled artifact requires maxStorageBufferBindingSize 1073741824, but this device exposes 134217728',
    'load',
    'limits-too-low',
    'none',
  ],
  [
    'ShaderF16SupportError: This model requires WebGPU extension shader-f16, which is not enabled in this browser. You can try to launch Chrome Canary in command line with flag "--enable-dawn-features=allow_unsafe_apis".',
    'load',
    'no-shader-f16',
    'f32-twin',
  ],
  [
    "Error while parsing WGSL: :1:8 error: extension 'f16' is not allowed in the current environment",
    'load',
    'no-shader-f16',
    'f32-twin',
  ],
  [
    "Error while parsing WGSL: :12:34 error: 'f16' type used without 'f16' extension enabled",
    'load',
    'no-shader-f16',
    'f32-twin',
  ],
  [
    'FeatureSupportError: This model requires feature subgroups, which is not yet supported by this browser.',
    'load',
    'feature-missing',
    'none',
  ],
  [
    'ArtifactManifestError: Compiled artifact requires unsupported WebGPU feature "subgroups"',
    'load',
    'feature-missing',
    'none',
  ],
  ['Error: WebAssembly runtime does not support exception handling', 'load', 'feature-missing', 'none'],
  ['Error: WebAssembly runtime does not support SIMD', 'load', 'feature-missing', 'none'],

  // Memory, and devices that were lost.
  [
    'DeviceLostError: The WebGPU device was lost while loading the model. This issue often occurs due to running out of memory (OOM). To resolve this, try reloading with a model that has fewer parameters or uses a smaller context length.',
    'load',
    'out-of-memory',
    'smaller-model',
  ],
  [
    'Device was lost. This can happen due to insufficient memory or other GPU constraints. Detailed error: [object GPUDeviceLostInfo]. Please try to reload WebLLM with a less resource-intensive model.',
    'load',
    'out-of-memory',
    'smaller-model',
  ],
  ['OperationError: Device lost during onSubmittedWorkDone', 'load', 'out-of-memory', 'smaller-model'],
  ['OperationError: Device lost during onSubmittedWorkDone', 'call', 'device-lost', 'new-worker'],
  ['Error: Object has already been disposed', 'call', 'device-lost', 'new-worker'],
  [
    "AbortError: Failed to execute 'mapAsync' on 'GPUBuffer': [Device] is lost.",
    'call',
    'device-lost',
    'new-worker',
  ],
  [
    "OperationError: Failed to execute 'mapAsync' on 'GPUBuffer': A valid external Instance reference no longer exists.",
    'call',
    'device-lost',
    'new-worker',
  ],
  [
    'ModelNotLoadedError: Model not loaded before trying to complete ChatCompletionRequest. Please ensure you have called MLCEngine.reload(model) to load the model before initiating APIs, or initialize your engine using CreateMLCEngine() with a valid model configuration.',
    'call',
    'device-lost',
    'new-worker',
  ],
  [
    'OperationError: Device lost: DXGI_ERROR_DEVICE_HUNG (0x887A0006)',
    'call',
    'driver-timeout',
    'new-worker',
  ],
  ['Error: D3D12: device removed, DXGI_ERROR_DEVICE_REMOVED', 'load', 'driver-timeout', 'new-worker'],
  ['Error: Cannot allocate 536870912 bytes in Wasm memory', 'load', 'out-of-memory', 'smaller-model'],
  ['Error: Cannot allocate WebAssembly.Memory', 'load', 'out-of-memory', 'smaller-model'],
  ['RangeError: WebAssembly.Memory(): could not allocate memory', 'load', 'out-of-memory', 'smaller-model'],
  ['RangeError: Array buffer allocation failed', 'load', 'out-of-memory', 'smaller-model'],
  [
    "Error: llama.cpp did not load the model.\nsrv    load_model: failed to create_context with model 'models/model-00001-of-00001.gguf'",
    'load',
    'out-of-memory',
    'smaller-model',
  ],
  ['RuntimeError: memory access out of bounds', 'load', 'out-of-memory', 'smaller-model'],
  ['RuntimeError: memory access out of bounds', 'call', 'worker-died', 'new-worker'],
  ['RuntimeError: (ABORT) Aborted(native code called abort()). ', 'call', 'worker-died', 'new-worker'],
  ['RuntimeError: (ABORT) Aborted(OOM). ', 'call', 'out-of-memory', 'smaller-model'],
  ['WorkerDeath: The engine said nothing for 180 seconds.', 'load', 'hung', 'smaller-model'],
  ['WorkerDeath: The engine said nothing for 60 seconds.', 'call', 'hung', 'new-worker'],
  ['WorkerDeath: The worker failed.', 'load', 'app-incomplete', 'none'],
  ['WorkerDeath: Uncaught RuntimeError: unreachable', 'load', 'out-of-memory', 'smaller-model'],
  [
    'TypeError: Failed to fetch dynamically imported module: https://example.org/assets/load-with-webllm-x.js',
    'load',
    'app-incomplete',
    'none',
  ],
  [
    'TypeError: error loading dynamically imported module: https://example.org/assets/x.js',
    'load',
    'app-incomplete',
    'none',
  ],
  ['TypeError: Importing a module script failed.', 'load', 'app-incomplete', 'none'],
  ['WorkerDeath: The worker failed.', 'call', 'worker-died', 'new-worker'],

  // What was asked.
  [
    'ContextWindowSizeExceededError: Prompt tokens exceed context window size: number of prompt tokens: 5012; context window size: 4096\nConsider shortening the prompt, or increase `context_window_size`, or using sliding window via `sliding_window_size`.',
    'call',
    'prompt-too-long',
    'none',
  ],
  [
    'Error: request (8018 tokens) exceeds the available context size (256 tokens), try increasing it',
    'call',
    'prompt-too-long',
    'none',
  ],
  [
    'GrammarMatcherInitError: Failed to initialize the grammar matcher for response format `grammar`: Aborted(). Build with -sASSERTIONS for more info.',
    'call',
    'grammar',
    'retry',
  ],
  ['Error: Invalid token id -1789744523 for GrammarMatcher', 'call', 'grammar', 'retry'],
  ['Error: Grammar matcher rejected the newly sampled token.', 'call', 'grammar', 'retry'],
  ['RuntimeError: Aborted(). Build with -sASSERTIONS for more info.', 'call', 'grammar', 'retry'],
  ['Error: Failed to initialize samplers: failed to parse grammar', 'call', 'grammar', 'retry'],

  // Files of the model.
  [
    "QuotaExceededError: Failed to execute 'add' on 'Cache': Quota exceeded.",
    'download',
    'storage-full',
    'none',
  ],
  [
    'IntegrityError: Integrity verification failed for https://example.org/x.bin\n  Expected: sha256-a\n  Actual: sha256-b\nThis may indicate file corruption or tampering.',
    'load',
    'file-damaged',
    'delete-and-retry',
  ],
  [
    'SyntaxError: Unexpected token \'<\', "<!doctype html>" is not valid JSON',
    'load',
    'file-damaged',
    'delete-and-retry',
  ],
  [
    'SyntaxError: JSON.parse: unexpected character at line 1 column 1 of the JSON data',
    'load',
    'file-damaged',
    'delete-and-retry',
  ],
  [
    'CompileError: WebAssembly.instantiate(): expected magic word 00 61 73 6d, found 3c 21 64 6f @+0',
    'load',
    'file-damaged',
    'delete-and-retry',
  ],
  ['RuntimeError: unreachable', 'load', 'file-damaged', 'delete-and-retry'],
  ['RuntimeError: unreachable', 'call', 'worker-died', 'new-worker'],
  [
    'RuntimeError: File read failed: NotReadableError: The requested file could not be read, typically due to permission problems that have occurred after a reference to a file was acquired.',
    'load',
    'file-damaged',
    'delete-and-retry',
  ],
  [
    'NotFoundError: A requested file or directory could not be found at the time an operation was processed.',
    'load',
    'file-damaged',
    'delete-and-retry',
  ],
  ['Error: Model file not found: https://example.org/a.gguf', 'load', 'file-damaged', 'delete-and-retry'],
  ['UnsupportedTokenizerFilesError: Cannot handle tokenizer files merges.txt', 'load', 'tokenizer', 'none'],
  [
    'LinkError: WebAssembly.instantiate(): Import #3 "env" "TVMWasmPackedCFunc": function import requires a callable',
    'load',
    'library-mismatch',
    'none',
  ],
  [
    'Error: Cannot find global function vm.builtin.paged_attention_kv_cache_create',
    'load',
    'library-mismatch',
    'none',
  ],
  ['Error: Cannot find TVMWasmAllocSpace,TVMWasmFreeSpace in exports', 'load', 'library-mismatch', 'none'],
  [
    'Error: Invalid kv_cache ABI. Require either `prefill`+`decode` or `batch_prefill`+`batch_decode`.',
    'load',
    'library-mismatch',
    'none',
  ],
  [
    'ModelNotFoundError: Cannot find model record in appConfig for no-such-model. Please check if the model ID is correct and included in the model_list configuration.',
    'load',
    'model-unknown',
    'none',
  ],
  ['NoChatTemplateError: The GGUF has no chat template.', 'load', 'no-chat-template', 'none'],
  ['NotAModelError: The file does not begin as a GGUF does.', 'load', 'not-a-model', 'none'],
  [
    "Error: llama.cpp did not load the model.\nllama_model_load_from_file_impl: failed to load model\nsrv    load_model: failed to load model, 'models/model-00001-of-00001.gguf'",
    'load',
    'not-a-model',
    'none',
  ],
  ['Error: Input model (or splits) must be non-empty Blob or File', 'load', 'not-a-model', 'none'],

  // The network.
  ['TypeError: The Internet connection appears to be offline.', 'download', 'offline', 'none'],
  [
    "Error: Cannot fetch https://example.org/params_shard_3.bin err= NetworkError: Failed to execute 'add' on 'Cache': Cache.add() encountered a network error",
    'download',
    'download-failed',
    'resume',
  ],
  ['TypeError: Failed to fetch', 'download', 'download-failed', 'resume'],
  ["TypeError: Failed to execute 'add' on 'Cache': Request failed", 'download', 'download-failed', 'resume'],
  ['TypeError: NetworkError when attempting to fetch resource.', 'download', 'download-failed', 'resume'],
  ['TypeError: Load failed', 'download', 'download-failed', 'resume'],
  ['Error: Failed to fetch https://example.org/a.gguf: HTTP 404', 'download', 'download-failed', 'resume'],
];

describe('recogniseFailure', () => {
  it.each(REAL)('knows “%s” during %s', (words, during, kind, step) => {
    const failure = recogniseFailure(words, during);
    expect(failure).toMatchObject({ kind, step, detail: words });
    expect(failure.message).toMatch(/^[A-Z].+\.$/);
    // The teacher's words, not the engine's.
    expect(failure.message).not.toContain(words);
  });

  it.each(KNOWN_FAILURES.map((row) => [row.text.source, row] as const))(
    'has seen the words of each row for real: %s',
    (_, row) => {
      const first = REAL.some(([words, during]) => {
        const fits = KNOWN_FAILURES.find(
          (known) => (known.during?.includes(during) ?? true) && known.text.test(words),
        );
        return fits === row;
      });
      expect(first).toBe(true);
    },
  );

  it('reads errors, plain objects and strings alike', () => {
    const error = Object.assign(new Error('This model requires feature x'), { name: 'FeatureSupportError' });
    expect(recogniseFailure(error, 'load').kind).toBe('feature-missing');
    expect(recogniseFailure({ name: 'LinkError', message: 'import' }, 'load').kind).toBe('library-mismatch');
    expect(recogniseFailure('TypeError: Failed to fetch', 'download').kind).toBe('download-failed');
    expect(
      recogniseFailure(new Error('Loading failed', { cause: new Error('out of memory') }), 'load').kind,
    ).toBe('out-of-memory');
  });

  it('goes by the message before it goes by the log that follows', () => {
    const words = 'RuntimeError: (ABORT) Aborted(). \nsrv  send_error: failed to parse grammar';
    expect(recogniseFailure(words, 'call').kind).toBe('worker-died');
  });

  it('keeps the words of what it does not know, and blames nobody', () => {
    expect(recogniseFailure('Error: something new', 'call')).toMatchObject({
      kind: 'unknown',
      step: 'none',
      detail: 'Error: something new',
    });
    expect(recogniseFailure(undefined, 'load').kind).toBe('unknown');
  });

  it('gives a failure back as it is', () => {
    const failure = new EngineFailure('other-tab', 'Another tab.', 'none', '');
    expect(recogniseFailure(failure, 'load')).toBe(failure);
  });

  it('throws an abort on, because it is none', () => {
    const abort = new DOMException('Stopped.', 'AbortError');
    expect(() => recogniseFailure(abort, 'call')).toThrow(abort);
    expect(() => recogniseFailure('AbortError: Operation aborted', 'call')).toThrow('Operation aborted');
  });
});
