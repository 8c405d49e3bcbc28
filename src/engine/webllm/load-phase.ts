import type { LoadProgress } from '../loaded-model';

/**
 * web-llm tells where a load is in words alone, and counts from 0 to 1 once for each row. The first run looks through the
 * files that are here, the second reads them into the graphics memory, the third compiles the shaders.
 */
const PHASES: readonly { readonly begins: string; readonly phase: LoadProgress['phase'] }[] = [
  { begins: 'Start to fetch params', phase: 'start' },
  { begins: 'Fetching param cache', phase: 'start' },
  { begins: 'Loading model from cache', phase: 'weights' },
  { begins: 'Loading GPU shader modules', phase: 'shaders' },
  { begins: 'Finish loading', phase: 'warm-up' },
];

/** The phase that web-llm's report of its progress (0 to 1) belongs to; an unknown text tells nothing. */
export function loadPhase(text: string, progress: number): LoadProgress {
  const known = PHASES.find(({ begins }) => text.startsWith(begins));
  if (!known) return { phase: 'start', fraction: null };
  return { phase: known.phase, fraction: Math.min(1, Math.max(0, progress)) };
}

/** The adapter's name out of the last text of a load, or null. */
export function adapterName(text: string): string | null {
  return /^Finish loading on WebGPU - (.+)$/.exec(text)?.[1] ?? null;
}
