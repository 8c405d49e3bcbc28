import type { Point } from '../../../ui/graph/node-places';
import type { Places } from './places';

export type Direction = 'up' | 'down' | 'left' | 'right';

const ALONG: Record<Direction, Point> = {
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
};
/** How much further a step aside counts than a step along the arrow key. */
const ASIDE = 2.2;

/**
 * The node that an arrow key leads to: of those that lie in its direction (within 60° of it first, else on its side), the
 * nearest, where a step aside counts more than a step along. Null where none lies that way.
 *
 * Worked: from (0, 0) with nodes at (100, 0) and (10, 60), right leads to the first and down to the second.
 */
export function nearestNode(places: Places, from: string, direction: Direction): string | null {
  const start = places.get(from);
  if (!start) return null;
  const unit = ALONG[direction];
  let best: string | null = null;
  let least = Infinity;
  for (const [id, place] of places) {
    if (id === from) continue;
    const along = (place.x - start.x) * unit.x + (place.y - start.y) * unit.y;
    const aside = Math.abs((place.x - start.x) * unit.y - (place.y - start.y) * unit.x);
    if (along <= 1e-6) continue;
    const narrow = aside <= along * Math.sqrt(3);
    const far = along + ASIDE * aside + (narrow ? 0 : 1e6);
    if (far < least) {
      least = far;
      best = id;
    }
  }
  return best;
}

/** Where the keyboard starts: the node nearest to the top left corner of the picture. */
export function firstNode(places: Places): string | null {
  let best: string | null = null;
  let least = Infinity;
  for (const [id, { x, y }] of places) {
    if (y + x / 1000 < least) {
      least = y + x / 1000;
      best = id;
    }
  }
  return best;
}
