import { describe, expect, it } from 'vitest';
import type { ValueEffect } from '../../domain/runs/intervention';
import type { ValueGraph } from '../../domain/scm/value-graph';
import { FOUR } from '../testing/test-values';
import { describeScene } from './describe-scene';
import { graphScene, type SceneInput, weightText } from './graph-scene';

const GRAPH: ValueGraph = {
  kind: 'value-graph',
  version: 1,
  id: 'g',
  name: 'Four',
  valueSystemId: 'four',
  nodes: FOUR.values.map((value) => ({ valueId: value.id, mean: 3, noiseVariance: 1 })),
  edges: [
    { from: 'security', to: 'power', weight: -0.4, status: 'given' },
    { from: 'power', to: 'self-direction', weight: 0.5, status: 'given' },
    { from: 'benevolence', to: 'security', weight: 0.3, status: 'given' },
    { from: 'benevolence', to: 'self-direction', weight: 0.2, status: 'given' },
  ],
  covariance: [],
  provenance: { source: 'made up', licence: 'MIT', method: 'none', limits: 'none' },
};

const effect = (valueId: string, change: number, role: ValueEffect['role']): ValueEffect => ({
  valueId,
  before: 3,
  observed: true,
  noise: 0,
  after: 3 + change,
  change,
  role,
});

const SET_SECURITY: SceneInput = {
  graph: GRAPH,
  system: FOUR,
  effects: [
    effect('benevolence', 0, 'unaffected'),
    effect('security', 2, 'set'),
    effect('power', -0.8, 'follows'),
    effect('self-direction', -0.4, 'follows'),
  ],
  cut: [{ from: 'benevolence', to: 'security' }],
  set: ['security'],
};

const scene = graphScene(SET_SECURITY, 400, 400);
const edge = (id: string) => scene.edges.find((one) => one.id === id);

describe('graphScene', () => {
  it('places values by angle, 0 at the top, clockwise, inside the picture', () => {
    const [top, right, bottom, left] = scene.nodes;
    expect(top.x).toBeCloseTo(200);
    expect(bottom.x).toBeCloseTo(200);
    expect(top.y).toBeLessThan(200);
    expect(bottom.y).toBeGreaterThan(200);
    expect(right.x).toBeGreaterThan(200);
    expect(left.x).toBeLessThan(200);
    for (const { beside } of scene.nodes) {
      expect(Math.min(beside.x, beside.y)).toBeGreaterThan(0);
      expect(Math.max(beside.x, beside.y)).toBeLessThan(400);
    }
  });

  it('says of each edge what the intervention did to it', () => {
    expect(scene.edges.map((one) => [one.id, one.state, one.label])).toEqual([
      ['security>power', 'moved', '−.40'],
      ['power>self-direction', 'moved', '+.50'],
      ['benevolence>security', 'cut', '×'],
      ['benevolence>self-direction', 'still', ''],
    ]);
  });

  it('lets the ripple run out of the set value, then onwards', () => {
    expect([edge('security>power')?.stage, edge('power>self-direction')?.stage]).toEqual([0, 1]);
  });

  it('draws a higher level larger, and the change beside it', () => {
    const [selfDirection, , security] = scene.nodes;
    expect(security.size).toBeGreaterThan(selfDirection.size);
    expect(security.change).toBe('▲ 2.0');
    expect(selfDirection.change).toBe('▼ 0.4');
  });

  it('bows edges to the centre, and starts and ends them outside the nodes', () => {
    for (const one of scene.edges) {
      const middle = { x: (one.start.x + one.end.x) / 2, y: (one.start.y + one.end.y) / 2 };
      const fromCentre = (p: { x: number; y: number }) => Math.hypot(p.x - 200, p.y - 200);
      expect(fromCentre(one.control)).toBeLessThanOrEqual(fromCentre(middle) + 1);
      for (const node of scene.nodes) {
        expect(Math.hypot(one.end.x - node.x, one.end.y - node.y)).toBeGreaterThan(node.size / 2);
      }
    }
  });

  it('draws a graph at rest before there is an intervention', () => {
    const rest = graphScene({ ...SET_SECURITY, effects: null, cut: [], set: [] }, 400, 400);
    expect(rest.edges.every((one) => one.state === 'still')).toBe(true);
    expect(rest.nodes.every((node) => node.change === '')).toBe(true);
  });

  it('leaves out edges whose value the system has not', () => {
    const odd = { ...GRAPH, edges: [{ from: 'security', to: 'nowhere', weight: 1, status: 'own' as const }] };
    expect(graphScene({ ...SET_SECURITY, graph: odd }, 400, 400).edges).toEqual([]);
  });

  it('is said in words', () => {
    expect(describeScene(scene)).toBe(
      'Causal graph of 4 values and 4 edges. Set: Security up 2.0. What follows: Self-Direction down 0.4, Power down 0.8. 1 edge is cut.',
    );
  });

  it('writes weights with their sign', () => {
    expect([0.41, -0.36, 1.2].map(weightText)).toEqual(['+.41', '−.36', '+1.20']);
  });
});
