import fc from 'fast-check';
import type { ValueId } from '../values/value-system';
import { compileScm, type LinearScm } from './linear-scm';
import type { ScmError } from './scm-error';
import type { ValueGraph } from './value-graph';

/** Small graphs whose numbers are worked by hand in the docstrings, and random ones; for tests and benchmarks. */

type Arrow = readonly [from: ValueId, to: ValueId, weight: number];
type Node = readonly [valueId: ValueId, mean: number, noiseVariance: number];

/** Σ is left as the unit matrix unless it is given: the mathematics of arrows does not read it. */
export function graphOf(
  nodes: readonly Node[],
  arrows: readonly Arrow[],
  covariance?: number[][],
): ValueGraph {
  return {
    kind: 'value-graph',
    version: 1,
    id: 'example',
    name: 'Example',
    valueSystemId: 'example',
    nodes: nodes.map(([valueId, mean, noiseVariance]) => ({ valueId, mean, noiseVariance })),
    edges: arrows.map(([from, to, weight]) => ({ from, to, weight, status: 'given' })),
    covariance: covariance ?? nodes.map((_, i) => nodes.map((__, j) => (i === j ? 1 : 0))),
    provenance: { source: 'made up', licence: 'none', method: 'by hand', limits: 'everything' },
  };
}

/** Security (mean 3.2) → Conformity (mean 2.6), weight 0.5, noise variances 0.4 and 0.3. */
export const chain = graphOf(
  [
    ['security', 3.2, 0.4],
    ['conformity', 2.6, 0.3],
  ],
  [['security', 'conformity', 0.5]],
);

/** Security is a common cause of Conformity and Tradition, and Conformity of Tradition; means 3, unit noise. */
export const confounded = graphOf(
  [
    ['security', 3, 1],
    ['conformity', 3, 1],
    ['tradition', 3, 1],
  ],
  [
    ['security', 'conformity', 1],
    ['security', 'tradition', 1],
    ['conformity', 'tradition', 0.5],
  ],
);

export function compiled(graph: ValueGraph): LinearScm {
  const result = compileScm(graph);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

export function valueOf<T>(result: { ok: true; value: T } | { ok: false; error: ScmError | string }): T {
  if (result.ok) return result.value;
  throw new Error(typeof result.error === 'string' ? result.error : result.error.message);
}

/** Acyclic graphs of 1 to 8 values v0, v1, …; the order of the nodes is not a topological order. */
export const anyGraph: fc.Arbitrary<ValueGraph> = fc.integer({ min: 1, max: 8 }).chain((size) =>
  fc
    .record({
      rank: fc.shuffledSubarray([...Array(size).keys()], { minLength: size }),
      means: fc.array(fc.double({ min: 1, max: 5, noNaN: true }), { minLength: size, maxLength: size }),
      variances: fc.array(fc.double({ min: 0.1, max: 2, noNaN: true }), { minLength: size, maxLength: size }),
      weights: fc.array(fc.option(fc.double({ min: -1, max: 1, noNaN: true })), {
        minLength: size * size,
        maxLength: size * size,
      }),
    })
    .map(({ rank, means, variances, weights }) =>
      graphOf(
        rank.map((_, i) => [`v${i}`, means[i], variances[i]]),
        rank.flatMap((from, i) =>
          rank.flatMap((to, j) => {
            const weight = weights[i * size + j];
            return i < j && weight !== null ? [[`v${from}`, `v${to}`, weight] as const] : [];
          }),
        ),
      ),
    ),
);

/** Priorities for some of the values of a graph. */
export function somePriorities(graph: ValueGraph): fc.Arbitrary<Record<string, number>> {
  const ids = graph.nodes.map((node) => node.valueId);
  return fc
    .subarray(ids)
    .chain((chosen) =>
      fc.record(Object.fromEntries(chosen.map((id) => [id, fc.double({ min: 1, max: 5, noNaN: true })]))),
    );
}

export function allPriorities(graph: ValueGraph): fc.Arbitrary<Record<string, number>> {
  return fc.record(
    Object.fromEntries(
      graph.nodes.map(({ valueId }) => [valueId, fc.double({ min: 1, max: 5, noNaN: true })]),
    ),
  );
}
