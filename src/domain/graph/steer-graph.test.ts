import { describe, expect, it } from 'vitest';
import ten from '../../../static-data/value-systems/schwartz-10.json';
import shipped from '../../../static-data/graphs/schwartz-10-value-portrait.json';
import { compileScm } from '../scm/linear-scm';
import { counterfactual } from '../scm/counterfactual';
import { meanWorld } from '../scm/abduct';
import { valueGraphSchema } from '../scm/value-graph';
import { valueSystemSchema } from '../values/value-system';
import type { CausalGraph } from './causal-graph';
import { fromValueGraph } from './convert-value-graph';
import { newGraph } from './new-graph';
import { newSavedGraph, MAX_VERSIONS, savedGraphSchema, withVersion } from './saved-graph';
import { steerGraph } from './steer-graph';

const system = valueSystemSchema.parse(ten);
const graph = valueGraphSchema.parse(shipped);

const node = (id: string) => ({ id, label: id, valueId: id, mean: 3, noiseVariance: 0.5, marks: [] });
const two: CausalGraph = {
  ...newGraph({ id: 'two', name: 'Two', valueSystemId: 'schwartz-10' }),
  nodes: [node('conformity'), node('security')],
  edges: [{ kind: 'directed', from: 'security', to: 'conformity', weight: 0.6, status: 'own' }],
};

describe('a graph for Steer', () => {
  it('is the shipped graph itself where nothing was changed', () => {
    expect(steerGraph(fromValueGraph(graph), system)).toEqual({ ok: true, value: { graph, notes: [] } });
  });

  it('has every value; those that were not drawn stand alone', () => {
    const made = steerGraph(two, system);
    if (!made.ok) throw new Error(made.error.message);
    expect(made.value.graph.nodes.map(({ valueId }) => valueId)).toEqual(system.values.map(({ id }) => id));
    expect(made.value.notes).toEqual([
      expect.stringMatching(/^Not in the graph, .*Self-Direction.*Universalism\./),
    ]);
    const scm = compileScm(made.value.graph);
    if (!scm.ok) throw new Error(scm.error.message);
    const world = counterfactual(scm.value, meanWorld(scm.value), { security: { kind: 'set', to: 5 } });
    if (!world.ok) throw new Error(world.error.message);
    const moved = world.value.ripple.filter(({ change }) => Math.abs(change) > 1e-12);
    expect(moved.map(({ valueId, after }) => [valueId, Number(after.toFixed(9))])).toEqual([
      ['security', 5],
      ['conformity', 4.2],
    ]);
  });

  it('says which edges without a direction are left out', () => {
    const open: CausalGraph = {
      ...two,
      edges: [{ kind: 'undirected', from: 'security', to: 'conformity', status: 'own' }],
    };
    const made = steerGraph(open, system);
    expect(made.ok && made.value.notes[0]).toBe(
      '1 edge without a direction is left out: “security” — “conformity”.',
    );
  });

  it.each<[string, CausalGraph, RegExp]>([
    ['another system', { ...two, valueSystemId: 'touche-20' }, /belongs to the value system “touche-20”/],
    ['no system', (({ valueSystemId: _none, ...rest }) => rest)(two), /belongs to no value system/],
    ['no values', { ...two, nodes: [], edges: [] }, /has no values yet/],
    ['a stranger', { ...two, nodes: [...two.nodes, node('fame')] }, /has no value “fame”/],
    [
      'centred means',
      { ...two, nodes: two.nodes.map((one) => ({ ...one, mean: 0.2 })) },
      /is 0\.2, not a priority/,
    ],
    ['a missing mean', { ...two, nodes: two.nodes.map(({ mean: _mean, ...one }) => one) }, /has no mean/],
  ])('is refused with the way out: %s', (_, bad, said) => {
    const made = steerGraph(bad, system);
    expect(!made.ok && made.error.message).toMatch(said);
  });
});

describe('a saved graph', () => {
  it('keeps what it was before, up to a bound', () => {
    let saved = newSavedGraph(two, 'r1', 'Mine', 0);
    expect(withVersion(saved, saved.graph, 1)).toBe(saved);
    for (let at = 1; at <= MAX_VERSIONS + 5; at += 1)
      saved = withVersion(saved, { ...two, revision: at }, at);
    expect(saved.versions).toHaveLength(MAX_VERSIONS);
    expect(saved.versions.at(-1)).toMatchObject({
      savedAt: MAX_VERSIONS + 4,
      graph: { revision: MAX_VERSIONS + 4, name: 'Mine' },
    });
    expect(savedGraphSchema.parse(saved)).toEqual(saved);
  });
});
