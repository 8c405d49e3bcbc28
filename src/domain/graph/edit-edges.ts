import { ok, type Result } from '../result';
import { scmFail, type ScmError } from '../scm/scm-error';
import type { CausalEdge, CausalGraph, EdgeKind, EdgeStatus } from './causal-graph';
import { drawEdge, edgeKey, type EdgeRef } from './edge-key';
import { type Edited, nextRevision, noNode } from './edit-nodes';
import { cycleClosedBy, drawCycle } from './find-cycle';
import { noteSchema } from './graph-text-schema';
import { MAX_EDGES, MAX_NOTE_LENGTH } from './limits';

export type NewEdge = EdgeRef & Partial<Omit<CausalEdge, 'kind' | 'from' | 'to'>>;

/**
 * Whether an edge could be drawn, without drawing it: for the canvas while a line is being pulled. The error of a circle carries
 * the circle in `values`, in arrow order, so that it can be flashed.
 *
 * Worked: with a → b → c, the arrow c → a is refused with the values [c, a, b].
 * Errors: unknown node, an edge to itself, an edge that is there, another edge than ↔ between the two, a forbidden arrow, a circle.
 */
export function canAddEdge(graph: CausalGraph, edge: EdgeRef): Result<true, ScmError> {
  const { kind, from, to } = edge;
  const missing = noNode(graph, from) ?? noNode(graph, to);
  if (missing) return missing;
  if (from === to) return scmFail(`“${from}” can't have an edge to itself.`, [from]);
  const between = graph.edges.filter(
    (other) => (other.from === from && other.to === to) || (other.from === to && other.to === from),
  );
  if (between.some((other) => edgeKey(other) === edgeKey(edge))) {
    return scmFail(`The edge ${drawEdge(edge)} is already there.`, [from, to]);
  }
  const other = kind === 'bidirected' ? undefined : between.find((one) => one.kind !== 'bidirected');
  if (other) {
    const way = other.kind === 'directed' ? 'Reverse it instead' : 'Give it a direction instead';
    return scmFail(`${drawEdge(other)} is already there. ${way}.`, [from, to]);
  }
  return kind === 'directed' ? allowedArrow(graph, graph.edges, from, to) : ok(true);
}

/** New edges are the person's own unless said otherwise. Errors: see canAddEdge; 10,000 edges; a number that is not finite. */
export function addEdge(graph: CausalGraph, edge: NewEdge): Edited {
  if (graph.edges.length >= MAX_EDGES) {
    return scmFail(`A graph holds at most ${MAX_EDGES} edges. Remove one first.`);
  }
  const allowed = canAddEdge(graph, edge);
  if (!allowed.ok) return allowed;
  if (edge.weight !== undefined && !Number.isFinite(edge.weight)) return notAWeight(edge, edge.weight);
  return ok(nextRevision(graph, { edges: [...graph.edges, { status: 'own', ...edge }] }));
}

export function removeEdge(graph: CausalGraph, edge: EdgeRef): Edited {
  return replaceEdge(graph, edge, () => []);
}

/** Turns an arrow round. The weight, its interval and the frequency were the other direction's and go. */
export function reverseEdge(graph: CausalGraph, edge: EdgeRef): Edited {
  if (edge.kind !== 'directed') {
    return scmFail(`${drawEdge(edge)} has no direction to reverse.`, [edge.from, edge.to]);
  }
  return pointArrow(graph, edge, edge.to, edge.from);
}

/** Decides the direction of an undirected (or bidirected) edge. Its weight goes: that of an association is no effect. */
export function orientEdge(graph: CausalGraph, edge: EdgeRef, from: string): Edited {
  const to = edge.from === from ? edge.to : edge.from;
  if (from !== edge.from && from !== edge.to) {
    return scmFail(`“${from}” is not an end of ${drawEdge(edge)}.`, [from]);
  }
  return pointArrow(graph, edge, from, to);
}

