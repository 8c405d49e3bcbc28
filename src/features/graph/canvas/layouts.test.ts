import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyShape, graphFrom } from '../../../domain/graph/example-causal-graphs';
import { layeredLayout } from './layered-layout';
import { nearestNode } from './nearest-node';
import { circleLayout, freePlace, onCircle, placesOf, withPlaces } from './places';
import { rippleStages } from './ripple-stages';

describe('layouts', () => {
  it('layers: every arrow points to the right', () => {
    fc.assert(
      fc.property(anyShape(), (graph) => {
        const places = layeredLayout(graph);
        expect(places.size).toBe(graph.nodes.length);
        for (const { kind, from, to } of graph.edges) {
          if (kind === 'directed') expect(places.get(to)?.x).toBeGreaterThan(places.get(from)?.x ?? Infinity);
        }
      }),
    );
  });

  it('circle: the first of four nodes on top, the second on the right', () => {
    const places = circleLayout(graphFrom('a', 'b', 'c', 'd'), null);
    expect(places.get('a')?.y).toBeCloseTo(-240);
    expect(places.get('b')?.x).toBeCloseTo(240);
    expect(onCircle(places)).toBe(true);
  });

  it('a written layout is where the nodes stand afterwards', () => {
    const graph = graphFrom('a -> b', 'b -> c', 'd');
    const places = layeredLayout(graph);
    expect(placesOf(withPlaces(graph, places), null)).toEqual(places);
  });

  it('a new node stands apart from the others', () => {
    const places = new Map<string, { x: number; y: number }>();
    for (let at = 0; at < 54; at++) {
      const place = freePlace(places);
      for (const other of places.values()) {
        expect(Math.hypot(place.x - other.x, place.y - other.y)).toBeGreaterThanOrEqual(110);
      }
      places.set(String(at), place);
    }
  });
});

describe('arrow keys', () => {
  const places = new Map([
    ['here', { x: 0, y: 0 }],
    ['east', { x: 100, y: 0 }],
    ['south', { x: 10, y: 60 }],
  ]);
  it('lead to the nearest node in their direction, or nowhere', () => {
    expect(nearestNode(places, 'here', 'right')).toBe('east');
    expect(nearestNode(places, 'here', 'down')).toBe('south');
    expect(nearestNode(places, 'here', 'up')).toBeNull();
    expect(nearestNode(places, 'gone', 'up')).toBeNull();
  });
});

describe('ripple', () => {
  const edge = (from: string, to: string) => ({
    id: `${from}${to}`,
    from,
    to,
    edge: { kind: 'directed' as const, from, to, status: 'own' as const },
  });
  const step = (valueId: string, change: number) => ({
    valueId,
    before: 3,
    after: 3 + change,
    change,
    kind: 'follows' as const,
    cut: [],
  });

  it('an edge waits for every moved edge into its cause', () => {
    const edges = [edge('a', 'b'), edge('b', 'c'), edge('a', 'c'), edge('d', 'c')];
    const stages = rippleStages(edges, [step('a', 1), step('d', 0), step('b', 0.5), step('c', 0.5)]);
    expect(Object.fromEntries(stages)).toEqual({ ab: 0, ac: 0, bc: 1 });
  });
});
