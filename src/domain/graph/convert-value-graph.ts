import { ok, type Result } from '../result';
import { compileScm } from '../scm/linear-scm';
import { type NoiseCovariance, withNoiseCovariances } from '../scm/reading/correlated-noise';
import { scmFail, type ScmError } from '../scm/scm-error';
import type { GraphEdge, ValueGraph } from '../scm/value-graph';
import type { CausalEdge, CausalGraph, CausalNode } from './causal-graph';
import { drawEdge } from './edge-key';

/** Numbers to put where the graph has none. Without them a missing number is an error: nothing is made up in silence. */
export interface Assumptions {
  mean: number;
  noiseVariance: number;
  weight: number;
}

export interface Converted {
  graph: ValueGraph;
  /** What had no number and was given the assumed one: node ids for means and variances, edges as drawn for weights. */
  assumed: { means: string[]; noiseVariances: string[]; weights: string[] };
  /** Edges that a ValueGraph can't hold: every undirected and bidirected one. */
  leftOut: CausalEdge[];
  /** Bidirected edges with a weight, for scm/reading/correlated-noise.ts. */
  noiseCovariances: NoiseCovariance[];
}

/** The editable form of a shipped or saved graph. Node ids are the value ids; `names` gives the labels. */
export function fromValueGraph(graph: ValueGraph, names: Partial<Record<string, string>> = {}): CausalGraph {
  const { id, name, valueSystemId, provenance } = graph;
  return {
    kind: 'causal-graph',
    version: 1,
    id,
    name,
    valueSystemId,
    revision: 0,
    nodes: graph.nodes.map(({ valueId, mean, noiseVariance }) => ({
      id: valueId,
      label: names[valueId] ?? valueId,
      valueId,
      mean,
      noiseVariance,
      marks: [],
    })),
    edges: graph.edges.map((edge) => ({ kind: 'directed', ...edge })),
    knowledge: { forbidden: [], required: [] },
    covariance: { of: graph.nodes.map((node) => node.valueId), matrix: graph.covariance },
    provenance,
  };
}

/**
 * The graph as the Steer screen and the causal model use it. fromValueGraph followed by this gives the same graph back.
 * Errors: no value system; a node that is linked to no value, or to the same as another; a missing number without an
 * assumption; a circle; what check-graph.ts names.
 */
export function toValueGraph(graph: CausalGraph, assume?: Assumptions): Result<Converted, ScmError> {
  if (graph.valueSystemId === undefined) {
    return scmFail(`The graph “${graph.name}” belongs to no value system. Choose one for it.`);
  }
  const unlinked = graph.nodes.filter((node) => node.valueId === undefined).map((node) => node.id);
  if (unlinked.length > 0) {
    const names = unlinked.map((id) => `“${id}”`).join(', ');
    return scmFail(`${names}: linked to no value. Link each to a value, or remove it.`, unlinked);
  }
  const linked = new Map<string, string>();
  for (const { id, valueId = id } of graph.nodes) {
    const other = linked.get(valueId);
    if (other !== undefined) {
      return scmFail(`“${other}” and “${id}” are both linked to the value “${valueId}”.`, [other, id]);
    }
    linked.set(valueId, id);
  }
  return convert(graph, ({ id, valueId }) => valueId ?? id, assume);
}

/** The graph as the causal model computes with it inside the editor: node ids stand for value ids. Errors as above. */
export function toComputable(graph: CausalGraph, assume?: Assumptions): Result<Converted, ScmError> {
  return convert(graph, ({ id }) => id, assume);
}

function convert(
  graph: CausalGraph,
  idOf: (node: CausalNode) => string,
  assume: Assumptions | undefined,
): Result<Converted, ScmError> {
  const ids = new Map(graph.nodes.map((node) => [node.id, idOf(node)]));
  const idFor = (nodeId: string): string => ids.get(nodeId) ?? nodeId;
  const assumed: Converted['assumed'] = { means: [], noiseVariances: [], weights: [] };
  const nodes: ValueGraph['nodes'] = [];
  for (const node of graph.nodes) {
    const mean = node.mean ?? assume?.mean;
    const noiseVariance = node.noiseVariance ?? assume?.noiseVariance;
    if (mean === undefined || noiseVariance === undefined) {
      const what = mean === undefined ? 'mean' : 'noise variance';
      return scmFail(`“${node.id}” has no ${what}. Enter one, or fit the graph to data.`, [node.id]);
    }
    if (node.mean === undefined) assumed.means.push(node.id);
    if (node.noiseVariance === undefined) assumed.noiseVariances.push(node.id);
    nodes.push({ valueId: idOf(node), mean, noiseVariance });
  }
  const edges: GraphEdge[] = [];
  for (const edge of graph.edges) {
    if (edge.kind !== 'directed') continue;
    const { kind: _kind, ...rest } = edge;
    const weight = edge.weight ?? assume?.weight;
    if (weight === undefined) {
      return scmFail(`${drawEdge(edge)} has no weight. Enter one, or fit the graph to data.`, [
        edge.from,
        edge.to,
      ]);
    }
    if (edge.weight === undefined) assumed.weights.push(drawEdge(edge));
    edges.push({ ...rest, from: idFor(edge.from), to: idFor(edge.to), weight });
  }
  const noiseCovariances = graph.edges.flatMap(({ kind, from, to, weight }) =>
    kind === 'bidirected' && weight !== undefined
      ? [{ between: [idFor(from), idFor(to)] as const, covariance: weight }]
      : [],
  );
  const shape = { ...header(graph), nodes, edges };
  const covariance = covarianceOf(graph, shape, noiseCovariances);
  if (!covariance.ok) return covariance;
  const leftOut = graph.edges.filter((edge) => edge.kind !== 'directed');
  return ok({ graph: { ...shape, covariance: covariance.value }, assumed, leftOut, noiseCovariances });
}

type WithoutCovariance = Omit<ValueGraph, 'covariance'>;

function header(graph: CausalGraph): Omit<WithoutCovariance, 'nodes' | 'edges'> {
  const { id, name, valueSystemId = 'none', provenance } = graph;
  return { kind: 'value-graph', version: 1, id, name, valueSystemId, provenance };
}

/** The data's Σ where it covers every node; else the one that the graph implies, confounding included. */
function covarianceOf(
  graph: CausalGraph,
  shape: WithoutCovariance,
  noise: readonly NoiseCovariance[],
): Result<number[][], ScmError> {
  const of = new Map(graph.covariance?.of.map((id, at) => [id, at]));
  const places = graph.nodes.map((node) => of.get(node.id));
  const unit = shape.nodes.map((_, i) => shape.nodes.map((__, j) => (i === j ? 1 : 0)));
  const scm = compileScm({ ...shape, covariance: unit });
  if (!scm.ok) return scm;
  if (graph.covariance && !places.includes(undefined)) {
    const { matrix } = graph.covariance;
    return ok(places.map((row = 0) => places.map((column = 0) => matrix[row][column])));
  }
  const confounded = withNoiseCovariances(scm.value, noise);
  if (!confounded.ok) return confounded;
  const { size, covariance } = confounded.value.scm;
  return ok(unit.map((_, i) => Array.from(covariance.subarray(i * size, (i + 1) * size))));
}
