import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causalGraphSchema } from './causal-graph';
import { checkCausalGraph } from './check-causal-graph';
import {
  addEdge,
  canAddEdge,
  orientEdge,
  removeEdge,
  reverseEdge,
  setNote,
  setStatus,
  setWeight,
  unorientEdge,
} from './edit-edges';
import { forbidArrow, releaseArrow, requireArrow } from './edit-knowledge';
import {
  addNode,
  moveNode,
  relabelNode,
  removeNode,
  renameNode,
  setMark,
  setNodeNumbers,
} from './edit-nodes';
import { anyCausalGraph, anyShape, graphFrom, valueOf } from './example-causal-graphs';
import { newGraph } from './new-graph';
import { replaceContent } from './replace-content';

const arrow = (from: string, to: string) => ({ kind: 'directed' as const, from, to });

describe('editing nodes', () => {
  it('adds, labels, moves, marks and numbers a node, one revision each', () => {
    let graph = newGraph({ id: 'mine', name: 'Mine' });
    graph = valueOf(addNode(graph, { id: 'Security' }));
    graph = valueOf(relabelNode(graph, 'Security', 'Safety'));
    graph = valueOf(moveNode(graph, 'Security', { x: 10.00049, y: -3 }));
    graph = valueOf(setMark(graph, 'Security', 'outcome', true));
    graph = valueOf(setMark(graph, 'Security', 'exposure', true));
    graph = valueOf(setNodeNumbers(graph, 'Security', { mean: 3.2, noiseVariance: 0.4 }));
    expect(graph.revision).toBe(6);
    expect(graph.nodes).toEqual([
      {
        id: 'Security',
        label: 'Safety',
        position: { x: 10, y: -3 },
        marks: ['exposure', 'outcome'],
        mean: 3.2,
        noiseVariance: 0.4,
      },
    ]);
    expect(causalGraphSchema.parse(JSON.parse(JSON.stringify(graph)))).toEqual(graph);
  });

  it('renames in edges, knowledge and Σ, and removes from them', () => {
    let graph = graphFrom('a -> b', 'c');
    graph = valueOf(forbidArrow(graph, arrow('c', 'a')));
    graph = {
      ...graph,
      covariance: {
        of: ['a', 'b'],
        matrix: [
          [1, 2],
          [2, 5],
        ],
      },
    };
    const renamed = valueOf(renameNode(graph, 'a', 'z'));
    expect(renamed.edges[0].from).toBe('z');
    expect(renamed.knowledge.forbidden).toEqual([{ from: 'c', to: 'z' }]);
    expect(renamed.covariance?.of).toEqual(['z', 'b']);
    expect(renamed.nodes[0]).toMatchObject({ id: 'z', label: 'z' });
    const removed = valueOf(removeNode(renamed, 'z'));
    expect(removed.edges).toEqual([]);
    expect(removed.knowledge.forbidden).toEqual([]);
    expect(removed.covariance).toEqual({ of: ['b'], matrix: [[5]] });
  });

  it.each([
    ['a name that is taken', addNode(graphFrom('a'), { id: 'a' })],
    ['an empty name', addNode(graphFrom('a'), { id: '' })],
    ['a name of two lines', renameNode(graphFrom('a'), 'a', 'x\ny')],
    ['half a character', addNode(graphFrom('a'), { id: '\ud800' })],
    ['an unknown node', moveNode(graphFrom('a'), 'x', { x: 0, y: 0 })],
    ['a place that is no number', moveNode(graphFrom('a'), 'a', { x: NaN, y: 0 })],
    ['a negative variance', setNodeNumbers(graphFrom('a'), 'a', { noiseVariance: -1 })],
    ['a mean that is no number', setNodeNumbers(graphFrom('a'), 'a', { mean: Infinity })],
  ])('refuses %s', (_, result) => expect(result.ok).toBe(false));
});

