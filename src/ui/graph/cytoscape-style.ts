import type { StylesheetJson } from 'cytoscape';
import type { GraphColours } from './graph-colours';

/** How a scene looks in Cytoscape. Colours of single values come with each node's data. */
export function graphStyle(colours: GraphColours, dense: boolean, typeScale: number): StylesheetJson {
  const small = (dense ? 9 : 11) * typeScale;
  return [
    {
      selector: 'node.value',
      style: {
        width: 'data(size)',
        height: 'data(size)',
        label: 'data(code)',
        'background-color': 'data(fill)',
        'border-color': 'data(line)',
        'border-width': 2,
        color: 'data(text)',
        'font-family': colours.font,
        'font-size': small,
        'font-weight': 700,
        'text-halign': 'center',
        'text-valign': 'center',
        'overlay-opacity': 0,
        'z-index': 10,
      },
    },
    {
      selector: 'node.set',
      style: {
        'outline-color': 'data(line)',
        'outline-offset': 3,
        'outline-style': 'dotted',
        'outline-width': 1.5,
      },
    },
    {
      selector: 'node.text',
      style: {
        width: 1,
        height: 1,
        label: 'data(label)',
        'background-opacity': 0,
        color: colours.ink,
        events: 'no',
        'font-family': colours.font,
        'font-size': small,
        'font-weight': 700,
        'text-halign': 'center',
        'text-valign': 'center',
        'z-index': 11,
      },
    },
    {
      selector: 'edge',
      style: {
        width: 'data(width)',
        'arrow-scale': dense ? 0.8 : 0.95,
        'curve-style': 'straight',
        'line-color': colours.faint,
        'line-dash-pattern': [5, 4],
        opacity: dense ? 0.28 : 0.75,
        'overlay-opacity': 0,
        'source-distance-from-node': 3,
        'target-arrow-color': colours.faint,
        'target-arrow-shape': 'triangle',
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
    {
      selector: 'edge.moved',
      style: {
        'line-color': colours.ink,
        opacity: 1,
        'target-arrow-color': colours.ink,
        'z-index': 5,
      },
    },
    { selector: 'edge.cut', style: { 'line-style': 'dashed', opacity: dense ? 0.5 : 0.75 } },
    {
      selector: 'node.weight',
      style: {
        'font-size': small - 1,
        'font-weight': 600,
        'text-background-color': colours.card,
        'text-background-opacity': 1,
        'text-background-padding': '1px',
        'z-index': 8,
      },
    },
    { selector: 'node.cross', style: { 'font-size': 15 * typeScale, 'font-weight': 400, 'z-index': 8 } },
  ];
}
