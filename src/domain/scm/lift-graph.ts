import { ok, type Result } from '../result';
import type { ValueId, ValueSystem } from '../values/value-system';
import { checkGraph } from './check-graph';
import { type ParentChoices, parentValues } from './parent-values';
import { NEUTRAL_PRIORITY } from './priority-points';
import { scmFail, type ScmError, unknownValue } from './scm-error';
import type { GraphEdge, GraphNode, ValueGraph } from './value-graph';

/**
 * A graph for a finer value system in which the mean of a parent's children behaves exactly as the parent does in the coarse
 * graph, so that twenty values have a graph without inventing data. With k_P children of P:
 *
 *     arrow P → Q of weight w    becomes  p → q of weight w / k_P  for all children p of P and q of Q
 *     mean μ_P                   becomes  μ_P for every child
 *     noise variance ω_P         becomes  k_P ω_P for every child
 *     Σ                          becomes  Σ_PQ between children of P and Q, Σ_PP + (k_P − 1) ω_P on the diagonal,
 *                                         Σ_PP − ω_P between siblings
 *
 * Why this keeps the parent: the mean of the q is w · (mean of the p) plus the mean of k_Q independent noises, whose variance
 * is k_Q ω_Q / k_Q = ω_Q. The sibling split is the even one: siblings have equal weights, equal means and independent noise,
 * so they are tied by their shared causes only, and setting one sibling moves no other. A value without a parent has no
 * arrows, the middle of the scale as its mean and the average variance of the coarse values.
 *
 * Worked: Security (noise 0.4) → Conformity 0.6; Security has two children, Conformity two: four arrows of 0.3, noise 0.8 for
 * either child of Security. Both children of Security + 1 raise either child of Conformity by 0.3 + 0.3 = 0.6.
 * Errors: a bad coarse graph, a value of it without children, a parent that the graph has not, a choice for an unknown value.
 */
export function liftGraph(
  coarse: ValueGraph,
  fine: ValueSystem,
  choices: ParentChoices = {},
): Result<ValueGraph, ScmError> {
  const checked = checkGraph(coarse);
  if (!checked.ok) return checked;
  const resolved = parentValues(fine, choices);
  if (!resolved.ok) return resolved;
  const parents = resolved.value;

  const children = new Map<ValueId, ValueId[]>(coarse.nodes.map((node) => [node.valueId, []]));
  for (const [child, parent] of parents) {
    if (parent === null) continue;
    const siblings = children.get(parent);
    if (siblings === undefined) return unknownValue(coarse.name, parent);
    siblings.push(child);
  }
  for (const [parent, siblings] of children) {
    if (siblings.length === 0) {
      return scmFail(`No value of “${fine.name}” belongs to “${parent}”, so its arrows have nowhere to go.`, [
        parent,
      ]);
    }
  }

  const nodes = new Map(coarse.nodes.map((node) => [node.valueId, node]));
  const ownVariance =
    coarse.nodes.reduce((sum, _, at) => sum + coarse.covariance[at][at], 0) / coarse.nodes.length;
  const orphan: GraphNode = { valueId: '', mean: NEUTRAL_PRIORITY, noiseVariance: ownVariance };
  const liftNode = (valueId: ValueId, parent: ValueId | null): GraphNode => {
    const node = parent === null ? undefined : nodes.get(parent);
    if (node === undefined) return { ...orphan, valueId };
    return {
      valueId,
      mean: node.mean,
      noiseVariance: node.noiseVariance * (children.get(node.valueId)?.length ?? 1),
    };
  };

  return ok({
    ...coarse,
    id: `${coarse.id}-on-${fine.id}`,
    name: `${coarse.name}, on ${fine.name}`,
    valueSystemId: fine.id,
    nodes: fine.values.map(({ id }) => liftNode(id, parents.get(id) ?? null)),
    edges: coarse.edges.flatMap((edge) => liftEdge(edge, children)),
    covariance: liftCovariance(coarse, fine, parents, children, ownVariance),
    provenance: {
      ...coarse.provenance,
      method: `${coarse.provenance.method} Carried over to ${fine.name}: ${describeParents(fine, parents)}`,
      limits:
        `${coarse.provenance.limits} Nothing was measured on the level of ${fine.name}: all values with the same parent have ` +
        'the same mean and the same arrows, and have nothing in common beyond the causes that they share. Values without a ' +
        'parent stand alone at the middle of the scale.',
    },
  });
}

type Children = ReadonlyMap<ValueId, readonly ValueId[]>;

function liftEdge(edge: GraphEdge, children: Children): GraphEdge[] {
  const causes = children.get(edge.from) ?? [];
  const effects = children.get(edge.to) ?? [];
  const share = 1 / causes.length;
  return causes.flatMap((from) =>
    effects.map((to) => ({
      ...edge,
      from,
      to,
      weight: edge.weight * share,
      ...(edge.interval && {
        interval: [edge.interval[0] * share, edge.interval[1] * share] satisfies [number, number],
      }),
    })),
  );
}

function liftCovariance(
  coarse: ValueGraph,
  fine: ValueSystem,
  parents: ReadonlyMap<ValueId, ValueId | null>,
  children: Children,
  ownVariance: number,
): number[][] {
  const position = new Map(coarse.nodes.map((node, at) => [node.valueId, at]));
  const parentAt = fine.values.map(({ id }) => position.get(parents.get(id) ?? ''));
  return fine.values.map((_, i) =>
    fine.values.map((__, j) => {
      const p = parentAt[i];
      const q = parentAt[j];
      if (p === undefined || q === undefined) return i === j ? ownVariance : 0;
      if (p !== q) return coarse.covariance[p][q];
      const { noiseVariance, valueId } = coarse.nodes[p];
      const siblings = children.get(valueId)?.length ?? 1;
      return coarse.covariance[p][p] + (i === j ? siblings - 1 : -1) * noiseVariance;
    }),
  );
}

function describeParents(fine: ValueSystem, parents: ReadonlyMap<ValueId, ValueId | null>): string {
  const list = fine.values.map(({ id }) => `${id} → ${parents.get(id) ?? 'none'}`).join(', ');
  return `each value takes the place of its parent (${list}); weights are shared evenly among the values of one parent, and the noise is such that their mean varies as the parent does.`;
}
