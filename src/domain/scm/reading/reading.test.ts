import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correlationFrom, covarianceOf } from '../../discovery/moments';
import { conditionalMoments } from '../../discovery/conditional-moments';
import { classOfDag } from '../../discovery/dag-class';
import { emptyPdag, isArrow, isLine, setArrow } from '../../discovery/pdag';
import { drawEdge } from '../../graph/edge-key';
import {
  anyShape,
  graphFrom,
  mark,
  readFrom,
  sampleFrom,
  valueOf,
  withSampledNoise,
} from '../../graph/example-causal-graphs';
import { toComputable } from '../../graph/convert-value-graph';
import { ancestorsOf, descendantsOf } from './ancestors';
import { separated } from './d-separation';
import { equivalenceClass } from './equivalence-class';
import { extendPdag } from './extend-pdag';
import { instruments } from './instruments';
import { pathsBetween } from './paths';
import { readingGraph } from './reading-graph';
import { testableImplications } from './implications';

const mixed = anyShape({ kinds: ['directed', 'directed', 'bidirected'] });

/** Two different nodes, and a set without them. */
const question = (ids: readonly string[]) =>
  fc.shuffledSubarray([...ids], { minLength: 2 }).map(([x, y, ...z]) => ({ x, y, z }));

const asked = mixed.chain((graph) =>
  question(graph.nodes.map((node) => node.id)).map((q) => ({ graph, ...q })),
);

describe('ancestors and descendants', () => {
  it('contain the node itself', () => {
    const graph = readFrom('a -> b', 'b -> c', 'd');
    expect(valueOf(ancestorsOf(graph, ['b']))).toEqual(['a', 'b']);
    expect(valueOf(descendantsOf(graph, ['b']))).toEqual(['b', 'c']);
    expect(ancestorsOf(graph, ['x']).ok).toBe(false);
  });
});

describe('d-separation', () => {
  it.each([
    [['a -> b', 'b -> c'], [], false],
    [['a -> b', 'b -> c'], ['b'], true],
    [['a -> b', 'c -> b'], [], true],
    [['a -> b', 'c -> b'], ['b'], false],
    [['a -> b', 'c -> b', 'b -> d'], ['d'], false],
    [['a <-> b', 'c -> b'], [], true],
    [['a <-> b', 'c -> b'], ['b'], false],
    [['a <-> b', 'b <-> c'], ['b'], false],
  ])('%j given %j: %s', (lines, given, expected) => {
    expect(valueOf(separated(readFrom(...lines), ['a'], ['c'], given))).toBe(expected);
  });

  it('is: no path is open', () => {
    fc.assert(
      fc.property(asked, ({ graph, x, y, z }) => {
        const reading = valueOf(readingGraph(graph));
        const { paths, truncated } = valueOf(pathsBetween(reading, x, y, z, 10_000));
        expect(truncated).toBe(false);
        expect(valueOf(separated(reading, [x], [y], z))).toBe(!paths.some((path) => path.open));
      }),
    );
  });

  it('is symmetric', () => {
    fc.assert(
      fc.property(asked, ({ graph, x, y, z }) => {
        const reading = valueOf(readingGraph(graph));
        expect(separated(reading, [x], [y], z)).toEqual(separated(reading, [y], [x], z));
      }),
    );
  });

  it('is a vanishing partial correlation in the model’s Σ, for weights that do not cancel', () => {
    fc.assert(
      fc.property(asked, ({ graph, x, y, z }) => {
        const { graph: computable } = valueOf(toComputable(withSampledNoise(graph)));
        const index = new Map(graph.nodes.map((node, at) => [node.id, at]));
        const at = (id: string): number => index.get(id) ?? 0;
        const size = index.size;
        const correlation = correlationFrom(Float64Array.from(computable.covariance.flat()), size);
        const r = conditionalMoments(correlation, size).partialCorrelation(at(x), at(y), z.map(at), z.length);
        if (valueOf(separated(valueOf(readingGraph(graph)), [x], [y], z))) expect(r).toBeCloseTo(0, 9);
      }),
    );
  });

  it('agrees with partial correlations of samples', () => {
    const rows = 4000;
    for (const [seed, { graph, x, y, z }] of fc.sample(asked, { numRuns: 25, seed: 11 }).entries()) {
      const data = sampleFrom(graph, rows, seed);
      const at = (id: string): number => data.columns.indexOf(id);
      const size = data.columns.length;
      const moments = conditionalMoments(correlationFrom(covarianceOf(data), size), size);
      const r = moments.partialCorrelation(at(x), at(y), z.map(at), z.length);
      // Five standard errors: a true independence exceeds them once in two million.
      if (valueOf(separated(valueOf(readingGraph(graph)), [x], [y], z))) {
        expect(Math.abs(r)).toBeLessThan(5 / Math.sqrt(rows));
      }
    }
  });

  it('refuses undirected edges, circles and unknown nodes with the place', () => {
    expect(readingGraph(graphFrom('a -- b'))).toMatchObject({ ok: false, error: { values: ['a', 'b'] } });
    const circle = readingGraph(graphFrom('a -> b', 'b -> c', 'c -> a'));
    expect(circle).toMatchObject({ ok: false, error: { values: expect.arrayContaining(['a', 'b', 'c']) } });
    expect(separated(readFrom('a -> b'), ['a'], ['x'])).toMatchObject({ error: { values: ['x'] } });
    expect(readingGraph(graphFrom()).ok).toBe(true);
  });
});

