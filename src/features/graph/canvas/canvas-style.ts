import type { StylesheetJson } from 'cytoscape';
import type { GraphColours } from '../../../ui/graph/graph-colours';
import type { CanvasScene } from './canvas-scene';

/** Diameter of a node, in pixels of the screen. */
export const nodeSize = ({ dense, crowded }: Crowd, typeScale: number): number =>
  (crowded ? 24 : dense ? 30 : 42) * typeScale;

type Crowd = Pick<CanvasScene, 'dense' | 'crowded'>;

/** How the canvas looks. The colours of a value come with the data of its node, and of the edges that leave it. */
export function canvasStyle(
  colours: GraphColours,
  bad: string,
  crowd: Crowd,
  typeScale: number,
): StylesheetJson {
  const { dense, crowded } = crowd;
  const small = (crowded ? 9 : dense ? 10 : 12) * typeScale;
  const size = nodeSize(crowd, typeScale);
  const plain = { 'font-family': colours.font, 'font-size': small, 'font-weight': 700 } as const;
  const halo = {
    'text-background-color': colours.card,
    'text-background-opacity': 1,
    'text-background-padding': '2px',
  } as const;
  const still = {
    'overlay-opacity': 0,
    'transition-property': 'opacity',
    'transition-duration': 160,
  } as const;
  return [
    {
      selector: 'node.node',
      style: {
        ...plain,
        ...still,
        width: size,
        height: size,
        label: 'data(code)',
        'background-color': 'data(fill)',
        'border-color': 'data(line)',
        'border-width': 2,
        color: 'data(text)',
        'text-halign': 'center',
        'text-valign': 'center',
        'z-index': 10,
      },
    },
    { selector: 'node.latent', style: { 'border-style': 'dashed' } },
    { selector: 'node.selected', style: { 'border-width': 4 } },
    {
      selector: 'node.set',
      style: {
        'background-color': 'data(line)',
        color: 'data(on)',
        'border-style': 'double',
        'border-width': 4,
      },
    },
    { selector: 'node.source', style: { 'border-style': 'dashed', 'border-width': 4 } },
    {
      selector: 'node.focused',
      style: {
        'outline-color': colours.ink,
        'outline-offset': 4,
        'outline-style': 'solid',
        'outline-width': 2,
      },
    },
    { selector: 'node.problem', style: { 'border-color': bad, 'border-width': 5 } },
    {
      selector: 'node.name',
      style: {
        ...plain,
        width: 1,
        height: 1,
        label: 'data(label)',
        'background-opacity': 0,
        color: colours.ink,
        events: 'no',
        'font-weight': 600,
        ...halo,
        'text-background-opacity': 0.8,
        'text-background-padding': '1px',
        'text-halign': 'center',
        'text-valign': 'center',
        'text-wrap': 'wrap',
        'z-index': 11,
      },
    },
    { selector: 'node.name.west', style: { 'text-halign': 'left' } },
    { selector: 'node.name.east', style: { 'text-halign': 'right' } },
    { selector: 'node.name.north', style: { 'text-valign': 'top' } },
    { selector: 'node.name.south', style: { 'text-valign': 'bottom' } },
    {
      selector: 'edge',
      style: {
        ...plain,
        ...still,
        ...halo,
        width: 'data(width)',
        color: colours.ink,
        'font-size': small - 1,
        'source-label': 'data(label)',
        'source-text-offset': (edge: { data: (key: string) => number }) => edge.data('offset'),
        'arrow-scale': dense ? 0.9 : 1.1,
        'curve-style': 'straight',
        'line-color': colours.ink,
        'line-dash-pattern': [6, 4],
        'target-arrow-color': colours.ink,
        'source-arrow-color': colours.ink,
        'target-arrow-shape': 'triangle',
        'source-distance-from-node': 3,
        'target-distance-from-node': 4,
      },
    },
    {
      selector: 'edge.bowed',
      style: {
        'control-point-distances': 'data(bend)',
        'control-point-weights': 0.5,
        'curve-style': 'unbundled-bezier',
      },
    },
    { selector: 'edge.minus', style: { 'line-style': 'dashed' } },
    { selector: 'edge.undirected', style: { 'line-style': 'dotted', 'target-arrow-shape': 'none' } },
    {
      selector: 'edge.bidirected',
      style: { 'line-dash-pattern': [2, 4], 'line-style': 'dashed', 'source-arrow-shape': 'triangle' },
    },
    {
      selector: 'edge.known',
      style: { 'line-color': colours.faint, 'line-style': 'dotted', 'target-arrow-color': colours.faint },
    },
    { selector: 'edge.known.forbidden', style: { 'target-arrow-shape': 'tee' } },
    { selector: 'edge.known.required', style: { 'target-arrow-shape': 'vee' } },
    {
      selector: 'edge.selected',
      style: {
        'line-color': 'data(colour)',
        'target-arrow-color': 'data(colour)',
        'source-arrow-color': 'data(colour)',
        'font-size': small + 1,
        'z-index': 9,
      },
    },
    {
      selector: 'edge.cut',
      style: {
        'line-color': colours.faint,
        'line-style': 'dashed',
        'target-arrow-color': colours.faint,
        'font-size': 17 * typeScale,
        'z-index': 8,
      },
    },
    {
      selector: 'edge.problem',
      style: { 'line-color': bad, 'target-arrow-color': bad, width: 4, 'z-index': 9 },
    },
    { selector: '.dim', style: { opacity: 0.3 } },
    { selector: '.flash', style: { opacity: 0.25 } },
  ];
}