describe('editing edges', () => {
  it('refuses the arrow that closes a circle, and names the shortest circle', () => {
    const graph = graphFrom('a -> b', 'b -> c', 'a -> c');
    const refused = addEdge(graphFrom('a -> b', 'b -> c'), arrow('c', 'a'));
    expect(refused).toMatchObject({ ok: false, error: { values: ['c', 'a', 'b'] } });
    expect(reverseEdge(graph, arrow('a', 'c'))).toMatchObject({ error: { values: ['c', 'a', 'b'] } });
    expect(canAddEdge(graphFrom('a', 'b'), arrow('a', 'b')).ok).toBe(true);
  });

  it('refuses duplicates, loops and a second way to join two nodes, but lets ↔ stand beside an arrow', () => {
    const graph = graphFrom('a -> b', 'c -- d', 'e <-> f');
    expect(addEdge(graph, arrow('a', 'b')).ok).toBe(false);
    expect(addEdge(graph, arrow('a', 'a')).ok).toBe(false);
    expect(addEdge(graph, arrow('b', 'a')).ok).toBe(false);
    expect(addEdge(graph, arrow('c', 'd')).ok).toBe(false);
    expect(addEdge(graph, { kind: 'bidirected', from: 'f', to: 'e' }).ok).toBe(false);
    expect(addEdge(graph, arrow('f', 'e')).ok).toBe(true);
    expect(addEdge(graph, { ...arrow('a', 'c'), weight: NaN }).ok).toBe(false);
  });

  it('turns round, directs and undirects; numbers of the old direction go', () => {
    let graph = valueOf(setWeight(graphFrom('a -> b', 'c -- d'), arrow('a', 'b'), 0.4));
    graph = valueOf(setNote(graph, arrow('a', 'b'), 'as in the survey'));
    graph = valueOf(reverseEdge(graph, arrow('a', 'b')));
    expect(graph.edges[0]).toEqual({ ...arrow('b', 'a'), status: 'own', note: 'as in the survey' });
    graph = valueOf(orientEdge(graph, { kind: 'undirected', from: 'd', to: 'c' }, 'd'));
    expect(graph.edges[1]).toEqual({ ...arrow('d', 'c'), status: 'own' });
    graph = valueOf(unorientEdge(graph, arrow('d', 'c'), 'undirected'));
    expect(graph.edges[1].kind).toBe('undirected');
    graph = valueOf(setStatus(graph, graph.edges[1], 'given'));
    expect(graph.edges[1].status).toBe('given');
    expect(valueOf(removeEdge(graph, graph.edges[1])).edges).toHaveLength(1);
    expect(removeEdge(graph, arrow('x', 'y')).ok).toBe(false);
  });

  it('reversing twice gives back the edge up to its numbers', () => {
    fc.assert(
      fc.property(anyShape({ maxSize: 5 }), (graph) => {
        for (const edge of graph.edges) {
          const once = reverseEdge(graph, edge);
          if (!once.ok) continue;
          const twice = valueOf(reverseEdge(once.value, arrow(edge.to, edge.from)));
          expect(twice.edges.map(({ kind, from, to }) => ({ kind, from, to }))).toEqual(
            graph.edges.map(({ kind, from, to }) => ({ kind, from, to })),
          );
        }
      }),
    );
  });

  it('whatever is added one by one passes the check, whatever it refuses does not', () => {
    fc.assert(
      fc.property(anyCausalGraph, fc.nat(), fc.nat(), (graph, i, j) => {
        const [from, to] = [i, j].map((k) => graph.nodes[k % graph.nodes.length].id);
        const edge = { ...arrow(from, to), status: 'own' as const };
        const added = addEdge(graph, edge);
        expect(checkCausalGraph(graph).ok).toBe(true);
        expect(checkCausalGraph({ ...graph, edges: [...graph.edges, edge] }).ok).toBe(added.ok);
      }),
    );
  });
});

describe('knowledge', () => {
  it('forbids, requires and releases arrows', () => {
    const graph = graphFrom('a', 'b', 'c');
    const forbidden = valueOf(forbidArrow(graph, arrow('a', 'b')));
    expect(addEdge(forbidden, arrow('a', 'b')).ok).toBe(false);
    expect(addEdge(forbidden, arrow('b', 'a')).ok).toBe(true);
    expect(requireArrow(forbidden, arrow('a', 'b')).ok).toBe(false);
    const released = valueOf(releaseArrow(forbidden, arrow('a', 'b')));
    expect(addEdge(released, arrow('a', 'b')).ok).toBe(true);
    expect(forbidArrow(graphFrom('a -> b'), arrow('a', 'b')).ok).toBe(false);
  });

  it('refuses required arrows in a circle', () => {
    let graph = graphFrom('a', 'b', 'c');
    graph = valueOf(requireArrow(graph, arrow('a', 'b')));
    graph = valueOf(requireArrow(graph, arrow('b', 'c')));
    expect(requireArrow(graph, arrow('c', 'a'))).toMatchObject({
      ok: false,
      error: { values: ['c', 'a', 'b'] },
    });
  });
});

describe('an edited text', () => {
  it('changes nodes and edges, and keeps what it does not speak of', () => {
    let graph = graphFrom('a -> b', 'c');
    graph = valueOf(moveNode(graph, 'a', { x: 1, y: 2 }));
    graph = valueOf(forbidArrow(graph, arrow('c', 'a')));
    graph = valueOf(forbidArrow(graph, arrow('c', 'b')));
    const after = valueOf(replaceContent(graph, graphFrom('a', 'c -> d')));
    expect(after).toMatchObject({ id: graph.id, name: graph.name, revision: graph.revision + 1 });
    expect(after.nodes[0]).toMatchObject({ id: 'a', position: { x: 1, y: 2 } });
    expect(after.knowledge.forbidden).toEqual([{ from: 'c', to: 'a' }]);
    expect(replaceContent(graph, graphFrom('a -> b', 'b -> a')).ok).toBe(false);
  });
});
