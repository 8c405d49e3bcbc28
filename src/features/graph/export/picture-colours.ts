import { DARK_PALETTE, LIGHT_PALETTE, type SvgPalette } from '../../../domain/formats/graph/svg';
import type { CausalGraph } from '../../../domain/graph/causal-graph';
import type { ValueSystem } from '../../../domain/values/value-system';
import tokens from '../../../ui/styles/tokens.css?raw';
import { type ColourUse, valueToken } from '../../../ui/value-colour';
import { valueOfNode } from '../canvas/places';

/** Share of the value's colour in the fill of its node, as on the canvas. */
const LIGHT = 0.14;

/**
 * The tokens' colours in both themes, by name. A page can tell only those of the theme that it is in, and a picture may be wanted in the
 * other; so the style sheet itself is read.
 */
const BOTH = new Map(
  [...tokens.matchAll(/(--[\w-]+):\s*light-dark\((#[\da-f]{6}),\s*(#[\da-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name, { light, dark }] as const,
  ),
);

/** The colours of a graph's picture in one theme, whichever the page is in. */
export function pictureColours(
  graph: CausalGraph,
  system: ValueSystem | null,
  theme: 'light' | 'dark',
): SvgPalette {
  const plain = theme === 'dark' ? DARK_PALETTE : LIGHT_PALETTE;
  const token = (name: string, otherwise = plain.ink): string => BOTH.get(name)?.[theme] ?? otherwise;
  const paper = token('--card', plain.paper);
  const nodes = new Map(
    graph.nodes.flatMap((node) => {
      const value = valueOfNode(graph, system, node.valueId);
      if (!value) return [];
      const colour = (use: ColourUse): string => token(valueToken(value, use));
      const mark = colour('mark');
      return [[node.id, { mark, ink: colour('ink'), fill: mix(mark, paper) }] as const];
    }),
  );
  return { paper, ink: token('--ink'), soft: token('--ink-soft', plain.soft), nodes };
}

/** Worked: #000000 on #ffffff is #dbdbdb: 86 % of 255 is 219. */
function mix(colour: string, paper: string): string {
  const channels = [1, 3, 5].map((at) => {
    const [over, under] = [colour, paper].map((one) => Number.parseInt(one.slice(at, at + 2), 16));
    return Math.round(over * LIGHT + under * (1 - LIGHT));
  });
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
