import type { Places } from './places';

/** Distance from a node within which a line seems to end in it, in pixels. */
const CLEARANCE = 26;
const BEND = 0.2;
/** With more edges the picture is read as a whole, and the search for nodes in the way would cost more than it shows. */
const EDGES_AT_MOST = 600;

/** A line that would run through a third node bows around it: the share of its length by which it does, else 0. */
export function bendAround(from: string, to: string, places: Places, edges: number): number {
  const start = places.get(from);
  const end = places.get(to);
  if (!start || !end || edges > EDGES_AT_MOST) return 0;
  const dx = end.x - start.x;
  const dy = end.y - start.y;
  const length = Math.hypot(dx, dy);
  if (length === 0) return 0;
  for (const [id, place] of places) {
    if (id === from || id === to) continue;
    const along = ((place.x - start.x) * dx + (place.y - start.y) * dy) / length;
    if (along <= 0 || along >= length) continue;
    const aside = ((place.x - start.x) * dy - (place.y - start.y) * dx) / length;
    // The bow goes to the side where the node does not lie; left of the direction of travel is positive.
    if (Math.abs(aside) < CLEARANCE) return aside > 0 ? -BEND : BEND;
  }
  return 0;
}
