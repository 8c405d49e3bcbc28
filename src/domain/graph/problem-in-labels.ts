import type { ScmError } from '../scm/scm-error';
import type { CausalGraph } from './causal-graph';

/**
 * The same error with the nodes it is about named as on the screen, by their labels; `values` stay ids, to point with.
 *
 * Worked: with the node a labelled Age, “a” can't have an edge to itself → “Age” can't have an edge to itself.
 */
export function problemInLabels({ nodes }: Pick<CausalGraph, 'nodes'>, problem: ScmError): ScmError {
  const about = new Set(problem.values);
  const labels = new Map(nodes.filter(({ id }) => about.has(id)).map(({ id, label }) => [id, label]));
  // Messages put every id between these quotation marks, so no other word can be mistaken for one.
  const message = problem.message.replace(/“([^”]*)”/g, (quoted, id: string) => {
    const label = labels.get(id);
    return label === undefined ? quoted : `“${label}”`;
  });
  return { ...problem, message };
}
