import type { Place, Point } from './node-places';

/** The course of an edge from rim to rim, in pixels. */
export interface EdgeCourse {
  start: Point;
  end: Point;
  /** Control point of the quadratic curve; on the straight line's middle where `bend` is 0. */
  control: Point;
  /** Distance of the control point from the straight line between the centres, positive to the left of from → to (y downwards). */
  bend: number;
}

const GAP = 4;

/**
 * Neighbours on the circle are joined by a curve that bows to the centre, so that it leaves the rim where the numbers stand;
 * values far apart by a straight line.
 */
export function edgeCourse(from: Place, to: Place, centre: Point): EdgeCourse {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy) || 1;
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const radius = Math.hypot(from.x - centre.x, from.y - centre.y) || 1;
  const chord = length / (2 * radius);
  const depth = chord < 0.65 ? 0.3 * length : 0;
  // Left of the direction of travel on a screen (y downwards) is (dy, −dx).
  const inward = dy * (centre.x - middle.x) - dx * (centre.y - middle.y) >= 0 ? 1 : -1;
  const bend = depth * inward;
  const control = { x: middle.x + (bend * dy) / length, y: middle.y - (bend * dx) / length };
  return { start: rim(from, control), end: rim(to, control), control, bend };
}

/** Point of the quadratic curve at t in 0..1. */
export function onCurve({ start, control, end }: EdgeCourse, t: number): Point {
  const s = 1 - t;
  return {
    x: s * s * start.x + 2 * s * t * control.x + t * t * end.x,
    y: s * s * start.y + 2 * s * t * control.y + t * t * end.y,
  };
}

function rim(node: Place, towards: Point): Point {
  const dx = towards.x - node.x;
  const dy = towards.y - node.y;
  const away = (node.size / 2 + GAP) / (Math.hypot(dx, dy) || 1);
  return { x: node.x + dx * away, y: node.y + dy * away };
}
