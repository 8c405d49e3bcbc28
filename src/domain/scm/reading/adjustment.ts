import { ok, type Result } from '../../result';
import type { ScmError } from '../scm-error';
import { closure, positionsIn } from './ancestors';
import { onCausalPaths, withoutArrows } from './causal-paths';
import { connectedTo, type Structure } from './d-separation';
import { minimalSeparators } from './minimal-separators';
import { locateAll, locatePair, marked, namesOf, type ReadingGraph } from './reading-graph';
import { tooLargeToList } from './reading-limits';

/** total: everything that x does to y; direct: only what the arrow x → y does, all else held fixed. */
export type Effect = 'total' | 'direct';

export interface AdjustmentSets {
  /** Every minimal set, the smallest first; [[]] where nothing needs adjusting, [] where no set of seen nodes will do. */
  sets: string[][];
  truncated: boolean;
  /** Nodes that no valid set may hold, and in one sentence why. */
  forbidden: string[];
  because: string;
}

/**
 * Sets of nodes to adjust for so that the regression of y on x and the set gives the causal effect. Nodes marked `adjusted` or
 * `selected` are in every set, `latent` ones in none.
 *
 * - total: the adjustment criterion (Shpitser, VanderWeele & Robins 2010; van der Zander, Liśkiewicz & Textor 2019, Theorem 7),
 *   sound and complete: Z holds no effect of a node on a causal path, and m-separates x and y once the first arrows of the
 *   causal paths are taken out.
 * - direct: the single-door criterion (Pearl, Causality, 2nd ed., Theorem 5.3.1), for linear models: Z holds no effect of y, and
 *   m-separates x and y once x → y is taken out.
 *
 * Worked: z → x, z → y, x → m → y. Total effect of x on y: {z}, and m and y are forbidden. Direct effect: {m, z}.
 * Errors: an unknown node, x and y the same, more than 120 nodes. At most `limit` sets, with `truncated` set.
 */
export function adjustmentSets(
  graph: ReadingGraph,
  x: string,
  y: string,
  effect: Effect = 'total',
  limit = 100,
): Result<AdjustmentSets, ScmError> {
  const ends = locatePair(graph, x, y);
  if (!ends.ok) return ends;
  const large = tooLargeToList(graph, 'Adjustment sets');
  if (large) return large;
  const { structure, forbidden, because } = surgery(graph, ends.value.x, ends.value.y, effect);
  const include = marked(graph, 'adjusted', 'selected').filter(
    (at) => at !== ends.value.x && at !== ends.value.y,
  );
  const answer = { forbidden: namesOf(graph, positionsIn(forbidden)), because };
  if (include.some((at) => forbidden[at] === 1)) return ok({ sets: [], truncated: false, ...answer });
  const allowed = Uint8Array.from(forbidden, (no) => 1 - no);
  for (const at of marked(graph, 'latent')) allowed[at] = 0;
  const { sets, truncated } = minimalSeparators({ structure, ...ends.value, include, allowed }, limit);
  return ok({ sets: sets.map((set) => namesOf(graph, set)), truncated, ...answer });
}

export interface AdjustmentVerdict {
  valid: boolean;
  /** Why not, or why: one sentence. */
  reason: string;
  /** Members of the set that must not be in it. */
  forbidden: string[];
}

/**
 * Whether adjusting for exactly these nodes gives the effect. Complete for the total effect: where it says no, some model with
 * this graph makes the adjusted number wrong. Errors: an unknown node; x or y in the set.
 */
export function checkAdjustment(
  graph: ReadingGraph,
  x: string,
  y: string,
  set: readonly string[],
  effect: Effect = 'total',
): Result<AdjustmentVerdict, ScmError> {
  const ends = locatePair(graph, x, y);
  if (!ends.ok) return ends;
  const z = locateAll(graph, set);
  if (!z.ok) return z;
  const { structure, forbidden, because } = surgery(graph, ends.value.x, ends.value.y, effect);
  const wrong = z.value.filter((at) => forbidden[at] === 1 || at === ends.value.x);
  if (wrong.length > 0) {
    const names = namesOf(graph, wrong);
    return ok({ valid: false, reason: `Not with ${list(names)} in it: ${because}`, forbidden: names });
  }
  const open = connectedTo(structure, [ends.value.x], z.value)[ends.value.y] === 1;
  const rest = effect === 'total' ? 'path that is not causal' : 'other path';
  const reason = open
    ? `A ${rest} between “${x}” and “${y}” stays open.`
    : `Every ${rest} between “${x}” and “${y}” is blocked.`;
  return ok({ valid: !open, reason, forbidden: [] });
}

interface Surgery {
  structure: Structure;
  forbidden: Uint8Array;
  because: string;
}

function surgery(graph: ReadingGraph, x: number, y: number, effect: Effect): Surgery {
  if (effect === 'direct') {
    return {
      structure: withoutArrows(graph, x, new Set([y])),
      forbidden: closure(graph.children, [y]),
      because: 'the effects of the outcome can’t be held fixed without distorting it.',
    };
  }
  const causal = onCausalPaths(graph, x, y);
  return {
    structure: withoutArrows(graph, x, new Set(causal)),
    forbidden: closure(graph.children, causal),
    because: 'it lies on a causal path from cause to outcome, or is an effect of such a node.',
  };
}

function list(ids: readonly string[]): string {
  return ids.map((id) => `“${id}”`).join(', ');
}
