import { ok } from '../result';
import { scmFail } from '../scm/scm-error';
import type { CausalGraph } from './causal-graph';
import { type Edited, nextRevision, noNode } from './edit-nodes';
import { cycleClosedBy, drawCycle } from './find-cycle';

type Arrow = { from: string; to: string };
const same = (one: Arrow) => (other: Arrow) => one.from === other.from && one.to === other.to;

/** A learning method may not draw this arrow, nor may a person by mistake. Errors: it is in the graph, or required. */
export function forbidArrow(graph: CausalGraph, { from, to }: Arrow): Edited {
  const arrow = { from, to };
  const missing = noNode(graph, from) ?? noNode(graph, to);
  if (missing) return missing;
  if (graph.edges.some((edge) => edge.kind === 'directed' && same(arrow)(edge))) {
    return scmFail(`“${from}” → “${to}” is in the graph. Remove it, then forbid it.`, [from, to]);
  }
  if (graph.knowledge.required.some(same(arrow))) {
    return scmFail(`“${from}” → “${to}” is required. Release it first.`, [from, to]);
  }
  if (graph.knowledge.forbidden.some(same(arrow))) return ok(graph);
  const { knowledge } = graph;
  return ok(nextRevision(graph, { knowledge: { ...knowledge, forbidden: [...knowledge.forbidden, arrow] } }));
}

/** A learning method must draw this arrow. Errors: to itself, forbidden, or in a circle with the other required arrows. */
export function requireArrow(graph: CausalGraph, { from, to }: Arrow): Edited {
  const arrow = { from, to };
  const missing = noNode(graph, from) ?? noNode(graph, to);
  if (missing) return missing;
  if (graph.knowledge.forbidden.some(same(arrow))) {
    return scmFail(`“${from}” → “${to}” is forbidden. Release it first.`, [from, to]);
  }
  if (graph.knowledge.required.some(same(arrow))) return ok(graph);
  const required = graph.knowledge.required.map((other) => ({ kind: 'directed' as const, ...other }));
  const cycle = cycleClosedBy(required, from, to);
  if (cycle) return scmFail(`The required arrows would run in a circle: ${drawCycle(cycle)}.`, cycle);
  const { knowledge } = graph;
  return ok(nextRevision(graph, { knowledge: { ...knowledge, required: [...knowledge.required, arrow] } }));
}

/** Takes back what was forbidden or required about an arrow. */
export function releaseArrow(graph: CausalGraph, arrow: Arrow): Edited {
  const keep = (other: Arrow): boolean => !same(arrow)(other);
  return ok(
    nextRevision(graph, {
      knowledge: {
        forbidden: graph.knowledge.forbidden.filter(keep),
        required: graph.knowledge.required.filter(keep),
      },
    }),
  );
}
