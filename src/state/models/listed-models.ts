import type { Machine } from '../../engine/models/machine';
import type { ModelEntry } from '../../engine/models/model-entry';

/**
 * The models worth a line on this machine. A model and its twin without half precision are one choice, so the GPU decides which
 * of the two is listed; where there is no GPU to ask, the smaller download. What is here already is always listed.
 */
export function listedModels(
  machine: Machine | null,
  entries: readonly ModelEntry[],
  here: readonly string[],
): ModelEntry[] {
  const twins = new Set(entries.flatMap(({ f32Twin }) => f32Twin ?? []));
  const known = new Set(entries.map(({ id }) => id));
  const noHalf = machine !== null && 'shaderF16' in machine.gpu && !machine.gpu.shaderF16;
  return entries.filter((entry) => {
    if (here.includes(entry.id) || entry.addedBy === 'person') return true;
    const hasTwin = entry.f32Twin !== undefined && known.has(entry.f32Twin);
    if (hasTwin) return !noHalf;
    return noHalf || !twins.has(entry.id);
  });
}
