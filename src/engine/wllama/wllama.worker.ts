// First: everything below brings zod with it.
import '../../no-eval';
import { Wllama } from '@wllama/wllama/esm/index.js';
import wasm from '@wllama/wllama/esm/wasm/wllama.wasm?url';
import { version } from '@wllama/wllama/package.json';
import { serve } from '../worker/serve';
import { gpuForLlama } from './gpu-for-llama';
import { WllamaHost } from './wllama-host';

/** Entry point of the worker that runs llama.cpp; nothing else imports wllama. */
serve(
  self,
  new WllamaHost({
    create: (logger) => new Wllama({ default: new URL(wasm, self.location.href).href }, { logger }),
    engineVersion: `${version} (llama.cpp ${Wllama.getLibllamaVersion()})`,
    cores: navigator.hardwareConcurrency,
    crossOriginIsolated,
    gpu: () => gpuForLlama(navigator.gpu, 'Suspending' in WebAssembly),
  }),
);
