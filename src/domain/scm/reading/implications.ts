import { ok, type Result } from '../../result';
import { pairKey } from '../../graph/edge-key';
import type { ScmError } from '../scm-error';
import { nearestSeparator } from './minimal-separators';
import { marked, namesOf, type ReadingGraph } from './reading-graph';
import { tooLargeToList } from './reading-limits';

/** The graph says: x and y are independent among people who are alike in `given`. */
export interface Implication {
  x: string;
  y: string;
  given: string[];
}

/**
 * What the graph says about data that data could contradict (Pearl, Causality, 2nd ed., §1.4.2; "testable implications" in
 * DAGitty): for every two nodes without an edge, one minimal set that separates them, of the two nearest to either end the
 * smaller one. Nodes marked `latent` occur in none, those marked `selected` are in every set; pairs that no set of seen nodes
 * separates are left out. For a graph of arrows alone without latent nodes these independencies imply all others in Gaussian data.
 *
 * Worked: a → b → c, d alone: (a, c given b), (a, d), (b, d), (c, d).
 * Errors: more than 120 nodes.
 */
export function testableImplications(graph: ReadingGraph): Result<Implication[], ScmError> {
  const large = tooLargeToList(graph, 'Implications');
  if (large) return large;
  const adjacent = new Set<string>();
  graph.ids.forEach((id, at) => {
    for (const other of [...graph.parents[at], ...graph.spouses[at]]) {
      adjacent.add(pairKey(id, graph.ids[other]));
    }
  });
  const latent = new Set(marked(graph, 'latent'));
  const selected = marked(graph, 'selected');
  const allowed = Uint8Array.from(graph.ids, (_, at) => (latent.has(at) ? 0 : 1));
  const implications: Implication[] = [];
  for (let x = 0; x < graph.ids.length; x++) {
    for (let y = x + 1; y < graph.ids.length; y++) {
      if (latent.has(x) || latent.has(y) || selected.includes(x) || selected.includes(y)) continue;
      if (adjacent.has(pairKey(graph.ids[x], graph.ids[y]))) continue;
      const question = { structure: graph, include: selected, allowed };
      const nearX = nearestSeparator({ ...question, x, y });
      const nearY = nearestSeparator({ ...question, x: y, y: x });
      if (nearX === null || nearY === null) continue;
      const given = namesOf(graph, nearY.length < nearX.length ? nearY : nearX);
      implications.push({ x: graph.ids[x], y: graph.ids[y], given });
    }
  }
  return ok(implications);
}