/** Makes an arrow undirected or bidirected, for instance because a person rejects its direction but not that the two go together. */
export function unorientEdge(graph: CausalGraph, edge: EdgeRef, kind: Exclude<EdgeKind, 'directed'>): Edited {
  const others = graph.edges.filter((other) => edgeKey(other) !== edgeKey(edge));
  const wanted = { ...edge, kind };
  const allowed = canAddEdge({ ...graph, edges: others }, wanted);
  if (!allowed.ok) return allowed;
  return replaceEdge(graph, edge, (old) => [{ ...withoutNumbers(old), kind, status: 'own' }]);
}

/** Undefined takes the weight away. The number is then the person's own, and its interval goes. Errors: not finite. */
export function setWeight(graph: CausalGraph, edge: EdgeRef, weight: number | undefined): Edited {
  if (weight !== undefined && !Number.isFinite(weight)) return notAWeight(edge, weight);
  return replaceEdge(graph, edge, (old) => {
    const { weight: _weight, interval: _interval, ...rest } = old;
    const own = { ...rest, status: 'own' as const };
    return [weight === undefined ? own : { ...own, weight: weight + 0 }];
  });
}

export function setStatus(graph: CausalGraph, edge: EdgeRef, status: EdgeStatus): Edited {
  return replaceEdge(graph, edge, (old) => [{ ...old, status }]);
}

/** An empty note removes it. Errors: too long, control characters. */
export function setNote(graph: CausalGraph, edge: EdgeRef, note: string): Edited {
  if (!noteSchema.safeParse(note).success) {
    return scmFail(`A note has at most ${MAX_NOTE_LENGTH} characters and no control characters.`, [
      edge.from,
      edge.to,
    ]);
  }
  return replaceEdge(graph, edge, (old) => {
    const { note: _old, ...rest } = old;
    return [note === '' ? rest : { ...rest, note }];
  });
}

function pointArrow(graph: CausalGraph, edge: EdgeRef, from: string, to: string): Edited {
  const others = graph.edges.filter((other) => edgeKey(other) !== edgeKey(edge));
  const allowed = canAddEdge({ ...graph, edges: others }, { kind: 'directed', from, to });
  if (!allowed.ok) return allowed;
  return replaceEdge(graph, edge, (old) => [
    { ...withoutNumbers(old), kind: 'directed', from, to, status: 'own' },
  ]);
}

function withoutNumbers({ kind, from, to, status, note }: CausalEdge): CausalEdge {
  return { kind, from, to, status, ...(note === undefined ? {} : { note }) };
}

function replaceEdge(graph: CausalGraph, edge: EdgeRef, by: (old: CausalEdge) => CausalEdge[]): Edited {
  const key = edgeKey(edge);
  const at = graph.edges.findIndex((other) => edgeKey(other) === key);
  if (at === -1) return scmFail(`The graph has no edge ${drawEdge(edge)}.`, [edge.from, edge.to]);
  return ok(nextRevision(graph, { edges: graph.edges.toSpliced(at, 1, ...by(graph.edges[at])) }));
}

/** Whether an arrow may stand beside `edges`: not forbidden, and closing no circle. */
export function allowedArrow(
  graph: CausalGraph,
  edges: readonly EdgeRef[],
  from: string,
  to: string,
): Result<true, ScmError> {
  if (graph.knowledge.forbidden.some((arrow) => arrow.from === from && arrow.to === to)) {
    return scmFail(`The arrow “${from}” → “${to}” is forbidden. Allow it first.`, [from, to]);
  }
  const cycle = cycleClosedBy(edges, from, to);
  return cycle
    ? scmFail(`The arrow would close a circle: ${drawCycle(cycle)}. Remove or reverse one of these.`, cycle)
    : ok(true);
}

function notAWeight(edge: EdgeRef, weight: number): { ok: false; error: ScmError } {
  return scmFail(`The weight of ${drawEdge(edge)} must be a number, not ${weight}.`, [edge.from, edge.to]);
}
