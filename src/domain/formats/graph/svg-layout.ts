import type { CausalGraph } from '../../graph/causal-graph';
import { shortName } from './svg-words';

export interface SvgPoint {
  x: number;
  y: number;
}

export interface SvgNode extends SvgPoint {
  id: string;
  name: string;
  /** Where the name stands, and which end of it is there. */
  label: SvgPoint & { anchor: 'start' | 'middle' | 'end' };
}

export interface SvgBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export const NODE_RADIUS = 22;
const CIRCLE_RADIUS = 240;
/** Room that each node has on the circle, in pixels. */
const ROOM_ON_CIRCLE = 96;
/** A graph that is wider or higher than this is drawn smaller. */
const SPAN_AT_MOST = 2400;
/** Nodes that stand closer than this move apart, all alike, up to so many times. */
const ROOM = 96;
const STRETCH_AT_MOST = 2;
/** Width of a letter of a name in a wide typeface. */
const LETTER = 8.8;
const GAP = 8;

/**
 * Places of the nodes in pixels, names outside of the middle, and the box that holds all. Nodes stand where `places` or their own position
 * says; unless all have a finite place, all stand on a circle in their order, the first on top.
 */
export function svgLayout(
  { nodes }: CausalGraph,
  places: ReadonlyMap<string, SvgPoint>,
): { nodes: SvgNode[]; box: SvgBox } {
  const own = nodes.map(({ id, position }) => places.get(id) ?? position);
  const points = scaled(own) ?? onCircle(nodes.length);
  const centre = {
    x: points.reduce((sum, { x }) => sum + x / points.length, 0),
    y: points.reduce((sum, { y }) => sum + y / points.length, 0),
  };
  const drawn = nodes.map(({ id, label }, at): SvgNode => {
    const point = points[at];
    return { id, name: shortName(label), ...point, label: labelPlace(point, centre) };
  });
  return { nodes: drawn, box: boxOf(drawn) };
}

/** The places, stretched where nodes are crowded and shrunk to SPAN_AT_MOST; undefined where one is missing or too far for numbers. */
function scaled(places: readonly (SvgPoint | undefined)[]): SvgPoint[] | undefined {
  const points = places.flatMap((place) => place ?? []);
  if (points.length < places.length || points.length === 0) return undefined;
  const left = Math.min(...points.map(({ x }) => x));
  const top = Math.min(...points.map(({ y }) => y));
  const span = Math.max(...points.map(({ x }) => x - left), ...points.map(({ y }) => y - top));
  if (!Number.isFinite(span)) return undefined;
  const stretch = Math.min(STRETCH_AT_MOST, Math.max(1, ROOM / (leastDistance(points) || ROOM)));
  const scale = Math.min(stretch, SPAN_AT_MOST / (span || 1));
  return points.map(({ x, y }) => ({ x: (x - left) * scale, y: (y - top) * scale }));
}

/** Between any two nodes; 0 where two stand in one place. */
function leastDistance(points: readonly SvgPoint[]): number {
  let least = Infinity;
  for (const [at, one] of points.entries()) {
    for (const other of points.slice(at + 1))
      least = Math.min(least, Math.hypot(one.x - other.x, one.y - other.y));
  }
  return least;
}

function onCircle(count: number): SvgPoint[] {
  const radius = Math.max(CIRCLE_RADIUS, (count * ROOM_ON_CIRCLE) / (2 * Math.PI));
  return Array.from({ length: count }, (_, at) => {
    const turn = (2 * Math.PI * at) / count;
    return { x: radius * Math.sin(turn), y: -radius * Math.cos(turn) };
  });
}

/** Beside the node, away from the middle; above or below it where it stands right over or under the middle. */
function labelPlace({ x, y }: SvgPoint, centre: SvgPoint): SvgNode['label'] {
  const [dx, dy] = [x - centre.x, y - centre.y];
  const away = Math.hypot(dx, dy);
  if (Math.abs(dx) <= 0.15 * away) {
    const below = dy >= 0;
    return { x, y: below ? y + NODE_RADIUS + GAP + 11 : y - NODE_RADIUS - GAP, anchor: 'middle' };
  }
  const side = dx > 0 ? 1 : -1;
  const lift = (NODE_RADIUS * dy) / away;
  return {
    x: x + side * (Math.sqrt(NODE_RADIUS ** 2 - (0.8 * lift) ** 2) + GAP),
    y: y + 5 + 0.8 * lift,
    anchor: side > 0 ? 'start' : 'end',
  };
}

function boxOf(nodes: readonly SvgNode[]): SvgBox {
  const box: SvgBox = { left: -NODE_RADIUS, top: -NODE_RADIUS, right: NODE_RADIUS, bottom: NODE_RADIUS };
  for (const { x, y, name, label } of nodes) {
    const width = [...name].length * LETTER;
    const start =
      label.anchor === 'start' ? label.x : label.anchor === 'end' ? label.x - width : label.x - width / 2;
    box.left = Math.min(box.left, x - NODE_RADIUS, start);
    box.right = Math.max(box.right, x + NODE_RADIUS, start + width);
    box.top = Math.min(box.top, y - NODE_RADIUS, label.y - 14);
    box.bottom = Math.max(box.bottom, y + NODE_RADIUS, label.y + 5);
  }
  return box;
}
