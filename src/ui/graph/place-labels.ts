import { type EdgeCourse, onCurve } from './edge-course';
import type { Point } from './node-places';

/** Shares of the way at which a label may stand, the middle first. */
const CANDIDATES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73];
/** Distance at which two labels, or a label and a node's rim, no longer touch. Pixels. */
const FREE = 24;

/**
 * Where on its edge each label stands: as near to the middle as keeps it clear of the labels placed before it and of the
 * nodes; where no place is clear, the clearest. Order matters: the strongest edges come first.
 */
export function placeLabels(
  edges: readonly EdgeCourse[],
  nodes: readonly (Point & { size: number })[],
): Point[] {
  const placed: Point[] = [];
  for (const edge of edges) {
    let best = onCurve(edge, 0.5);
    let bestRoom = -Infinity;
    for (const t of CANDIDATES) {
      const point = onCurve(edge, t);
      const room = Math.min(
        ...placed.map((other) => distance(point, other)),
        ...nodes.map((node) => distance(point, node) - node.size / 2),
      );
      if (room > bestRoom + 0.01) {
        best = point;
        bestRoom = room;
      }
      if (room >= FREE) break;
    }
    placed.push(best);
  }
  return placed;
}

/** Labels are wider than high, so sideways distance counts for less. */
function distance(one: Point, other: Point): number {
  return Math.hypot((one.x - other.x) * 0.75, (one.y - other.y) * 1.4);
}
