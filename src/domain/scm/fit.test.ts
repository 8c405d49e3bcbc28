import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataMatrix, takeColumns } from '../discovery/data-matrix';
import { causalGraphSchema } from '../graph/causal-graph';
import { toComputable } from '../graph/convert-value-graph';
import { anyShape, graphFrom, mark, sampleFrom, valueOf } from '../graph/example-causal-graphs';
import { applyFit } from './fit-apply';
import { testImplications } from './fit-implications';
import { lostLevel } from './fit-level';
import { fitScm } from './fit-scm';
import { studentCritical, studentTail } from './fit-student-t';
import { testableImplications } from './reading/implications';
import { readingGraph } from './reading/reading-graph';

function dataOf(columns: string[], rows: number[][]) {
  const made = dataMatrix(columns, rows);
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

const three = dataOf(
  ['a', 'b'],
  [
    [0, 1],
    [1, 2],
    [2, 4],
  ],
);

describe('Student’s t', () => {
  it('has the published numbers', () => {
    expect(studentTail(1, 1)).toBeCloseTo(0.5, 12);
    expect(studentCritical(0.05, 1)).toBeCloseTo(12.7062, 4);
    expect(studentCritical(0.05, 10)).toBeCloseTo(2.228139, 6);
    expect(studentCritical(0.05, 100_000)).toBeCloseTo(1.959988, 5);
    expect(studentTail(0, 5)).toBe(1);
    expect(studentTail(Infinity, 5)).toBe(0);
  });
});

describe('fitting a graph to data', () => {
  it('gives the worked example', () => {
    const fit = valueOf(fitScm(graphFrom('a -> b'), three));
    expect(fit.edges[0]).toMatchObject({
      from: 'a',
      to: 'b',
      weight: expect.closeTo(1.5, 12),
      adjustedFor: [],
    });
    expect(fit.edges[0].standardError).toBeCloseTo(Math.sqrt(1 / 12), 12);
    expect(fit.edges[0].interval[1]).toBeCloseTo(1.5 + 12.7062 * Math.sqrt(1 / 12), 3);
    const b = fit.nodes.find((node) => node.id === 'b');
    expect(b?.intercept).toBeCloseTo(5 / 6, 12);
    expect(b?.noiseVariance).toBeCloseTo(1 / 6, 12);
    expect(b?.rSquared).toBeCloseTo(27 / 28, 12);
  });

  it('finds the weights of the model that made the data, within their intervals', () => {
    let inside = 0;
    let all = 0;
    for (const [seed, graph] of fc.sample(anyShape({ minSize: 3 }), { numRuns: 30, seed: 3 }).entries()) {
      const fit = valueOf(fitScm(graph, sampleFrom(graph, 2000, seed)));
      expect(fit.notIdentified).toEqual([]);
      for (const { from, to, interval, weight, standardError } of fit.edges) {
        const truth = graph.edges.find((edge) => edge.from === from && edge.to === to)?.weight ?? 0;
        expect(Math.abs(weight - truth)).toBeLessThan(5 * standardError);
        all++;
        if (interval[0] < truth && truth < interval[1]) inside++;
      }
      for (const node of fit.nodes) expect(Math.abs((node.noiseVariance ?? 0) - 1)).toBeLessThan(0.2);
    }
    expect(inside / all).toBeGreaterThan(0.9);
  });

  it('holds another set fixed where ↔ would bias the regression on the causes, and else gives no weight', () => {
    const graph = graphFrom('a -> b', 'b -> c', 'a <-> c');
    graph.edges = graph.edges.map((edge) => ({ ...edge, weight: 0.6 }));
    const fit = valueOf(fitScm(graph, sampleFrom(graph, 20_000, 2)));
    const bc = fit.edges.find((edge) => edge.to === 'c');
    expect(bc?.adjustedFor).toEqual(['a']);
    expect(bc?.weight).toBeCloseTo(0.6, 1);
    expect(fit.noiseCovariances[0].covariance).toBeCloseTo(0.6, 1);

    const bow = graphFrom('a -> b', 'a <-> b');
    const unknown = valueOf(fitScm(bow, three));
    expect(unknown.edges).toEqual([]);
    expect(unknown.notIdentified).toMatchObject([{ from: 'a', to: 'b' }]);
    expect(unknown.nodes[1].noiseVariance).toBeUndefined();
    expect(toComputable(applyFit(bow, unknown)).ok).toBe(false);
  });

  it('asks for no column of a latent node, and says which arrows stay unknown', () => {
    const graph = mark(graphFrom('u -> a', 'u -> b', 'a -> b'), { u: ['latent'] });
    const fit = valueOf(fitScm(graph, three));
    expect(fit.notIdentified.map(({ from, to }) => `${from}${to}`)).toEqual(['ua', 'ub', 'ab']);
  });

  it('writes the numbers into the graph, which can then be computed with', () => {
    const graph = graphFrom('a -> b');
    const fitted = applyFit(graph, valueOf(fitScm(graph, three)));
    expect(causalGraphSchema.parse(fitted)).toEqual(fitted);
    expect(fitted.revision).toBe(1);
    expect(fitted.edges[0]).toMatchObject({ status: 'learned', weight: expect.closeTo(1.5, 12) });
    const { graph: computable } = valueOf(toComputable(fitted));
    expect(computable.covariance[0][1]).toBeCloseTo(1.5, 12);
  });
});

describe('data that a graph can’t be fitted to', () => {
  const centred = dataOf(
    ['a', 'b', 'c', 'y'],
    [
      [1, 2, -3, 1],
      [2, -4, 2, 0],
      [0, 1, -1, 3],
      [-2, 1, 1, 2],
      [3, -1, -2, 5],
      [1, 1, -2, 0],
    ],
  );
  const graph = graphFrom('a -> y', 'b -> y', 'c -> y');

  it('names the columns that fix one another, and a ridge helps', () => {
    const fit = fitScm(graph, centred);
    expect(fit).toMatchObject({ ok: false, error: { values: ['c', 'a', 'b'] } });
    const ridge = valueOf(fitScm(graph, centred, { ridge: 0.1 }));
    expect(ridge.ridge).toBe(0.1);
    for (const { weight, standardError } of ridge.edges) {
      expect(Number.isFinite(weight) && Number.isFinite(standardError)).toBe(true);
    }
    const copies = dataOf(
      ['a', 'b', 'c', 'y'],
      [1, 2, 4, 3, 7, 5].map((x, i) => [i % 2, x, 2 * x, i]),
    );
    expect(fitScm(graph, copies)).toMatchObject({ ok: false, error: { values: ['c', 'b'] } });
  });

  it('a value that its causes fix, as with centred scores, is an error; the level put back makes it a fit', () => {
    const whole = graphFrom('a -> c', 'b -> c');
    expect(fitScm(whole, centred)).toMatchObject({ ok: false, error: { values: ['c', 'a', 'b'] } });
    const columns = takeColumns(centred, ['a', 'b', 'c']);
    const fit = valueOf(fitScm(whole, columns, { restoreLevel: true }));
    expect(fit.notes[0]).toMatch(/put back/);
    expect(fit.nodes.find((node) => node.id === 'c')?.noiseVariance).toBeGreaterThan(0);
    expect(valueOf(fitScm(graphFrom('a -> b'), columns)).notes[0]).toMatch(/centred/);
    expect(valueOf(fitScm(graphFrom('a -> y'), centred)).notes).toEqual([]);
  });

  it('centring makes unrelated values look dependent; the level put back takes that out again', () => {
    const { columns, rows, values } = sampleFrom(graphFrom('a', 'b', 'c', 'd'), 2000, 4);
    const persons = Array.from({ length: rows }, (_, r) => columns.map((__, c) => values[c * rows + r]));
    const centring = persons.map((row) =>
      row.map((x) => x - row.reduce((sum, y) => sum + y, 0) / row.length),
    );
    const data = dataOf([...columns], centring);
    const implications = valueOf(testableImplications(valueOf(readingGraph(graphFrom(...columns)))));
    const raw = valueOf(testImplications(implications, data, { alpha: 0.001 }));
    expect(raw).toMatchObject({ contradicted: 6, notes: [expect.stringMatching(/centred/)] });
    const restored = valueOf(testImplications(implications, data, { alpha: 0.001, restoreLevel: true }));
    expect(restored).toMatchObject({ contradicted: 0, notes: [expect.stringMatching(/put back/)] });
  });

  it.each([
    [
      'a constant column',
      [
        [1, 1],
        [1, 2],
        [1, 3],
      ],
    ],
    [
      'a missing number',
      [
        [1, 1],
        [NaN, 2],
        [2, 3],
      ],
    ],
    [
      'an infinite number',
      [
        [1, 1],
        [Infinity, 2],
        [2, 3],
      ],
    ],
    ['one row', [[1, 1]]],
    ['no rows', []],
  ])('%s is an error that points', (_, rows) => {
    const fit = fitScm(graphFrom('a -> b'), dataOf(['a', 'b'], rows));
    expect(fit.ok).toBe(false);
    if (!fit.ok) expect(fit.error.message.length).toBeGreaterThan(20);
  });

  it('a node without a column, an empty graph, an undirected edge, a circle, a negative ridge', () => {
    expect(fitScm(graphFrom('a -> z'), three)).toMatchObject({ ok: false, error: { values: ['z'] } });
    expect(fitScm(graphFrom(), three).ok).toBe(false);
    expect(fitScm(graphFrom('a -- b'), three)).toMatchObject({ ok: false, error: { values: ['a', 'b'] } });
    expect(fitScm(graphFrom('a -> b', 'b -> a'), three).ok).toBe(false);
    expect(fitScm(graphFrom('a -> b'), three, { ridge: -1 }).ok).toBe(false);
  });

  it('the ridge shrinks: more of it, smaller weights', () => {
    const weight = (ridge: number) => valueOf(fitScm(graphFrom('a -> b'), three, { ridge })).edges[0].weight;
    expect(weight(0.5)).toBeCloseTo(1, 12);
    expect(weight(2)).toBeCloseTo(0.5, 12);
  });
});

describe('the level that centring took out', () => {
  it('is the worked one, with weighted sums too, and null without centring', () => {
    const rows = [
      [1, -1],
      [-1, 1],
      [0, 0],
    ];
    expect(lostLevel(dataOf(['a', 'b'], rows))).toBeCloseTo(2 / 3, 12);
    expect(
      lostLevel(
        dataOf(
          ['a', 'b'],
          rows.map(([a, b]) => [a, 2 * b]),
        ),
      ),
    ).toBeGreaterThan(0);
    expect(lostLevel(three)).toBeNull();
  });
});

describe('implications and data', () => {
  it('of the true graph hold, up to chance', () => {
    let contradicted = 0;
    let all = 0;
    for (const [seed, graph] of fc.sample(anyShape({ minSize: 4 }), { numRuns: 80, seed: 8 }).entries()) {
      const implications = valueOf(testableImplications(valueOf(readingGraph(graph))));
      const test = valueOf(testImplications(implications, sampleFrom(graph, 2000, seed), { alpha: 0.01 }));
      contradicted += test.contradicted;
      all += test.tested.length;
    }
    expect(all).toBeGreaterThan(100);
    expect(contradicted / all).toBeLessThan(0.03);
  });

  it('of a wrong graph are contradicted', () => {
    const truth = graphFrom('a -> b', 'b -> c', 'a -> c');
    truth.edges = truth.edges.map((edge) => ({ ...edge, weight: 0.7 }));
    const wrong = valueOf(testableImplications(valueOf(readingGraph(graphFrom('a -> b', 'b -> c')))));
    const test = valueOf(testImplications(wrong, sampleFrom(truth, 500, 1)));
    expect(test.tested).toMatchObject([{ x: 'a', y: 'c', given: ['b'], verdict: 'contradicted' }]);
    expect(test.sentence).toBe(
      '1 implied independence, 1 contradicted by these 500 rows at 0.05; by chance it would be about 0.1.',
    );
  });

  it('have the p-value of the worked example', () => {
    // Two columns of 403 rows whose correlation is made exactly 0.1.
    const rows = Array.from({ length: 403 }, (_, i) => [Math.sin(i * 1.7), Math.cos(i * 2.9)]);
    const mean = [0, 1].map((c) => rows.reduce((sum, row) => sum + row[c], 0) / 403);
    const [x, y] = [0, 1].map((c) => rows.map((row) => row[c] - mean[c]));
    const dot = (a: number[], b: number[]) => a.reduce((sum, number, i) => sum + number * b[i], 0);
    const rest = y.map((number, i) => number - (dot(x, y) / dot(x, x)) * x[i]);
    const length = Math.sqrt(dot(x, x) / dot(rest, rest));
    const made = x.map((number, i) => [number, 0.1 * number + Math.sqrt(0.99) * length * rest[i]]);
    const test = valueOf(testImplications([{ x: 'a', y: 'b', given: [] }], dataOf(['a', 'b'], made)));
    expect(test.tested[0].partialCorrelation).toBeCloseTo(0.1, 10);
    expect(test.tested[0].p).toBeCloseTo(0.0448, 4);
    expect(test.tested[0].verdict).toBe('contradicted');
  });

  it('that can’t be tested are said to be so', () => {
    const rows = [1, 2, 4, 3, 7, 5].map((x, i) => [x, 2 * x, i % 3]);
    const implication = { x: 'a', y: 'c', given: ['b'] };
    const test = valueOf(testImplications([implication], dataOf(['a', 'b', 'c'], rows)));
    expect(test.tested[0].verdict).toBe('untestable');
    expect(valueOf(testImplications([], three)).tested).toEqual([]);
    expect(testImplications([{ x: 'a', y: 'q', given: [] }], three)).toMatchObject({
      error: { values: ['q'] },
    });
    expect(testImplications([], three, { alpha: 2 }).ok).toBe(false);
  });
});