describe('paths', () => {
  it('says which are open, which biasing, and where they are blocked', () => {
    const graph = readFrom('x -> m', 'm -> y', 'z -> x', 'z -> y', 'x -> c', 'y -> c');
    const { paths } = valueOf(pathsBetween(graph, 'x', 'y', ['z']));
    expect(paths.map(({ sentence, kind }) => [kind, sentence])).toEqual([
      ['causal', '“x” → “m” → “y”: open'],
      ['biasing', '“x” → “c” ← “y”: blocked at “c”, a collider'],
      ['biasing', '“x” ← “z” → “y”: blocked at “z”, which is held fixed'],
    ]);
    expect(pathsBetween(graph, 'x', 'x').ok).toBe(false);
  });

  it('ends on a graph with more paths than can be walked', () => {
    const nodes = Array.from({ length: 40 }, (_, at) => `n${at}`);
    const lines = nodes.flatMap((from, i) => nodes.slice(i + 1).map((to) => `${from} -> ${to}`));
    const { paths, truncated } = valueOf(pathsBetween(readFrom(...lines), 'n0', 'n39'));
    expect(truncated).toBe(true);
    expect(paths).toHaveLength(200);
    expect(paths[0].nodes).toEqual(['n0', 'n39']);
  });
});

describe('testable implications', () => {
  it('lists the worked example', () => {
    expect(valueOf(testableImplications(readFrom('a -> b', 'b -> c', 'd')))).toEqual([
      { x: 'a', y: 'c', given: ['b'] },
      { x: 'a', y: 'd', given: [] },
      { x: 'b', y: 'd', given: [] },
      { x: 'c', y: 'd', given: [] },
    ]);
  });

  it('has one minimal separating set for each pair without an edge', () => {
    fc.assert(
      fc.property(anyShape({ maxSize: 7 }), (graph) => {
        const reading = valueOf(readingGraph(graph));
        const implications = valueOf(testableImplications(reading));
        const size = graph.nodes.length;
        expect(implications).toHaveLength((size * (size - 1)) / 2 - graph.edges.length);
        for (const { x, y, given } of implications) {
          expect(valueOf(separated(reading, [x], [y], given))).toBe(true);
          for (const left of given) {
            const rest = given.filter((id) => id !== left);
            expect(valueOf(separated(reading, [x], [y], rest))).toBe(false);
          }
        }
      }),
    );
  });

  it('speaks of no latent node', () => {
    const graph = mark(graphFrom('u -> a', 'u -> b', 'a -> c'), { u: ['latent'] });
    expect(valueOf(testableImplications(valueOf(readingGraph(graph))))).toEqual([
      { x: 'b', y: 'c', given: ['a'] },
    ]);
  });
});

describe('the Markov equivalence class', () => {
  it('knows chains from colliders, and what a collider forces', () => {
    const drawn = (...lines: string[]) => valueOf(equivalenceClass(readFrom(...lines))).map(drawEdge);
    expect(drawn('a -> b', 'b -> c')).toEqual(['“a” — “b”', '“b” — “c”']);
    expect(drawn('a -> b', 'c -> b')).toEqual(['“a” → “b”', '“c” → “b”']);
    expect(drawn('a -> b', 'c -> b', 'b -> d')).toEqual(['“a” → “b”', '“c” → “b”', '“b” → “d”']);
    expect(equivalenceClass(readFrom('a <-> b')).ok).toBe(false);
  });

  it('is what v-structures and Meek’s rules give', () => {
    fc.assert(
      fc.property(anyShape({ maxSize: 8 }), (graph) => {
        const reading = valueOf(readingGraph(graph));
        const at = (id: string): number => reading.index.get(id) ?? 0;
        const dag = emptyPdag(reading.ids.length);
        for (const { from, to } of graph.edges) setArrow(dag, at(from), at(to));
        const expected = classOfDag(dag);
        for (const { kind, from, to } of valueOf(equivalenceClass(reading))) {
          const same =
            kind === 'directed' ? isArrow(expected, at(from), at(to)) : isLine(expected, at(from), at(to));
          expect(same).toBe(true);
        }
      }),
    );
  });

  it('of any of its members is the same', () => {
    fc.assert(
      fc.property(anyShape({ maxSize: 8 }), fc.integer(), (graph, turn) => {
        const ids = graph.nodes.map((node) => node.id);
        const classOf = (nodes: typeof graph.nodes, edges: Parameters<typeof extendPdag>[1]) =>
          valueOf(equivalenceClass(valueOf(readingGraph({ nodes, edges }))));
        const cpdag = classOf(graph.nodes, graph.edges);
        const shuffled = ids.toSorted(
          (a, b) => ((a.charCodeAt(1) * turn) % 7) - ((b.charCodeAt(1) * turn) % 7),
        );
        const member = valueOf(extendPdag(shuffled, cpdag));
        const canonical = (edges: typeof cpdag) =>
          edges
            .map(({ kind, from, to }) =>
              kind === 'directed' || from < to
                ? drawEdge({ kind, from, to })
                : drawEdge({ kind, from: to, to: from }),
            )
            .sort();
        expect(canonical(classOf(graph.nodes, member))).toEqual(canonical(cpdag));
      }),
    );
  });

  it('has no member where the undirected edges form a square', () => {
    const square = graphFrom('a -- b', 'b -- c', 'c -- d', 'd -- a');
    expect(extendPdag(['a', 'b', 'c', 'd'], square.edges).ok).toBe(false);
    expect(extendPdag(['a', 'b'], graphFrom('a <-> b').edges).ok).toBe(false);
  });
});

