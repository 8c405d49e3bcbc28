import type { CausalGraph } from '../../graph/causal-graph';
import { type SvgEdge, svgEdges, tenths } from './svg-edges';
import { NODE_RADIUS, svgLayout, type SvgNode, type SvgPoint } from './svg-layout';
import { edgeWords, legendWords, sourceWords, svgText, wrapWords } from './svg-words';

/** Colours of a picture, as SVG writes them. A node that is not in `nodes` is drawn in ink. */
export interface SvgPalette {
  paper: string;
  ink: string;
  soft: string;
  nodes: ReadonlyMap<string, { mark: string; ink: string; fill: string }>;
}

/** The neutral colours of the product's two themes; a reader of the file may have neither the page nor its tokens. */
export const LIGHT_PALETTE: SvgPalette = {
  paper: '#ffffff',
  ink: '#16171b',
  soft: '#5b5e67',
  nodes: new Map(),
};
export const DARK_PALETTE: SvgPalette = {
  paper: '#191c22',
  ink: '#eceae4',
  soft: '#a2a5ae',
  nodes: new Map(),
};

export interface SvgOptions {
  /** The two letters in a node, by node id. */
  codeOf: (id: string) => string;
  /** Where nodes stand, by node id, in pixels; else their own position, else a circle. */
  places?: ReadonlyMap<string, SvgPoint>;
  palette?: SvgPalette;
  /** Colours for a reader whose system is dark. Without them the picture always looks as in `palette`. */
  dark?: SvgPalette;
}

const MARGIN = 28;
const HEADER = 48;
const LINE = 17;
const LETTER = 6.1;
const WIDTH_AT_LEAST = 560;
const FONT = "'Atkinson Hyperlegible Next', system-ui, sans-serif";
const PROVENANCE_LINES = 6;

/**
 * A graph as an SVG file: its name, nodes as circles with code and name, edges dashed where negative and with their weight, what the lines
 * mean and where the graph comes from. Text stays text. Every edge and node has a title, so that it can be read without seeing.
 * Names and sources are escaped: the file holds no element and no attribute that is not written here.
 */
export function printSvg(graph: CausalGraph, options: SvgOptions): string {
  const { palette = LIGHT_PALETTE, dark } = options;
  const { nodes, box } = svgLayout(graph, options.places ?? new Map());
  const edges = svgEdges(graph.edges, nodes);
  const width = Math.max(WIDTH_AT_LEAST, box.right - box.left + 2 * MARGIN);
  const shift = { x: (width - (box.left + box.right)) / 2, y: HEADER + MARGIN - box.top };
  const words = footer(graph, Math.floor((width - 2 * MARGIN) / LETTER));
  const below = shift.y + box.bottom + MARGIN;
  const height = below + words.length * LINE + MARGIN;
  const labels = new Map(graph.nodes.map((node) => [node.id, node.label]));
  const nameOf = (id: string): string => labels.get(id) ?? id;
  const size = `width="${tenths(width)}" height="${tenths(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${tenths(width)} ${tenths(height)}" role="img" font-family="${svgText(FONT)}">`,
    `<title>${svgText(graph.name)}</title>`,
    `<desc>${svgText(description(graph))}</desc>`,
    ...(dark ? [`<style>${darkRules(nodes, dark)}</style>`] : []),
    `<rect class="paper" ${size} fill="${svgText(palette.paper)}"/>`,
    `<text class="ink" x="${MARGIN}" y="${MARGIN + 12}" font-size="19" font-weight="700" fill="${svgText(palette.ink)}">${svgText(titleLine(graph.name, width))}</text>`,
    `<g transform="translate(${tenths(shift.x)} ${tenths(shift.y)})">`,
    ...edges.map((edge) => drawEdge(edge, palette, nameOf)),
    ...edges.filter(({ label }) => label.text !== '').map((edge) => drawWeight(edge, palette)),
    ...nodes.map((node, at) => drawNode(node, at, palette, options.codeOf(node.id), nameOf(node.id))),
    '</g>',
    ...words.map(
      (line, at) =>
        `<text class="soft" x="${MARGIN}" y="${tenths(below + at * LINE + 12)}" font-size="12" fill="${svgText(palette.soft)}">${svgText(line)}</text>`,
    ),
    '</svg>',
    '',
  ].join('\n');
}

