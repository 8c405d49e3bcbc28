import type { LoadProgress } from '../../engine/loaded-model';
import type { DownloadProgress } from '../../engine/models/model-store';

/** What the phases of a load take of the whole, as a rule. */
const LOAD_SHARES: readonly { phase: LoadProgress['phase']; share: number }[] = [
  { phase: 'start', share: 0.05 },
  { phase: 'weights', share: 0.7 },
  { phase: 'shaders', share: 0.2 },
  { phase: 'warm-up', share: 0.05 },
];

/** Share of a whole load, 0 to 1; it never goes back from phase to phase. */
export function loadFraction({ phase, fraction }: LoadProgress): number {
  const at = LOAD_SHARES.findIndex((one) => one.phase === phase);
  const before = LOAD_SHARES.slice(0, at).reduce((sum, { share }) => sum + share, 0);
  return before + LOAD_SHARES[at].share * Math.min(1, Math.max(0, fraction ?? 0));
}

/** Share of a download that is here, 0 to 1; null while the whole is not known. */
export function downloadFraction({ doneBytes, totalBytes }: DownloadProgress): number | null {
  return totalBytes === null || totalBytes === 0 ? null : Math.min(1, doneBytes / totalBytes);
}
