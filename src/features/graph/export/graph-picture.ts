import { printSvg } from '../../../domain/formats/graph/svg';
import type { CausalGraph } from '../../../domain/graph/causal-graph';
import type { ValueSystem } from '../../../domain/values/value-system';
import { initials } from '../canvas/canvas-scene';
import { placesOf, valueOfNode } from '../canvas/places';
import { pictureColours } from './picture-colours';

/**
 * The picture as the canvas has it: the same places, codes and colours. `both` takes the theme of whoever opens the file; `light` and
 * `dark` are always so.
 */
export function graphPicture(
  graph: CausalGraph,
  system: ValueSystem | null,
  theme: 'light' | 'dark' | 'both',
): string {
  const codes = new Map(
    graph.nodes.map((node) => [
      node.id,
      valueOfNode(graph, system, node.valueId)?.code ?? initials(node.label),
    ]),
  );
  return printSvg(graph, {
    codeOf: (id) => codes.get(id) ?? '',
    places: placesOf(graph, system),
    palette: pictureColours(graph, system, theme === 'dark' ? 'dark' : 'light'),
    ...(theme === 'both' && { dark: pictureColours(graph, system, 'dark') }),
  });
}