function titleLine(name: string, width: number): string {
  return wrapWords(name, Math.floor((width - 2 * MARGIN) / 10.5), 1)[0] ?? '';
}

function footer(graph: CausalGraph, letters: number): string[] {
  return [
    ...wrapWords(legendWords(graph), letters, 3),
    ...wrapWords(sourceWords(graph), letters, PROVENANCE_LINES),
    ...wrapWords(`What it can’t tell: ${graph.provenance.limits}`, letters, PROVENANCE_LINES),
  ];
}

function description(graph: CausalGraph): string {
  const { method, limits } = graph.provenance;
  return `${sourceWords(graph)} Method: ${method} What it can’t tell: ${limits} ${legendWords(graph)}`;
}

function drawEdge(
  { edge, path, heads, width }: SvgEdge,
  { ink }: SvgPalette,
  nameOf: (id: string) => string,
): string {
  const dash = (edge.weight ?? 0) < 0 ? ' stroke-dasharray="6 4"' : '';
  const line = `<path class="line" d="${path}" fill="none" stroke="${svgText(ink)}" stroke-width="${tenths(width)}"${dash}/>`;
  const triangles = heads.map((d) => `<path class="ink" d="${d}" fill="${svgText(ink)}"/>`);
  return `<g><title>${svgText(edgeWords(edge, nameOf))}</title>${line}${triangles.join('')}</g>`;
}

function drawWeight({ label: { x, y, text } }: SvgEdge, { ink, paper }: SvgPalette): string {
  const colours = `fill="${svgText(ink)}" stroke="${svgText(paper)}" stroke-width="6" paint-order="stroke"`;
  return `<text class="ink halo" x="${tenths(x)}" y="${tenths(y + 4)}" text-anchor="middle" font-size="12" font-weight="700" ${colours}>${svgText(text)}</text>`;
}

function drawNode(node: SvgNode, at: number, palette: SvgPalette, code: string, name: string): string {
  const { x, y, label } = node;
  const { mark, ink, fill } = palette.nodes.get(node.id) ?? {
    mark: palette.ink,
    ink: palette.ink,
    fill: palette.paper,
  };
  const halo = `stroke="${svgText(palette.paper)}" stroke-width="6" paint-order="stroke"`;
  return (
    `<g><title>${svgText(name)}</title>` +
    `<circle class="node node${at}" cx="${tenths(x)}" cy="${tenths(y)}" r="${NODE_RADIUS}" fill="${svgText(fill)}" stroke="${svgText(mark)}" stroke-width="2"/>` +
    `<text class="code${at}" x="${tenths(x)}" y="${tenths(y + 4.5)}" text-anchor="middle" font-size="13" font-weight="700" fill="${svgText(ink)}">${svgText(code)}</text>` +
    `<text class="ink halo" x="${tenths(label.x)}" y="${tenths(label.y)}" text-anchor="${label.anchor}" font-size="14" font-weight="600" fill="${svgText(palette.ink)}" ${halo}>${svgText(node.name)}</text></g>`
  );
}

/** The same picture in the dark: rules of a style sheet outrank the colours in the attributes. */
function darkRules(nodes: readonly SvgNode[], dark: SvgPalette): string {
  const rules = [
    `.paper{fill:${dark.paper}}`,
    `.ink{fill:${dark.ink}}`,
    `.soft{fill:${dark.soft}}`,
    `.line{stroke:${dark.ink}}`,
    `.halo{stroke:${dark.paper}}`,
    ...nodes.map(({ id }, at) => {
      const { mark, ink, fill } = dark.nodes.get(id) ?? { mark: dark.ink, ink: dark.ink, fill: dark.paper };
      return `.node${at}{fill:${fill};stroke:${mark}}.code${at}{fill:${ink}}`;
    }),
  ];
  return svgText(`@media (prefers-color-scheme:dark){${rules.join('')}}`);
}
