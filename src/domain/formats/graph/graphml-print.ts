import { attributesOfEdge, attributesOfNode } from './attributes';
import type { GraphmlGraph } from './graphml';
import { escapeXml } from './xml-reader';

/** The data that are written, with their GraphML types. A key is declared where something uses it. */
const TYPES: Partial<Record<string, string>> = {
  x: 'double',
  y: 'double',
  mean: 'double',
  noise: 'double',
  beta: 'double',
};
const MARK_TYPE = 'boolean';

/** The graph in GraphML. readGraphml gives the same nodes, edges and name back. A name is written where it is not empty. */
export function printGraphml({ name, nodes, edges }: GraphmlGraph): string {
  const keys = new Map<string, string>();
  const dataOf = (
    of: 'graph' | 'node' | 'edge',
    list: readonly (readonly [string, string | null])[],
  ): string[] =>
    list.map(([key, value]) => {
      const id = `${of}-${key}`;
      const type = TYPES[key] ?? (value === null ? MARK_TYPE : 'string');
      keys.set(id, `  <key id="${id}" for="${of}" attr.name="${key}" attr.type="${type}"/>`);
      return `<data key="${id}">${escapeXml(value ?? 'true')}</data>`;
    });

  const body = [`    ${dataOf('graph', [['label', name]]).join('')}`];
  for (const node of nodes) {
    const list = attributesOfNode(node, (x, y) => `${x},${y}`).flatMap(
      ([key, value]): [string, string | null][] => {
        if (key !== 'pos' || !node.position) return [[key, value]];
        return [
          ['x', String(node.position.x)],
          ['y', String(node.position.y)],
        ];
      },
    );
    body.push(element('node', `id="${escapeXml(node.id)}"`, dataOf('node', list)));
  }
  for (const edge of edges) {
    const kind: [string, string][] = edge.kind === 'bidirected' ? [['kind', 'bidirected']] : [];
    const ends = `source="${escapeXml(edge.from)}" target="${escapeXml(edge.to)}"`;
    const directed = edge.kind === 'directed' ? '' : ' directed="false"';
    body.push(element('edge', ends + directed, dataOf('edge', [...kind, ...attributesOfEdge(edge)])));
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys.values(),
    '  <graph edgedefault="directed">',
    ...body,
    '  </graph>',
    '</graphml>',
    '',
  ].join('\n');
}

function element(name: string, attributes: string, data: readonly string[]): string {
  return data.length === 0
    ? `    <${name} ${attributes}/>`
    : `    <${name} ${attributes}>${data.join('')}</${name}>`;
}
