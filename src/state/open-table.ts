import type { CausalGraph } from '../domain/graph/causal-graph';
import { fromValueGraph } from '../domain/graph/convert-value-graph';
import type { ValueGraph } from '../domain/scm/value-graph';
import type { ValueSystem } from '../domain/values/value-system';
import { GraphState } from './graph-state.svelte';

/** A table for the graph that Steer uses: the one that a person chose, as it was saved, else the shipped one under the values' names. */
export function openTable(graph: ValueGraph, system: ValueSystem, chosen: CausalGraph | null): GraphState {
  const names = Object.fromEntries(system.values.map(({ id, name }) => [id, name]));
  return new GraphState(chosen ?? fromValueGraph(graph, names));
}
