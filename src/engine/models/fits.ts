import { formatBytes } from '../../domain/text/format-bytes';
import type { Machine } from './machine';
import { memoryOf } from './machine-tier';
import type { ModelEntry } from './model-entry';
import { needsHalfPrecision } from './needs-half-precision';

/** Whether a machine can carry a model. `instead` names a model that would do the same there. */
export type Fit =
  { readonly ok: true } | { readonly ok: false; readonly reason: string; readonly instead?: string };

export interface FitOptions {
  /** Models that are in this browser already: they need no more room. */
  readonly stored?: readonly string[];
}

/** Browsers on phones end a tab that takes more, without a word. */
const PHONE_BYTES = 900e6;

/** Of a machine's memory, what one tab can have in the best case: a limit, not a recommendation. */
const MEMORY_SHARE = 0.6;

/** Free room that is asked for, as a multiple of the download: browsers round, and keep books of their own. */
export const ROOM_FACTOR = 1.1;

/** The engine on the CPU reads a file into one buffer, which can be no longer. */
export const GGUF_FILE_BYTES_MAX = 2 ** 31 - 1;

const MIB = 2 ** 20;

/** The binding that web-llm asks the GPU for: a gibibyte, or the standard's least where there is less than that. */
const bindingAskedFor = (limit: number): number => (limit >= 1024 * MIB ? 1024 * MIB : 128 * MIB);

const no = (reason: string): Fit => ({ ok: false, reason });

/** Whether a model can run here at all, and if not, why, in words. What it would feel like is not asked here. */
export function fits(machine: Machine, entry: ModelEntry, options: FitOptions = {}): Fit {
  if (entry.engine === 'endpoint') return { ok: true };
  if (entry.engine === 'prompt-api') {
    return machine.promptApi === 'none' ? no('This browser brings no model of its own.') : { ok: true };
  }
  if (!machine.secureContext) {
    return no(
      'This page was not opened over https, so the browser lets it keep no models. Open it over https, or from this machine (http://localhost).',
    );
  }
  return firstRefusal([
    entry.engine === 'webllm' ? gpuRefusal(machine, entry) : fileRefusal(entry),
    memoryRefusal(machine, entry),
    options.stored?.includes(entry.id) === true ? null : roomRefusal(machine, entry),
  ]);
}

const firstRefusal = (refusals: readonly (Fit | null)[]): Fit =>
  refusals.find((refusal) => refusal !== null) ?? { ok: true };

function gpuRefusal(machine: Machine, entry: ModelEntry): Fit | null {
  const { gpu } = machine;
  if ('missing' in gpu) return no(`It needs a GPU, and ${GPU_MISSING[gpu.missing]}.`);
  if (gpu.fallback) {
    return no('It needs a GPU, and here the browser plays one on the processor, which is far too slow.');
  }
  if (gpu.shortcomings.length > 0) return no(`The GPU does not suffice: ${gpu.shortcomings.join('; ')}.`);
  if (needsHalf(entry) && !gpu.shaderF16) {
    return {
      ok: false,
      reason: 'It computes in half precision, which this GPU does not offer.',
      ...(entry.f32Twin === undefined ? {} : { instead: entry.f32Twin }),
    };
  }
  const { minBindingBytes = 0 } = entry;
  if (minBindingBytes > bindingAskedFor(gpu.maxBindingBytes)) {
    return no(
      `It keeps ${formatBytes(minBindingBytes)} in one piece, more than this GPU holds (${formatBytes(gpu.maxBindingBytes)}).`,
    );
  }
  return null;
}

const needsHalf = (entry: ModelEntry): boolean => entry.needsShaderF16 || needsHalfPrecision(entry.id);

const GPU_MISSING = {
  'insecure-page': 'a page that was not opened over https gets none',
  'no-webgpu': 'this browser gives pages no access to one (WebGPU)',
  'no-adapter':
    'the browser found none that it can use; hardware acceleration may be switched off in its settings',
} as const;

function fileRefusal({ source, downloadBytes }: ModelEntry): Fit | null {
  if (source.kind !== 'gguf') return null;
  const sizes = source.files.map(({ bytes }) => bytes ?? (source.files.length === 1 ? downloadBytes : null));
  return sizes.some((size) => size !== null && size > GGUF_FILE_BYTES_MAX)
    ? no('Its file is larger than 2 GB, more than the engine reads in one piece. Take it split into parts.')
    : null;
}

function memoryRefusal(machine: Machine, { memoryBytes }: ModelEntry): Fit | null {
  if (memoryBytes === null) return null;
  if (machine.phone && memoryBytes > PHONE_BYTES) {
    return no(
      `It takes ${formatBytes(memoryBytes)} of memory; a phone ends a page that takes more than ${formatBytes(PHONE_BYTES)}.`,
    );
  }
  const memory = memoryOf(machine);
  return memoryBytes > memory * MEMORY_SHARE * 1e9
    ? no(`It takes ${formatBytes(memoryBytes)} of memory, and this machine has ${memory} GB for everything.`)
    : null;
}

function roomRefusal({ storage }: Machine, { downloadBytes }: ModelEntry): Fit | null {
  if (storage === null || downloadBytes === null) return null;
  const free = Math.max(0, storage.quota - storage.used);
  const needed = downloadBytes * ROOM_FACTOR;
  return free < needed
    ? no(
        `It needs ${formatBytes(needed)} of free space, and the browser has ${formatBytes(free)} for this page.`,
      )
    : null;
}
