import { formatBytes } from '../../domain/text/format-bytes';
import { fits, type FitOptions } from './fits';
import type { Machine } from './machine';
import { machineTier, usableGpu } from './machine-tier';
import { TIERS, type Catalogue, type ModelEntry } from './model-entry';

export interface Recommendation {
  /** Null where no model of the catalogue fits: the built-in reasoner still does. */
  readonly entry: ModelEntry | null;
  /** Why this one, one reason each, as parts of a sentence. */
  readonly because: readonly string[];
}

export interface RecommendOptions extends FitOptions {
  /** Models that ended the tab when they were loaded here. */
  readonly killed?: readonly string[];
}

const rank = (entry: ModelEntry): number => TIERS.indexOf(entry.tier);

/**
 * The model to begin with on a machine: of those that fit and are no heavier than the machine carries with ease, the
 * largest tier; on the GPU before the CPU; within that in the catalogue's order. A machine that has less of anything is
 * never recommended a higher tier.
 */
export function recommend(
  machine: Machine,
  catalogue: Catalogue,
  options: RecommendOptions = {},
): Recommendation {
  const { killed = [] } = options;
  const most = TIERS.indexOf(machineTier(machine));
  const fitting = catalogue.models.filter(
    (entry) => rank(entry) <= most && !killed.includes(entry.id) && fits(machine, entry, options).ok,
  );
  const [best] = fitting.toSorted(
    (a, b) => rank(b) - rank(a) || Number(b.engine === 'webllm') - Number(a.engine === 'webllm'),
  );
  return best === undefined
    ? { entry: null, because: ['no model fits this machine', ...reasonsOf(machine, catalogue)] }
    : { entry: best, because: because(machine, best, killed) };
}

/** Of the smallest model only: a list of everything that is missing helps nobody. */
function reasonsOf(machine: Machine, { models }: Catalogue): string[] {
  const smallest = models.toSorted((a, b) => (a.downloadBytes ?? 0) - (b.downloadBytes ?? 0))[0];
  const fit = smallest && fits(machine, smallest);
  return fit === undefined || fit.ok ? [] : [fit.reason];
}

function because(machine: Machine, entry: ModelEntry, killed: readonly string[]): string[] {
  const { storage } = machine;
  return [
    entry.engine === 'webllm' ? gpuWords(machine) : cpuWords(machine),
    ...(machine.phone ? ['a phone, whose browser gives a page little memory'] : []),
    memoryWords(machine),
    ...(storage === null || entry.downloadBytes === null
      ? []
      : [
          `${formatBytes(Math.max(0, storage.quota - storage.used))} of free space for ${formatBytes(entry.downloadBytes)}`,
        ]),
    ...(killed.length > 0 ? ['another model ended this page when it was loaded'] : []),
  ];
}

function gpuWords(machine: Machine): string {
  const gpu = usableGpu(machine);
  if (gpu === null) return cpuWords(machine);
  return `a GPU ${gpu.shaderF16 ? 'with' : 'without'} half precision${gpu.name === '' ? '' : ` (${gpu.name})`}`;
}

function cpuWords(machine: Machine): string {
  const threads = machine.crossOriginIsolated
    ? `${machine.cores} processor cores`
    : 'one processor core to use';
  return usableGpu(machine) === null
    ? `no GPU that can be used, and ${threads}`
    : `a model that computes on the processor and not on the GPU, with ${threads}`;
}

function memoryWords({ memoryGb }: Machine): string {
  if (memoryGb === null) return 'a browser that does not say how much memory there is';
  return `${memoryGb} GB of memory${memoryGb >= 8 ? ' or more' : ''}`;
}
