import type { CausalEdge, CausalGraph, CausalNode, Provenance } from '../graph/causal-graph';
import { checkCausalGraph } from '../graph/check-causal-graph';
import { type Edited, nextRevision } from '../graph/edit-nodes';
import { edgeKey } from '../graph/edge-key';
import { ok, type Result } from '../result';
import { applyFit } from '../scm/fit-apply';
import type { FitOptions } from '../scm/fit-data';
import { fitScm, type ScmFit } from '../scm/fit-scm';
import { scmFail, type ScmError } from '../scm/scm-error';
import type { ValueSystem } from '../values/value-system';
import type { DataMatrix } from './data-matrix';

export interface TakeOver {
  /** Another one than any graph has: what was learned is no later state of the graph that it replaces on the table. */
  readonly id: string;
  /** What the graph is called from then on. */
  readonly name: string;
  /** The columns that were learned from: the nodes of the graph. */
  readonly columns: readonly string[];
  readonly edges: readonly CausalEdge[];
  readonly provenance: Provenance;
  readonly system: ValueSystem | null;
}

/**
 * The graph on the table with a learned one in its place: one edit, so one step of undo. Nodes that are columns keep their
 * label, place and marks; other nodes go, since nothing was learned about them; numbers and Σ go, since they were of other data.
 * Where every column is a value of the system the graph belongs to it.
 * Errors: a circle among the decided directions (the circle in arrow order); an arrow that the knowledge forbids.
 */
export function takeOver(
  graph: CausalGraph,
  { id, name, columns, edges, provenance, system }: TakeOver,
): Edited {
  const kept = new Map(graph.nodes.map((node) => [node.id, node]));
  const values = new Map(system?.values.map((value) => [value.id, value]));
  const nodes = columns.map((column): CausalNode => {
    const old = kept.get(column);
    const value = values.get(old?.valueId ?? column);
    const link = value ? { valueId: value.id } : {};
    if (!old) return { id: column, label: value?.name ?? column, marks: [], ...link };
    const { mean: _mean, noiseVariance: _noise, ...rest } = old;
    return { ...rest, ...link };
  });
  const ids = new Set(columns);
  const stays = ({ from, to }: { from: string; to: string }): boolean => ids.has(from) && ids.has(to);
  const knowledge = {
    forbidden: graph.knowledge.forbidden.filter(stays),
    required: graph.knowledge.required.filter(stays),
  };
  const against = edges.find(
    ({ kind, from, to }) =>
      kind === 'directed' && knowledge.forbidden.some((arrow) => arrow.from === from && arrow.to === to),
  );
  if (against) {
    const { from, to } = against;
    return scmFail(`The arrow “${from}” → “${to}” is forbidden. Turn it, leave it open, or allow it.`, [
      from,
      to,
    ]);
  }
  const { covariance: _old, valueSystemId: _system, ...rest } = graph;
  const valueSystemId =
    system && nodes.every((node) => node.valueId !== undefined) ? system.id : graph.valueSystemId;
  const taken = nextRevision(
    { ...rest, id, ...(valueSystemId === undefined ? {} : { valueSystemId }) },
    { name, nodes, edges: [...edges], knowledge, provenance },
  );
  const checked = checkCausalGraph(taken);
  return checked.ok ? ok(taken) : checked;
}

/**
 * Weights, means and noise of a graph from data, by fitScm and applyFit; edges keep their bootstrap frequencies and notes,
 * which are of the structure and of the same data, and a direction that a person decided stays `own`.
 * `restoreLevel`: what was chosen for centred scores when the graph was learned (fit-data.ts).
 * Errors: what fit-scm.ts names, such as an edge without a direction.
 */
export function fitWeights(
  graph: CausalGraph,
  data: DataMatrix,
  options: FitOptions,
): Result<{ graph: CausalGraph; fit: ScmFit }, ScmError> {
  const open = graph.edges.filter(({ kind }) => kind === 'undirected');
  if (open.length > 0) {
    const [{ from, to }] = open;
    return scmFail(
      `${open.length === 1 ? 'An edge has' : `${open.length} edges have`} no direction yet, the first “${from}” — “${to}”. Orient or reject ${open.length === 1 ? 'it' : 'them'}, then fit.`,
      [from, to],
    );
  }
  const fit = fitScm(graph, data, options);
  if (!fit.ok) return fit;
  const before = new Map(graph.edges.map((edge) => [edgeKey(edge), edge]));
  const fitted = applyFit(graph, fit.value);
  const edges = fitted.edges.map((edge) => {
    const { frequency, status } = before.get(edgeKey(edge)) ?? edge;
    return { ...edge, ...(frequency ? { frequency } : {}), ...(status === 'own' ? { status } : {}) };
  });
  return ok({ graph: { ...fitted, edges }, fit: fit.value });
}
