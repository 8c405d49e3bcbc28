import type { CausalGraph } from '../../../domain/graph/causal-graph';
import { nextRevision } from '../../../domain/graph/edit-nodes';
import { findValue } from '../../../domain/values/find-value';
import type { Value, ValueSystem } from '../../../domain/values/value-system';
import type { Point } from '../../../ui/graph/node-places';

/** Where each node of a graph stands, in the graph's own pixels (y downwards), by node id. */
export type Places = ReadonlyMap<string, Point>;

/** Radius of the circle for ten values; larger graphs get a larger one, so that neighbours keep their distance. */
const RADIUS = 240;
const ROOM_ON_CIRCLE = 34;
/** Least distance between a new node and the others. */
const ROOM = 110;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** The value that a node stands for, where the graph belongs to this value system. */
export function valueOfNode(
  graph: CausalGraph,
  system: ValueSystem | null,
  valueId: string | undefined,
): Value | undefined {
  return system && valueId !== undefined && graph.valueSystemId === system.id
    ? findValue(system, valueId)
    : undefined;
}

/**
 * The circle layout: values at their angle on the motivational circle; a graph with other variables, evenly in its own order.
 *
 * Worked: of four nodes that are no values the first stands on top, at (0, −240), the second on the right, at (240, 0).
 */
export function circleLayout(graph: CausalGraph, system: ValueSystem | null): Places {
  const { nodes } = graph;
  const radius = Math.max(RADIUS, (nodes.length * ROOM_ON_CIRCLE) / (2 * Math.PI));
  const angles = nodes.map((node) => valueOfNode(graph, system, node.valueId)?.angle);
  const circumplex = !angles.includes(undefined) && new Set(angles).size === angles.length;
  return new Map(
    nodes.map(({ id }, at) => {
      const degrees = circumplex ? (angles[at] ?? 0) : (at * 360) / nodes.length;
      const turn = (degrees * Math.PI) / 180;
      return [id, { x: radius * Math.sin(turn), y: -radius * Math.cos(turn) }];
    }),
  );
}

/** Where the nodes stand: at their own position, and without one on the circle. */
export function placesOf(graph: CausalGraph, system: ValueSystem | null): Places {
  const circle = circleLayout(graph, system);
  return new Map(graph.nodes.map(({ id, position }) => [id, position ?? circle.get(id) ?? { x: 0, y: 0 }]));
}

/** Writes every place into the graph, as one edit. */
export function withPlaces(graph: CausalGraph, places: Places): CausalGraph {
  const rounded = (pixels: number): number => Math.round(pixels * 1000) / 1000 + 0;
  return nextRevision(graph, {
    nodes: graph.nodes.map((node) => {
      const place = places.get(node.id);
      return place ? { ...node, position: { x: rounded(place.x), y: rounded(place.y) } } : node;
    }),
  });
}

/** The first place on a spiral around the origin that is free of the nodes that stand. */
export function freePlace(places: Places): Point {
  for (let at = 0; ; at++) {
    const radius = at === 0 ? 0 : 70 * Math.sqrt(at);
    const point = {
      x: Math.round(radius * Math.cos(at * GOLDEN_ANGLE)),
      y: Math.round(radius * Math.sin(at * GOLDEN_ANGLE)),
    };
    if (![...places.values()].some((other) => distance(other, point) < ROOM)) return point;
  }
}

/** The middle of the nodes; the origin for a graph without any. */
export function centreOf(places: Places): Point {
  const count = places.size || 1;
  let x = 0;
  let y = 0;
  for (const place of places.values()) {
    x += place.x / count;
    y += place.y / count;
  }
  return { x, y };
}

/** Whether the nodes stand on a circle around their middle, more or less. */
export function onCircle(places: Places): boolean {
  if (places.size < 4) return false;
  const centre = centreOf(places);
  const radii = [...places.values()].map((place) => distance(place, centre));
  return Math.min(...radii) > 0.75 * Math.max(...radii);
}

export function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
