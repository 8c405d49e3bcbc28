import { PRIORITY_MAX, PRIORITY_MIN } from '../../domain/values/priority';
import type { Value } from '../../domain/values/value-system';

export interface Point {
  x: number;
  y: number;
}

/** Where a node stands and how large it is, in pixels. */
export interface Place extends Point {
  /** Diameter; grows with the value's level. */
  size: number;
  /** Where the number of its change stands: beside it, away from the centre. */
  beside: Point;
}

const HALO = 5;

/** The centre of the picture. */
export function pictureCentre(width: number, height: number): Point {
  return { x: width / 2, y: height / 2 };
}

/**
 * Places values on a circle by their angle (0 = top, clockwise), each as large as its level (1 to 5 priority points, clipped).
 * `typeScale` is the size of the type, 1.4 on a projector: larger numbers need more room. For instance in 400 × 400 pixels ten values stand on a circle of radius 142 and have diameters from 27 to 41.
 */
export function placeNodes(
  values: readonly Value[],
  levels: readonly number[],
  width: number,
  height: number,
  typeScale = 1,
): Place[] {
  const dense = values.length > 12;
  const centre = pictureCentre(width, height);
  // Room outside the circle for half a node and its number; numbers lie flat, so the sides need more than top and bottom.
  const radius = Math.max(
    40,
    Math.min(width / 2 - (dense ? 50 : 58) * typeScale, height / 2 - 48 * typeScale),
  );
  const scale = (dense ? 0.74 : 1) * Math.min(1.5, Math.max(0.8, radius / 150)) * (0.4 + 0.6 * typeScale);
  return values.map((value, at) => {
    const level = Math.min(PRIORITY_MAX, Math.max(PRIORITY_MIN, levels[at]));
    const size = (23 + 3.6 * level) * scale;
    const turn = (value.angle * Math.PI) / 180;
    const sin = Math.sin(turn);
    const cos = Math.cos(turn);
    const away = radius + size / 2 + HALO + 5;
    return {
      x: centre.x + radius * sin,
      y: centre.y - radius * cos,
      size,
      beside: {
        x: centre.x + away * sin + 18 * typeScale * sin,
        y: centre.y - away * cos - 7 * typeScale * cos,
      },
    };
  });
}
