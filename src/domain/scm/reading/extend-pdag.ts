import { ok, type Result } from '../../result';
import { checkEdges } from '../../graph/check-causal-graph';
import type { EdgeRef } from '../../graph/edge-key';
import { consistentDag } from '../../discovery/dag-class';
import { emptyPdag, isArrow, setArrow, setLine } from '../../discovery/pdag';
import { scmFail, type ScmError } from '../scm-error';
import { topologicalOrder } from '../topological-order';

/**
 * One member of an equivalence class: directions for the undirected edges that add no circle and no new v-structure (Dor & Tarsi
 * 1992, discovery/dag-class.ts), the edges in the order given. All members imply the same independencies; which one is returned
 * follows the order of the nodes.
 *
 * Worked: a — b — c gives an orientation such as c → b → a, and not a → b ← c.
 * Errors: no such graph exists, as for the square a — b — c — d — a; a circle; a bidirected edge.
 */
export function extendPdag(ids: readonly string[], edges: readonly EdgeRef[]): Result<EdgeRef[], ScmError> {
  const wrong = checkEdges(edges, new Set(ids));
  if (wrong) return wrong;
  const confounded = edges.find((edge) => edge.kind === 'bidirected');
  if (confounded) {
    return scmFail('A graph with ↔ is no class of graphs of arrows alone. Remove ↔ first.', [
      confounded.from,
      confounded.to,
    ]);
  }
  const ordered = topologicalOrder(
    ids,
    edges.filter((edge) => edge.kind === 'directed'),
  );
  if (!ordered.ok) return ordered;
  const index = new Map(ids.map((id, at) => [id, at]));
  const at = (id: string): number => index.get(id) ?? -1; // checkEdges has seen every id
  const pdag = emptyPdag(ids.length);
  for (const { kind, from, to } of edges) {
    if (kind === 'directed') setArrow(pdag, at(from), at(to));
    else setLine(pdag, at(from), at(to));
  }
  const dag = consistentDag(pdag);
  if (!dag) {
    return scmFail(
      'No directions for the undirected edges fit together without a new collider. Give one of them a direction, or remove one.',
      [...new Set(edges.flatMap((edge) => (edge.kind === 'undirected' ? [edge.from, edge.to] : [])))],
    );
  }
  return ok(
    edges.map(({ from, to }) =>
      isArrow(dag, at(from), at(to))
        ? { kind: 'directed', from, to }
        : { kind: 'directed', from: to, to: from },
    ),
  );
}