describe('graphs at the edges', () => {
  it('without nodes, with one, and in pieces', () => {
    const empty = readFrom();
    expect(valueOf(testableImplications(empty))).toEqual([]);
    expect(valueOf(equivalenceClass(empty))).toEqual([]);
    expect(valueOf(testableImplications(readFrom('a')))).toEqual([]);
    const pieces = readFrom('a -> b', 'c -> d');
    expect(valueOf(separated(pieces, ['a', 'b'], ['c', 'd']))).toBe(true);
    expect(valueOf(pathsBetween(pieces, 'a', 'd'))).toEqual({ paths: [], truncated: false });
    expect(valueOf(instruments(pieces, 'a', 'd'))).toEqual([]);
  });

  it('with 10,000 edges are answered or refused with a sentence', () => {
    const lines = Array.from({ length: 10_000 }, (_, k) => `n${k % 1000} -> n${1000 + ((k * 7) % 997)}`);
    const large = readFrom(...new Set(lines));
    expect(separated(large, ['n1'], ['n2'], ['n1500']).ok).toBe(true);
    expect(equivalenceClass(large).ok).toBe(true);
    expect(pathsBetween(large, 'n1', 'n2').ok).toBe(true);
    expect(testableImplications(large)).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/120 nodes/) },
    });
  });
});

describe('instruments', () => {
  it('finds plain and conditional ones', () => {
    expect(valueOf(instruments(readFrom('z -> x', 'x -> y', 'x <-> y'), 'x', 'y'))).toEqual([
      { instrument: 'z', given: [] },
    ]);
    const conditional = readFrom('z -> x', 'x -> y', 'x <-> y', 'w -> z', 'w -> y');
    expect(valueOf(instruments(conditional, 'x', 'y'))).toEqual([{ instrument: 'z', given: ['w'] }]);
    expect(valueOf(instruments(readFrom('z -> x', 'x -> y', 'z -> y'), 'x', 'y'))).toEqual([]);
  });

  it('gives the total effect as a ratio of conditional covariances', () => {
    fc.assert(
      fc.property(asked, ({ graph, x, y }) => {
        const reading = valueOf(readingGraph(graph));
        const { graph: computable } = valueOf(toComputable(withSampledNoise(graph)));
        const sigma = computable.covariance;
        for (const { instrument, given } of valueOf(instruments(reading, x, y))) {
          const at = (id: string): number => reading.index.get(id) ?? 0;
          const left = conditionalCovariance(sigma, given.map(at));
          const strength = left(at(instrument), at(x));
          if (Math.abs(strength) < 1e-6) continue;
          expect(left(at(instrument), at(y)) / strength).toBeCloseTo(totalOf(graph, x, y), 6);
        }
      }),
    );
  });
});

/** Σ after holding some nodes fixed, one by one. */
function conditionalCovariance(sigma: number[][], given: number[]): (i: number, j: number) => number {
  let left = sigma.map((row) => [...row]);
  for (const g of given) {
    const old = left;
    left = old.map((row, i) => row.map((entry, j) => entry - (old[i][g] * old[g][j]) / old[g][g]));
  }
  return (i, j) => left[i][j];
}

/** The sum over directed paths of the products of their weights. */
function totalOf(graph: ReturnType<typeof graphFrom>, from: string, to: string): number {
  if (from === to) return 1;
  return graph.edges
    .filter((edge) => edge.kind === 'directed' && edge.from === from)
    .reduce((sum, edge) => sum + (edge.weight ?? 0) * totalOf(graph, edge.to, to), 0);
}
