import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import shipped from '../../../static-data/graphs/schwartz-10-value-portrait.json';
import { anyGraph, chain } from '../scm/example-graphs';
import { valueGraphSchema } from '../scm/value-graph';
import { checkCausalGraph } from './check-causal-graph';
import { causalGraphSchema } from './causal-graph';
import { fromValueGraph, toComputable, toValueGraph } from './convert-value-graph';
import { diffGraphs } from './diff-graphs';
import { addNode, removeNode } from './edit-nodes';
import { graphFrom, valueOf } from './example-causal-graphs';

describe('a ValueGraph in the editor', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const edited = fromValueGraph(graph);
        expect(checkCausalGraph(edited).ok).toBe(true);
        const { graph: back, assumed, leftOut } = valueOf(toValueGraph(edited));
        expect(back).toEqual(graph);
        expect(assumed).toEqual({ means: [], noiseVariances: [], weights: [] });
        expect(leftOut).toEqual([]);
      }),
    );
  });

  it('comes back as it was: the shipped graph', () => {
    const graph = valueGraphSchema.parse(shipped);
    const edited = causalGraphSchema.parse(fromValueGraph(graph, { power: 'Power' }));
    expect(edited.nodes.find((node) => node.id === 'power')?.label).toBe('Power');
    expect(valueOf(toValueGraph(edited)).graph).toEqual(graph);
  });

  it('has the Σ that its arrows imply once a value was added, and the data’s without the one that was removed', () => {
    const node = { id: 'new', valueId: 'power', mean: 3, noiseVariance: 1 };
    const added = valueOf(addNode(fromValueGraph(chain), node));
    const implied = [
      [0.4, 0.2, 0],
      [0.2, 0.4, 0],
      [0, 0, 1],
    ].map((row) => row.map((entry) => expect.closeTo(entry, 12)));
    expect(valueOf(toValueGraph(added)).graph.covariance).toEqual(implied);
    const removed = valueOf(removeNode(fromValueGraph(chain), 'security'));
    expect(valueOf(toValueGraph(removed)).graph.covariance).toEqual([[1]]);
  });

  it('makes up no number unless told to, and says which it assumed', () => {
    const graph = graphFrom('a -> b', 'a <-> b');
    expect(toComputable(graph)).toMatchObject({ ok: false, error: { values: ['a'] } });
    const made = valueOf(toComputable(graph, { mean: 3, noiseVariance: 1, weight: 0.5 }));
    expect(made.assumed).toEqual({ means: ['a', 'b'], noiseVariances: ['a', 'b'], weights: ['“a” → “b”'] });
    expect(made.leftOut).toHaveLength(1);
  });

  it('refuses nodes that are no values, values linked twice, and a graph of no value system', () => {
    const graph = { ...graphFrom('a'), valueSystemId: 'schwartz-10' };
    expect(toValueGraph(graph)).toMatchObject({ ok: false, error: { values: ['a'] } });
    const twice = ['a', 'b'].map((id) => ({ id, label: id, valueId: 'power', marks: [] }));
    expect(toValueGraph({ ...graph, nodes: twice })).toMatchObject({ error: { values: ['a', 'b'] } });
    expect(toValueGraph(graphFrom('a')).ok).toBe(false);
    const cyclic = {
      ...fromValueGraph(chain),
      edges: graphFrom('security -> conformity', 'conformity -> security').edges,
    };
    expect(toComputable(cyclic, { mean: 3, noiseVariance: 1, weight: 1 })).toMatchObject({ ok: false });
  });
});

describe('two graphs side by side', () => {
  it('tells the worked example', () => {
    const difference = diffGraphs(graphFrom('a -> b', 'b -> c'), graphFrom('b -> a', 'b -> c', 'c -> d'));
    expect(difference.nodesOnlyRight).toEqual(['d']);
    expect(difference.nodesOnlyLeft).toEqual([]);
    expect(difference.edges.map((pair) => pair.difference)).toEqual(['direction', 'none', 'only-right']);
  });

  it('sees weights, and an edge that is its own mirror image as the same', () => {
    const left = graphFrom('a <-> b', 'c -> d');
    const right = graphFrom('b <-> a', 'c -> d');
    right.edges[1] = { ...right.edges[1], weight: 0.5 };
    expect(diffGraphs(left, right).edges.map((pair) => pair.difference)).toEqual(['none', 'weight']);
  });
});
