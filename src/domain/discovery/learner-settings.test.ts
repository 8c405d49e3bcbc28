import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import { causalEdgeSchema } from '../graph/causal-graph';
import { learn } from './learning';
import { learnedEdges } from './learned-edges';
import { edgesOf, type LearnedGraph } from './learned-graph';
import { learnerFor, learnerSettingsSchema } from './learner-settings';
import { simulateLinear, uniform } from './simulate';
import { drawn } from './test-graphs';

const data = simulateLinear(drawn(3, 'a>b', 'c>b'), 1500, seededRandom(5), uniform);

describe('learner settings', () => {
  it.each(['pc', 'ges', 'direct-lingam'])('%s runs with its defaults', (method) => {
    const result = learn(learnerFor(learnerSettingsSchema.parse({ method }))(data));
    expect(result.ok && result.value.edges.map(({ a, b, kind }) => [a, b, kind])).toEqual([
      ['X1', 'X2', 'directed'],
      ['X3', 'X2', 'directed'],
    ]);
  });

  it('pass over knowledge about columns that were left out', () => {
    const settings = learnerSettingsSchema.parse({
      method: 'pc',
      maxGiven: 0,
      knowledge: { required: [{ from: 'age', to: 'X1' }], tiers: [['age', 'X1'], ['X2']] },
    });
    expect(learn(learnerFor(settings)(data)).ok).toBe(true);
  });

  it.each([{ method: 'magic' }, { method: 'pc', alpha: 1 }, { method: 'ges', penalty: 0 }])(
    'refuse %j',
    (bad) => {
      expect(learnerSettingsSchema.safeParse(bad).success).toBe(false);
    },
  );
});

describe('edges for the editor', () => {
  const columns = ['a', 'b', 'c'];
  const pdag = drawn(3, 'a>b', 'b-c', 'a!c');
  const graph: LearnedGraph = {
    columns,
    method: 'PC',
    pdag,
    edges: edgesOf(columns, pdag),
    separations: [],
    notes: [],
  };

  it('say what the data left open, and never claim a hidden cause', () => {
    const edges = learnedEdges(graph);
    expect(edges.map(({ from, to, kind }) => [from, to, kind])).toEqual([
      ['a', 'b', 'directed'],
      ['a', 'c', 'undirected'],
      ['b', 'c', 'undirected'],
    ]);
    expect(edges[1].note).toContain('both ways');
    expect(edges.every((edge) => causalEdgeSchema.safeParse(edge).success)).toBe(true);
  });

  it('carry the worked frequency, whichever way the pair was counted', () => {
    const pair = { joined: 0.9, forward: 0.7, backward: 0, undirected: 0.2, conflicted: 0 };
    const one = learnedEdges(graph, { resamples: 100, failed: 0, pairs: [{ a: 'a', b: 'b', ...pair }] });
    expect(one[0].frequency).toEqual({ joined: 0.9, directed: 0.7 + 0.1 });
    expect(one[1].frequency).toEqual({ joined: 0, directed: 0 });
    const turned = { ...pair, forward: 0, backward: 0.7 };
    const other = learnedEdges(graph, { resamples: 100, failed: 0, pairs: [{ a: 'b', b: 'a', ...turned }] });
    expect(other[0].frequency).toEqual(one[0].frequency);
  });
});
