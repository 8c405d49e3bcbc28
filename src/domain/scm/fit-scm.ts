import { ok, type Result } from '../result';
import type { DataMatrix } from '../discovery/data-matrix';
import { type FitMoments, fitMoments, type FitOptions } from './fit-data';
import { singleDoorSet } from './fit-single-door';
import { type Coefficient, regression } from './fit-regression';
import { type Drawn, marked, readingGraph, type ReadingGraph } from './reading/reading-graph';
import { scmFail, type ScmError } from './scm-error';

/** The weight of one arrow, estimated. */
export interface EdgeFit extends Omit<Coefficient, 'on'> {
  from: string;
  to: string;
  /** The other nodes held fixed in the regression. */
  adjustedFor: string[];
}

export interface NodeFit {
  id: string;
  mean: number;
  /** Mean of the noise term: what the node would be at, were its causes 0. Absent where an arrow into it is not identified. */
  intercept?: number;
  /** Of the noise term, in squared points; absent where not identified, and where a latent node is a cause. */
  noiseVariance?: number;
  /** Share of its variance that its causes explain, 0 to 1; 0 for a node without causes. Absent like the noise variance. */
  rSquared?: number;
}

export interface ScmFit {
  rows: number;
  /** λ, a share of each cause's own variance; 0: plain least squares. To be said beside every number where it is not 0. */
  ridge: number;
  edges: EdgeFit[];
  nodes: NodeFit[];
  /** For each ↔: what is left of the two once their causes are taken out goes together by this much (squared points). */
  noiseCovariances: { between: [string, string]; covariance: number }[];
  /** Arrows whose weight no regression on the seen nodes gives, and why. */
  notIdentified: { from: string; to: string; reason: string }[];
  /** What has to be said beside the numbers. */
  notes: readonly string[];
}

/**
 * Fits the weights of a graph to data: each node is regressed on its causes (Pearl, Causality, 2nd ed., §5.1). Where ↔ or a latent
 * node biases that, the set of the single-door criterion is held fixed instead; where there is none, the arrow gets no weight.
 *
 * Worked: a → b with a = (0, 1, 2), b = (1, 2, 4): weight 1.5, intercept 7/3 − 1.5 × 1 = 5/6, noise variance 1/6, R² 27/28.
 * Errors: nodes without a column, missing or constant columns, too few rows, causes that fix one another (with the way out), a
 * ridge that is negative or not finite, and what reading-graph.ts names (an undirected edge, a circle).
 */
export function fitScm(
  drawn: Drawn,
  data: DataMatrix,
  { ridge = 0, ...options }: FitOptions & { ridge?: number } = {},
): Result<ScmFit, ScmError> {
  if (!Number.isFinite(ridge) || ridge < 0) return scmFail('The ridge must be 0 or more.');
  const graph = readingGraph(drawn);
  if (!graph.ok) return graph;
  const latent = new Set(marked(graph.value, 'latent'));
  const seen = graph.value.ids.filter((_, at) => !latent.has(at));
  if (seen.length === 0)
    return scmFail('There is nothing to fit: the graph has no node that data could show.');
  const moments = fitMoments(data, seen, options);
  if (!moments.ok) return moments;

  const fit: ScmFit = {
    rows: data.rows,
    ridge,
    edges: [],
    nodes: [],
    noiseCovariances: [],
    notIdentified: [],
    notes: moments.value.notes,
  };
  for (const at of graph.value.order) {
    if (latent.has(at)) continue;
    const fitted = fitNode(graph.value, at, latent, moments.value, fit);
    if (!fitted.ok) return fitted;
  }
  for (const { kind, from, to } of drawn.edges) {
    if (kind !== 'bidirected') continue;
    const covariance = residualCovariance(moments.value, fit, from, to);
    if (covariance !== undefined) fit.noiseCovariances.push({ between: [from, to], covariance });
  }
  return ok(fit);
}

/** Fits all arrows into one node and adds what it finds to `fit`. */
function fitNode(
  graph: ReadingGraph,
  at: number,
  latent: ReadonlySet<number>,
  moments: FitMoments,
  fit: ScmFit,
): Result<true, ScmError> {
  const to = graph.ids[at];
  const causes = graph.parents[at].filter((parent) => !latent.has(parent));
  const mean = moments.means[moments.index.get(to) ?? -1];
  const unseenCause = causes.length < graph.parents[at].length;
  const own: EdgeFit[] = [];
  for (const parent of graph.parents[at].filter((one) => latent.has(one))) {
    fit.notIdentified.push({ from: graph.ids[parent], to, reason: `“${graph.ids[parent]}” is latent.` });
  }
  for (const parent of causes) {
    const from = graph.ids[parent];
    const hold = singleDoorSet(graph, parent, at, causes);
    if (hold === null) {
      const reason = `No set of seen nodes blocks every other path between “${from}” and “${to}”.`;
      fit.notIdentified.push({ from, to, reason });
      continue;
    }
    const adjustedFor = hold.map((other) => graph.ids[other]);
    const fitted = regression(moments, to, [from, ...adjustedFor], fit.ridge);
    if (!fitted.ok) return fitted;
    const { on: _on, ...numbers } = fitted.value.coefficients[0];
    own.push({ from, to, adjustedFor, ...numbers });
  }
  fit.edges.push(...own);
  const node: NodeFit = { id: to, mean };
  if (!unseenCause && own.length === causes.length) {
    const spread = (id: string, other: string): number => covarianceBetween(moments, id, other);
    node.intercept = own.reduce(
      (rest, { from, weight }) => rest - weight * moments.means[moments.index.get(from) ?? -1],
      mean,
    );
    let left = spread(to, to);
    for (const one of own) {
      left -= 2 * one.weight * spread(one.from, to);
      for (const other of own) left += one.weight * spread(one.from, other.from) * other.weight;
    }
    node.noiseVariance = (Math.max(0, left) * (moments.rows - 1)) / (moments.rows - own.length - 1);
    node.rSquared = Math.min(1, Math.max(0, 1 - left / spread(to, to)));
  }
  fit.nodes.push(node);
  return ok(true);
}

function covarianceBetween({ index, covariance }: FitMoments, one: string, other: string): number {
  return covariance[(index.get(one) ?? -1) * index.size + (index.get(other) ?? -1)];
}

/** cov(x − B x) of two nodes, where both have all their weights. */
function residualCovariance(
  moments: FitMoments,
  fit: ScmFit,
  one: string,
  other: string,
): number | undefined {
  const complete = (id: string): boolean =>
    fit.nodes.some((node) => node.id === id && node.noiseVariance !== undefined);
  if (!complete(one) || !complete(other)) return undefined;
  const terms = (id: string): [string, number][] => [
    [id, 1],
    ...fit.edges
      .filter((edge) => edge.to === id)
      .map(({ from, weight }): [string, number] => [from, -weight]),
  ];
  let sum = 0;
  for (const [a, share] of terms(one)) {
    for (const [b, otherShare] of terms(other)) sum += share * otherShare * covarianceBetween(moments, a, b);
  }
  return sum;
}
