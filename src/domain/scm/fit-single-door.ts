import { closure } from './reading/ancestors';
import { withoutArrows } from './reading/causal-paths';
import { connectedTo } from './reading/d-separation';
import { minimalSeparators } from './reading/minimal-separators';
import { marked, type ReadingGraph } from './reading/reading-graph';

/**
 * What to hold fixed in the regression of y on its cause x so that x gets the weight of x → y (single-door criterion; Pearl,
 * Causality, 2nd ed., Theorem 5.3.1): the other causes of y where that is valid, since it wastes least; else a smallest valid set;
 * null where there is none. Positions. `causes` are the seen causes of y.
 *
 * Worked: z → x → y, z → y: {z}. x → y with x ↔ y: null.
 */
export function singleDoorSet(
  graph: ReadingGraph,
  x: number,
  y: number,
  causes: readonly number[],
): number[] | null {
  const structure = withoutArrows(graph, x, new Set([y]));
  const others = causes.filter((cause) => cause !== x);
  if (connectedTo(structure, [x], others)[y] === 0) return others;
  const allowed = closure(graph.children, [y]).map((is) => 1 - is);
  for (const at of marked(graph, 'latent')) allowed[at] = 0;
  return minimalSeparators({ structure, x, y, include: [], allowed }, 20).sets.at(0) ?? null;
}
