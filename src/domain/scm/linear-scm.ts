import { ok, type Result } from '../result';
import type { ValueId } from '../values/value-system';
import { checkGraph } from './check-graph';
import { type ScmError } from './scm-error';
import { topologicalOrder } from './topological-order';
import type { GraphEdge, ValueGraph } from './value-graph';

/**
 * A linear structural causal model with additive noise (Pearl, Causality, 2nd ed., §5.1 and §7.1):
 *
 *     x = B x + u,   u_i with mean a_i (the intercept) and variance ω_i, independent of each other
 *
 * in priority points (priority-points.ts). u carries the intercept: a = μ − B μ, so that x has the mean μ. All arrays are
 * in the order of the graph's nodes. Compile once per graph; every computation then runs on these arrays.
 */
export interface LinearScm {
  readonly graph: ValueGraph;
  readonly size: number;
  readonly valueIds: readonly ValueId[];
  readonly index: ReadonlyMap<ValueId, number>;
  /** Positions, causes before effects. */
  readonly order: Int32Array;
  /** Row i of B is `parents[k]`, `weights[k]` for k from `parentStart[i]` to before `parentStart[i + 1]`. */
  readonly parentStart: Int32Array;
  readonly parents: Int32Array;
  readonly weights: Float64Array;
  /** The same rows as the graph's own edges, for showing. */
  readonly edgesInto: readonly (readonly GraphEdge[])[];
  readonly means: Float64Array;
  readonly intercepts: Float64Array;
  readonly noiseVariances: Float64Array;
  /** T = (I − B)⁻¹, row-major: T[to · size + from] is the total effect of `from` on `to`, 1 on the diagonal. */
  readonly totalEffects: Float64Array;
  /** The Σ that the graph implies, T Ω Tᵀ, in squared priority points. The data's own Σ is `graph.covariance`. */
  readonly covariance: Float64Array;
}

/**
 * Makes a graph ready to compute with.
 *
 * Worked: Security (mean 3.2) → Conformity (mean 2.6) with weight 0.5 has the intercepts a = (3.2, 2.6 − 0.5 × 3.2) =
 * (3.2, 1.0). With noise variances (0.4, 0.3), Σ = [[0.4, 0.2], [0.2, 0.25 × 0.4 + 0.3]] = [[0.4, 0.2], [0.2, 0.4]].
 * Errors: what check-graph.ts names, and a cycle.
 */
export function compileScm(graph: ValueGraph): Result<LinearScm, ScmError> {
  const checked = checkGraph(graph);
  if (!checked.ok) return checked;
  const valueIds = graph.nodes.map((node) => node.valueId);
  const ordered = topologicalOrder(valueIds, graph.edges, graph.name);
  if (!ordered.ok) return ordered;

  const size = valueIds.length;
  const index = new Map(valueIds.map((id, at) => [id, at]));
  const at = (id: ValueId): number => index.get(id) ?? -1; // checkGraph has seen every id
  const edgesInto = valueIds.map((id) => graph.edges.filter((edge) => edge.to === id));
  const parentStart = new Int32Array(size + 1);
  edgesInto.forEach((edges, i) => (parentStart[i + 1] = parentStart[i] + edges.length));
  const parents = Int32Array.from(edgesInto.flat(), (edge) => at(edge.from));
  const weights = Float64Array.from(edgesInto.flat(), (edge) => edge.weight);
  const means = Float64Array.from(graph.nodes, (node) => node.mean);
  const noiseVariances = Float64Array.from(graph.nodes, (node) => node.noiseVariance);
  const order = Int32Array.from(ordered.value);

  const structure = { size, order, parentStart, parents, weights };
  const totalEffects = invertStructure(structure);
  return ok({
    graph,
    valueIds,
    index,
    ...structure,
    edgesInto,
    means,
    intercepts: solveNoise(structure, means),
    noiseVariances,
    totalEffects,
    covariance: impliedCovariance(totalEffects, noiseVariances),
  });
}

type Structure = Pick<LinearScm, 'size' | 'order' | 'parentStart' | 'parents' | 'weights'>;

/** u = x − B x: the noise that makes a complete world x what it is. The length of `world` is the number of values. */
export function solveNoise(scm: Omit<Structure, 'order'>, world: Float64Array): Float64Array {
  const noise = Float64Array.from(world);
  for (let i = 0; i < scm.size; i++) {
    for (let k = scm.parentStart[i]; k < scm.parentStart[i + 1]; k++)
      noise[i] -= scm.weights[k] * world[scm.parents[k]];
  }
  return noise;
}

/** T = (I − B)⁻¹ row by row in topological order: row i of T is the unit row i plus Σ_p B_ip · (row p of T). */
function invertStructure({ size, order, parentStart, parents, weights }: Structure): Float64Array {
  const effects = new Float64Array(size * size);
  for (const i of order) {
    effects[i * size + i] = 1;
    for (let k = parentStart[i]; k < parentStart[i + 1]; k++) {
      const parent = parents[k] * size;
      for (let from = 0; from < size; from++) effects[i * size + from] += weights[k] * effects[parent + from];
    }
  }
  return effects;
}

/** Σ = (I − B)⁻¹ Ω (I − B)⁻ᵀ with the diagonal Ω of noise variances. */
function impliedCovariance(effects: Float64Array, noiseVariances: Float64Array): Float64Array {
  const size = noiseVariances.length;
  const covariance = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += effects[i * size + k] * noiseVariances[k] * effects[j * size + k];
      covariance[i * size + j] = sum;
      covariance[j * size + i] = sum;
    }
  }
  return covariance;
}
