import type { Primitive } from '../../domain/runs/primitive';
import { formatBytes, formatBytesOf } from '../../domain/text/format-bytes';
import { counted, fixed } from '../../domain/text/format-number';
import type { LoadProgress } from '../../engine/loaded-model';
import type { ModelEntry } from '../../engine/models/model-entry';
import type { DownloadProgress } from '../../engine/models/model-store';
import type { Auroc, Measured } from '../../state/models/model-notes';
import { downloadFraction } from '../../state/models/shares';
import type { DownloadPhase, EnginePhase } from '../../state/models/phases';

/** How long something will take, as people say it: "less than a minute", "3 min", "1 h 20 min". */
export function durationWords(seconds: number): string {
  if (seconds < 60) return 'less than a minute';
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
}

/** Milliseconds of a load that was measured: "0.6 s", "4 s", "2 min". */
export function loadTimeWords(ms: number): string {
  const seconds = ms / 1000;
  if (seconds >= 90) return durationWords(seconds);
  return `${seconds >= 9.5 ? Math.round(seconds) : fixed(seconds)} s`;
}

export function percentWords(fraction: number): string {
  return `${Math.floor(100 * Math.min(1, Math.max(0, fraction)))} %`;
}

/** "16 tokens/s"; a model that needs seconds for a token is told so. */
export function speedWords(tokensPerSecond: number): string {
  const shown = tokensPerSecond >= 9.95 ? Math.round(tokensPerSecond) : fixed(tokensPerSecond);
  return `${shown} tokens/s`;
}

/** What a download is doing and how far it is: "Downloading 0.5 of 1.1 GB". */
export function downloadWords(progress: DownloadProgress): { doing: string; amount: string; left: string } {
  const { phase, doneBytes, totalBytes, bytesPerSecond } = progress;
  const doing = { plan: 'Asking which files there are', download: 'Downloading', check: 'Checking' }[phase];
  const amount =
    totalBytes === null
      ? doneBytes > 0
        ? `${formatBytes(doneBytes)} here`
        : ''
      : formatBytesOf(doneBytes, totalBytes);
  const left =
    phase === 'plan' || totalBytes === null || !bytesPerSecond
      ? ''
      : `${durationWords((totalBytes - doneBytes) / bytesPerSecond)} left`;
  return { doing, amount, left };
}

const LOAD_PHASES: Readonly<Record<LoadProgress['phase'], string>> = {
  start: 'Starting the engine',
  weights: 'Reading the weights into memory',
  shaders: 'Compiling shaders',
  'warm-up': 'Warming up',
};

export function loadWords({ phase, fraction }: LoadProgress): string {
  const doing = LOAD_PHASES[phase];
  return fraction === null ? doing : `${doing}, ${percentWords(fraction)}`;
}

/** What is still to come after a phase of a load. */
export function loadThen({ phase }: LoadProgress, engine: ModelEntry['engine']): string {
  const steps = [
    ...(phase === 'start' ? ['weights'] : []),
    ...(engine === 'webllm' && (phase === 'start' || phase === 'weights') ? ['shaders'] : []),
    'self-test',
  ];
  return `then: ${steps.join(', ')}`;
}

/** The six primitives as a person would say them. */
export const PRIMITIVE_WORDS: Readonly<Record<Primitive, string>> = {
  answer: 'Writes the first answer',
  extract: 'Finds value concepts',
  attribute: 'Rates each value',
  predict: 'Chooses what to change',
  realise: 'Writes the steered answer',
  judge: 'Judges the result',
};

export const ENGINE_WORDS: Readonly<Record<ModelEntry['engine'], string>> = {
  webllm: 'on the GPU (WebLLM)',
  wllama: 'on the processor (wllama)',
  'prompt-api': 'the browser’s own model',
  endpoint: 'a server on this machine',
};

/** "0.71 (0.55 to 0.86)". */
export function aurocWords({ value, low, high }: Auroc): string {
  return `${fixed(value, 2)} (${fixed(low, 2)} to ${fixed(high, 2)})`;
}

/** What the self-test says of who reads values better; null where it was not measured. */
export function selfTestWords({ model, builtin, sentences }: Measured, name: string): string | null {
  if (!model || !builtin) return null;
  return (
    `In the self-test on ${counted(sentences, 'sentence')}, ${name} told values apart with ${aurocWords(model)}, ` +
    `the built-in reasoner with ${aurocWords(builtin)}. 0.5 is chance, 1 is perfect; the brackets hold the 95\u00a0% interval.`
  );
}

/** Said by screen readers as things go on: at each phase, and at each quarter of a long one. */
export function announced(engine: EnginePhase, download: DownloadPhase): string {
  if (download.phase === 'running') {
    const { subject, progress } = download;
    const fraction = downloadFraction(progress);
    if (progress.phase !== 'download' || fraction === null)
      return `${downloadWords(progress).doing}: ${subject.name}`;
    const quarter = Math.floor(fraction * 4) * 25;
    return quarter === 0 ? `Downloading ${subject.name}` : `${subject.name}: ${quarter} % downloaded`;
  }
  if (download.phase === 'paused') return `The download of ${download.subject.name} is paused`;
  switch (engine.phase) {
    case 'loading':
      return `Loading ${engine.entry.name}: ${loadWords({ ...engine.progress, fraction: null })}`;
    case 'testing':
      return `Testing ${engine.entry.name}`;
    case 'ready':
      return `${engine.entry.name} is ready`;
    case 'unloading':
      return `Freeing the memory of ${engine.entry.name}`;
    case 'waiting':
      return 'Waiting for the other tab';
    default:
      return '';
  }
}
