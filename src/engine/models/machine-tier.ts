import type { Machine } from './machine';
import { TIERS, type Tier } from './model-entry';

/** Gigabytes taken for a browser that does not say how much memory there is: an ordinary laptop. */
const MEMORY_UNSAID = 8;

export const memoryOf = (machine: Machine): number => machine.memoryGb ?? MEMORY_UNSAID;

/** The GPU as an engine would use it, or null: none, one that the CPU plays, or one below what web-llm asks for. */
export function usableGpu(machine: Machine): Exclude<Machine['gpu'], { missing: unknown }> | null {
  const { gpu } = machine;
  if (!machine.secureContext || 'missing' in gpu) return null;
  return gpu.fallback || gpu.shortcomings.length > 0 ? null : gpu;
}

/**
 * The largest tier that a machine carries with ease. A browser tells little (memory rounded and capped, no memory of the
 * GPU at all), so this is where to start from; what happens on the machine decides.
 */
export function machineTier(machine: Machine): Tier {
  const memory = memoryOf(machine);
  const gpu = usableGpu(machine) !== null;
  if (machine.phone || memory <= 4) return 'phone';
  const tier: Tier =
    memory >= 16 && machine.cores >= 10
      ? 'strong-gpu'
      : memory >= 8 && machine.cores >= 8
        ? 'laptop'
        : 'old-laptop';
  if (gpu) return tier;
  // On the CPU one thread does what eight could: a tier lower where the page may use only one.
  const steps = machine.crossOriginIsolated ? 0 : 1;
  return machine.cores < 4 ? 'phone' : (TIERS[Math.max(0, TIERS.indexOf(tier) - steps)] ?? 'phone');
}
