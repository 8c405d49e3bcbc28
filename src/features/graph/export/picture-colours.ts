import type { CausalGraph } from '../../../domain/graph/causal-graph';
import type { SvgPalette } from '../../../domain/formats/graph/svg';
import type { ValueSystem } from '../../../domain/values/value-system';
import { valueColour } from '../../../ui/value-colour';
import { valueOfNode } from '../canvas/places';

/** Share of the value's colour in the fill of its node, as on the canvas. */
const LIGHT = 0.14;

/** The tokens as they are in one theme, whichever the page is in, for a file that has no tokens. */
export function pictureColours(
  element: HTMLElement,
  graph: CausalGraph,
  system: ValueSystem | null,
  theme: 'light' | 'dark',
): SvgPalette {
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.colorScheme = theme;
  element.append(probe);
  const computed = (colour: string): Channels => {
    probe.style.color = colour;
    return channelsOf(getComputedStyle(probe).color);
  };
  const paper = computed('var(--card)');
  const nodes = new Map(
    graph.nodes.flatMap((node) => {
      const value = valueOfNode(graph, system, node.valueId);
      if (!value) return [];
      const mark = computed(valueColour(value));
      const ink = hex(computed(valueColour(value, 'ink')));
      return [[node.id, { mark: hex(mark), ink, fill: hex(mix(mark, paper)) }] as const];
    }),
  );
  const palette = {
    paper: hex(paper),
    ink: hex(computed('var(--ink)')),
    soft: hex(computed('var(--ink-soft)')),
    nodes,
  };
  probe.remove();
  return palette;
}

type Channels = readonly [number, number, number];

/** Of a computed colour: `rgb(22, 23, 27)` gives (22, 23, 27). */
function channelsOf(colour: string): Channels {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}

function mix(colour: Channels, paper: Channels): Channels {
  const at = (channel: 0 | 1 | 2): number => colour[channel] * LIGHT + paper[channel] * (1 - LIGHT);
  return [at(0), at(1), at(2)];
}

/** Every program that reads SVG knows this form. */
function hex(channels: Channels): string {
  return `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}
