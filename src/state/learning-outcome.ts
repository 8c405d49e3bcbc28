import type { DataMatrix } from '../domain/discovery/data-matrix';
import { learnedEdges } from '../domain/discovery/learned-edges';
import {
  type Decision,
  firstDecisions,
  leanDecisions,
  resolveEdges,
} from '../domain/discovery/resolve-edges';
import type { TakeOver } from '../domain/discovery/take-over';
import type { CausalEdge, CausalGraph, Provenance } from '../domain/graph/causal-graph';
import { GRAPH_NAME_MAX } from '../domain/graph/saved-graph';
import type { Learned } from '../workers/discovery-protocol';
import type { LearningSource } from './learning-source';

/** A learned graph with what it was learned from, and what the person has decided about its edges so far. */
export interface Outcome {
  readonly learned: Learned;
  readonly edges: readonly CausalEdge[];
  readonly decisions: readonly Decision[];
  /** Places of the edges whose direction was chosen as more resamples did. */
  readonly leant: readonly number[];
  readonly columns: readonly string[];
  readonly name: string;
  readonly provenance: Provenance;
  /** Whether a common level was to be put back where scores are centred; a fit to the same data does alike. */
  readonly restoreLevel: boolean;
  /** The numbers it was learned from, in priority points. */
  readonly data: DataMatrix;
}

/** What was learned, before anybody has decided anything. `method` says in words how. */
export function outcomeOf(
  learned: Learned,
  data: DataMatrix,
  { name, source, licence, limits }: LearningSource,
  { method, restoreLevel }: { method: string; restoreLevel: boolean },
): Outcome {
  const edges = learnedEdges(learned.graph, learned.frequencies ?? undefined);
  return {
    learned,
    edges,
    decisions: firstDecisions(edges),
    leant: [],
    columns: data.columns,
    restoreLevel,
    data,
    name: `Learned from ${name}`.slice(0, GRAPH_NAME_MAX).trim(),
    provenance: { source, licence, n: data.rows, method, limits },
  };
}

/** With what a person decided about the edge at a place. */
export function decided(outcome: Outcome, at: number, decision: Decision): Outcome {
  return {
    ...outcome,
    decisions: outcome.decisions.with(at, decision),
    leant: outcome.leant.filter((place) => place !== at),
  };
}

/** With every open edge oriented as more resamples did. */
export function leaning(outcome: Outcome, knowledge: CausalGraph['knowledge']): Outcome {
  const decisions = leanDecisions(outcome.edges, outcome.decisions, knowledge);
  const turned = decisions.flatMap((decision, at) => (decision === outcome.decisions[at] ? [] : [at]));
  return { ...outcome, decisions, leant: [...outcome.leant, ...turned] };
}

/** What a person takes over: the edges as decided, with what they were learned from. */
export function decidedGraph(outcome: Outcome): Omit<TakeOver, 'id' | 'system'> {
  const { edges, decisions, leant, name, columns, provenance } = outcome;
  return { name, columns, edges: resolveEdges(edges, decisions, leant), provenance };
}
