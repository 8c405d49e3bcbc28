import type { RippleStep } from '../../../domain/scm/counterfactual';
import type { CanvasEdge } from './canvas-scene';

/** Changes below this are not drawn on their way. Priority points. */
const WORTH_DRAWING = 0.005;

/**
 * When the ripple runs along each edge that it moves, by edge id: 0 out of what was acted on, 1 out of what that moved, and so
 * on. An edge waits for every moved edge into its cause. The steps stand in topological order, so one pass is enough.
 *
 * Worked: a set, a → b → c and a → c: a → b and a → c run at 0, b → c at 1.
 */
export function rippleStages(
  edges: readonly Pick<CanvasEdge, 'id' | 'from' | 'to' | 'edge'>[],
  ripple: readonly RippleStep[],
): Map<string, number> {
  const key = (from: string, to: string): string => JSON.stringify([from, to]);
  const out = new Map<string, { id: string; to: string }[]>();
  for (const { id, from, to, edge } of edges) {
    if (edge?.kind === 'directed') out.set(from, [...(out.get(from) ?? []), { id, to }]);
  }
  const isCut = new Set(ripple.flatMap(({ cut }) => cut.map(({ from, to }) => key(from, to))));
  const reachedAt = new Map<string, number>();
  const stages = new Map<string, number>();
  for (const { valueId, change } of ripple) {
    if (Math.abs(change) < WORTH_DRAWING) continue;
    const stage = reachedAt.get(valueId) ?? 0;
    for (const { id, to } of out.get(valueId) ?? []) {
      if (isCut.has(key(valueId, to))) continue;
      stages.set(id, stage);
      reachedAt.set(to, Math.max(reachedAt.get(to) ?? 0, stage + 1));
    }
  }
  return stages;
}
