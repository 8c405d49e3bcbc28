import { type AutomaticStep, EngineFailure, type FailureKind } from '../engine-failure';

/** What happened and what to do now, for a teacher; and what the app does by itself first. */
const MEANING: Record<FailureKind, { readonly message: string; readonly step: AutomaticStep }> = {
  'insecure-page': {
    message:
      'This page was opened over an address that is not secure, so the browser keeps language models away from it. Open it over https://, or on this computer itself as http://localhost.',
    step: 'none',
  },
  'no-webgpu': {
    message:
      'This browser can’t compute on the graphics card. Use an up-to-date Chrome, Edge, Firefox or Safari over https://, or choose a model that runs on the processor.',
    step: 'none',
  },
  'no-adapter': {
    message:
      'The browser found no graphics card that it may use. Turn on hardware acceleration in the browser’s settings and start it again, or choose a model that runs on the processor.',
    step: 'none',
  },
  'limits-too-low': {
    message:
      'The graphics card, as this browser offers it, can’t hold what the engine needs. Update the browser and the graphics driver, or choose a model that runs on the processor.',
    step: 'none',
  },
  'no-shader-f16': {
    message:
      'This graphics card can’t work with the half-size numbers that this model is made of. Choose the version of the same model that needs none (its name has “q4f32” in it).',
    step: 'f32-twin',
  },
  'feature-missing': {
    message:
      'This browser lacks something that the model needs. Update the browser, or choose another model.',
    step: 'none',
  },
  'out-of-memory': {
    message:
      'The model did not fit into the memory of this device. Close other tabs and programs and try again, or choose a smaller model.',
    step: 'smaller-model',
  },
  'device-lost': {
    message:
      'The graphics card gave up in the middle of the work. The model can be loaded again, and what was finished is kept. If it happens again, choose a smaller model.',
    step: 'new-worker',
  },
  'driver-timeout': {
    message:
      'The graphics card took so long that its driver stopped it. Update the graphics driver, use a shorter question, or choose a smaller model.',
    step: 'new-worker',
  },
  hung: {
    message:
      'The language model stopped getting on, so it was ended. Load it again. If it happens again, choose a smaller model.',
    step: 'new-worker',
  },
  'worker-died': {
    message:
      'The language model ended without a word. Load it again; what was finished is kept. If it happens again, choose a smaller model.',
    step: 'new-worker',
  },
  'app-incomplete': {
    message:
      'A part of the app itself did not arrive: this device is offline, or a new version was published while this page was open. Reload the page with a connection, and load the model again; what is stored stays.',
    step: 'none',
  },
  'download-failed': {
    message:
      'A file of the model could not be fetched. What has come is kept: try again. If it keeps failing, a filter or firewall may block the address; the files can also be brought on a USB stick.',
    step: 'resume',
  },
  offline: {
    message:
      'There is no connection to the internet. What has come is kept, and the download goes on from there once the connection is back.',
    step: 'none',
  },
  'storage-full': {
    message:
      'The browser has no room left for this model. Delete a model that you don’t need or make room on the disk, and don’t use a private window: it has little room.',
    step: 'none',
  },
  'file-damaged': {
    message:
      'A stored file of the model is damaged or missing. Delete the model and get it again; on a school network, check that its sign-in page did not come in place of the file.',
    step: 'delete-and-retry',
  },
  tokenizer: {
    message: 'This engine can’t read the model’s list of words (its tokenizer). Choose another model.',
    step: 'none',
  },
  'library-mismatch': {
    message:
      'The model’s files were made for another version of the engine. Choose a model from the list, or newer files of this one.',
    step: 'none',
  },
  'model-unknown': {
    message: 'The engine does not know this model. Choose one from the list, or add it again.',
    step: 'none',
  },
  'prompt-too-long': {
    message:
      'The text is too long for this model. Use a shorter question or fewer values, or choose a model that reads longer texts.',
    step: 'none',
  },
  grammar: {
    message:
      'The model’s answer could not be kept to the form that was asked for. Try again; if it happens again, load the model anew.',
    step: 'retry',
  },
  'tab-killed': {
    message:
      'The last time this model was loaded, the browser closed the tab, most likely for lack of memory. Choose a smaller model.',
    step: 'smaller-model',
  },
  'garbage-output': {
    message:
      'The model loads on this device, but what it writes makes no sense. Choose another model, or update the browser and the graphics driver.',
    step: 'none',
  },
  'other-tab': {
    message:
      'Another tab of Steerboard is using a language model. Close that tab, or bring the model over to this one.',
    step: 'none',
  },
  'no-chat-template': {
    message:
      'This file is a model that carries texts on; it does not say how a conversation is written for it. Choose a version for chat: its name mostly has “Instruct”, “Chat” or “it” in it.',
    step: 'none',
  },
  'not-a-model': {
    message:
      'This file is not a language model that Steerboard can run, or not all of it is here. Choose a complete GGUF file, or a model from the list.',
    step: 'none',
  },
  'endpoint-unreachable': {
    message:
      'The model server on this computer does not answer. Start it, check the address, and allow this page to use it (for Ollama in OLLAMA_ORIGINS, in LM Studio with “Enable CORS”).',
    step: 'none',
  },
  'endpoint-refused': {
    message:
      'The model server on this computer answered with an error. Its own window or log says more; check there that the model is in place.',
    step: 'none',
  },
  unknown: {
    message:
      'Something unexpected stopped the language model. Nothing that is stored was lost: try again, or use a smaller model.',
    step: 'none',
  },
};

/** The failure of a kind, in its usual words. `detail`: the engine's own words. */
export function failureOf(
  kind: FailureKind,
  detail: string,
  step: AutomaticStep = MEANING[kind].step,
): EngineFailure {
  return new EngineFailure(kind, MEANING[kind].message, step, detail);
}
