import type { Deviation } from '../domain/runs/intervention';
import type { Target } from '../domain/values/profile';

/** Emphasis may leave the scale a little, to say more than "very important" or nothing at all. */
export const EMPHASIS_MIN = 0;
export const EMPHASIS_MAX = 7;

/**
 * The emphasis for the next attempt: each value moved by what it still lacks (v_i − v'_i), in priority points.
 * Null where nothing would change, since the next response would be the same.
 * For instance security at emphasis 4, measured 3.2 against a target of 4, goes to 4.8.
 */
export function correctEmphasis(emphasis: Target, deviations: readonly Deviation[]): Target | null {
  const next: Target = { ...emphasis };
  let moved = false;
  for (const { valueId, observed, target } of deviations) {
    const now = emphasis[valueId];
    if (now === undefined) continue;
    const wanted = Math.min(EMPHASIS_MAX, Math.max(EMPHASIS_MIN, now + target - observed));
    if (Math.abs(wanted - now) < 0.05) continue;
    next[valueId] = wanted;
    moved = true;
  }
  return moved ? next : null;
}
