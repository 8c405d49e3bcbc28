import type { CausalGraph } from '../../domain/graph/causal-graph';
import { type Edited, nextRevision, relabelNode, renameNode } from '../../domain/graph/edit-nodes';
import { ok } from '../../domain/result';
import type { Value, ValueSystem } from '../../domain/values/value-system';

/** The value that a person means by a name or a code, in any case, if the graph is one of this value system. */
export function valueNamed(graph: CausalGraph, system: ValueSystem | null, name: string): Value | undefined {
  if (!system || graph.valueSystemId !== system.id) return undefined;
  const wanted = name.trim().toLowerCase();
  return system.values.find((value) =>
    [value.name, value.id, value.code].some((known) => known.toLowerCase() === wanted),
  );
}

/**
 * Gives a node the name that a person typed. The name of a value links the node to that value, unless another node is; any
 * other name of a node that is linked to a value changes its label alone. As one edit.
 *
 * Worked: a node “Node 1” named “security” becomes the node `security` with the label “Security”, linked to that value.
 */
export function nameNode(graph: CausalGraph, id: string, typed: string, system: ValueSystem | null): Edited {
  const name = typed.trim();
  const node = graph.nodes.find((one) => one.id === id);
  const value = valueNamed(graph, system, name);
  const taken = graph.nodes.some((one) => one.id !== id && one.valueId === value?.id);
  if (node && value && !taken && node.valueId === undefined) {
    const renamed = renameNode(graph, id, value.id);
    if (!renamed.ok) return renamed;
    const nodes = renamed.value.nodes.map((one) =>
      one.id === value.id ? { ...one, label: value.name, valueId: value.id } : one,
    );
    return ok(nextRevision(graph, { ...renamed.value, nodes }));
  }
  if (!node || node.valueId !== undefined) return relabelNode(graph, id, name);
  const renamed = renameNode(graph, id, name);
  if (!renamed.ok) return renamed;
  const labelled = relabelNode(renamed.value, name, name);
  return labelled.ok ? ok({ ...labelled.value, revision: graph.revision + 1 }) : labelled;
}

/** The id that a node has after `nameNode`. */
export function idAfterNaming(before: CausalGraph, after: CausalGraph, id: string): string {
  const at = before.nodes.findIndex((node) => node.id === id);
  return after.nodes[at]?.id ?? id;
}

/** “Node 1”, “Node 2”, …: the first that is free. */
export function freeName(graph: CausalGraph): string {
  const taken = new Set(graph.nodes.map(({ id }) => id));
  let number = graph.nodes.length + 1;
  while (taken.has(`Node ${number}`)) number++;
  return `Node ${number}`;
}
