import type { Target } from '../../domain/values/profile';
import type { Value } from '../../domain/values/value-system';
import { onScale } from '../priority-text';

export interface RadarPoint {
  value: Value;
  priority: number;
  x: number;
  y: number;
}

/** Share of the radius at which priority 1 stands: values that matter least must not fall into one point. */
const INNER = 0.16;

/** Distance from the centre, in units of the outermost ring. For instance 1 gives 0.16, 3 gives 0.58, 5 gives 1. */
export function radarRadius(priority: number): number {
  return INNER + (1 - INNER) * onScale(priority);
}

/** The point at this distance in the direction of an angle, 0 = top, clockwise, y downwards. */
export function onCircle(angle: number, distance: number): { x: number; y: number } {
  const turn = (angle * Math.PI) / 180;
  return { x: distance * Math.sin(turn), y: -distance * Math.cos(turn) };
}

/** A profile's points around the circle; undefined where the value is missing. */
export function radarPoints(
  values: readonly Value[],
  target: Target,
  radius: number,
): (RadarPoint | undefined)[] {
  return values.map((value) => {
    const priority = target[value.id];
    if (priority === undefined) return undefined;
    return { value, priority, ...onCircle(value.angle, radius * radarRadius(priority)) };
  });
}

/**
 * SVG path through the points, with a gap at each missing one; closed when none is missing.
 * For instance points a, (missing), c, d of four give "M d L a" around the join and "M c L d": c to d to a, nothing over the gap.
 */
export function radarPath(points: readonly (RadarPoint | undefined)[]): string {
  const n = points.length;
  const at = (point: RadarPoint): string => `${point.x.toFixed(2)} ${point.y.toFixed(2)}`;
  if (n > 0 && points.every((point) => point !== undefined)) {
    return `M${points.map((point) => (point ? at(point) : '')).join('L')}Z`;
  }
  return points
    .map((point, i) => {
      const next = points[(i + 1) % n];
      return point && next ? `M${at(point)}L${at(next)}` : '';
    })
    .join('');
}
