import { DARK_PALETTE, LIGHT_PALETTE, printSvg, type SvgPalette } from '../../../domain/formats/graph/svg';
import type { CausalGraph } from '../../../domain/graph/causal-graph';
import type { ValueSystem } from '../../../domain/values/value-system';
import { initials } from '../canvas/canvas-scene';
import { placesOf, valueOfNode } from '../canvas/places';

export type Palettes = Record<'light' | 'dark', SvgPalette>;

/** Colours without a value in them: where no page can be asked. */
export const PLAIN: Palettes = { light: LIGHT_PALETTE, dark: DARK_PALETTE };

/**
 * The picture as the canvas has it: the same places and codes. `both` takes the theme of whoever opens the file; `light` and `dark`
 * are always as they are now.
 */
export function graphPicture(
  graph: CausalGraph,
  system: ValueSystem | null,
  theme: 'light' | 'dark' | 'both',
  palettes: Palettes = PLAIN,
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
    palette: theme === 'dark' ? palettes.dark : palettes.light,
    ...(theme === 'both' && { dark: palettes.dark }),
  });
}
