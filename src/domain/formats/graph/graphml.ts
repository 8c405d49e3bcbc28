import type { CausalGraph, EdgeKind } from '../../graph/causal-graph';
import { type Attribute, applyToEdge, applyToNode } from './attributes';
import { GraphBuilder } from './graph-builder';
import { type GraphReader, readText, stop } from './graph-text';
import { readXml, type XmlElement } from './xml-reader';

/** A <key>: what a <data> with its id means. */
interface Key {
  name: string;
  for: string;
  default: string | undefined;
}

/** Names that other programs give to what this one knows under another. */
const SAME: Partial<Record<string, string>> = { weight: 'beta', name: 'label', Label: 'label' };

/**
 * A graph in GraphML (graphml.graphdrawing.org/primer/graphml-primer.html): keys with defaults, nodes, edges, edgedefault and
 * `directed`. The data `kind` = bidirected makes a ↔. The weight is the data `beta`, else `weight`. Nested graphs are flattened,
 * hyperedges and ports left out, and of several graphs the first is read; each is reported. See xml-reader.ts for what is refused.
 */
export const readGraphml: GraphReader = (text, options) =>
  readText(text, (clean) => {
    const root = readXml(clean);
    if (root.name !== 'graphml')
      stop(`The root element is <${root.name}>, not <graphml>. This is no GraphML.`, root.at);
    const builder = new GraphBuilder();
    const keys = new Map(root.children.filter((child) => child.name === 'key').map(readKey));
    const graphs = root.children.filter((child) => child.name === 'graph');
    const [first] = graphs;
    if (first === undefined) stop('There is no <graph> in this text.', root.at);
    if (graphs.length > 1) builder.report(`Of ${graphs.length} graphs the first was read.`);
    const elements = flatten(first, builder);
    // Nodes first: an edge may stand before the nodes that it joins.
    for (const element of elements) if (element.name === 'node') readNode(element, keys, builder);
    for (const element of elements) if (element.name === 'edge') readEdge(element, first, keys, builder);
    return builder.finish(
      {
        ...options,
        name: dataOf(first, 'graph', keys).find(({ key }) => key === 'label')?.value ?? options.name,
      },
      'GraphML',
    );
  });

function readKey(element: XmlElement): [string, Key] {
  const id = element.attributes.get('id');
  if (id === undefined) stop('A <key> needs an id.', element.at);
  const fallback = element.children.find((child) => child.name === 'default')?.text;
  const name = element.attributes.get('attr.name') ?? id;
  return [id, { name: SAME[name] ?? name, for: element.attributes.get('for') ?? 'all', default: fallback }];
}

/** Nodes and edges of a graph and of the graphs in its nodes, in document order. */
function flatten(graph: XmlElement, builder: GraphBuilder): XmlElement[] {
  return graph.children.flatMap((child) => {
    if (child.name === 'hyperedge' || child.name === 'port') builder.report(`<${child.name}> was not read.`);
    const inner = child.name === 'node' ? child.children.filter((part) => part.name === 'graph') : [];
    if (inner.length > 0)
      builder.report('Graphs in nodes were not kept as groups; their nodes and edges were read.');
    return [child, ...inner.flatMap((part) => flatten(part, builder))];
  });
}

/** The data of an element under the names of their keys; where there are none, the defaults. */
function dataOf(element: XmlElement, of: string, keys: ReadonlyMap<string, Key>): Attribute[] {
  const found = new Map<string, Attribute>();
  for (const key of keys.values()) {
    if (key.default !== undefined && (key.for === of || key.for === 'all')) {
      found.set(key.name, { key: key.name, value: key.default, at: element.at });
    }
  }
  for (const data of element.children) {
    if (data.name !== 'data') continue;
    const id = data.attributes.get('key') ?? '';
    const key = keys.get(id)?.name ?? id;
    found.set(key, { key, value: data.text, at: data.at });
  }
  return [...found.values()];
}

function readNode(element: XmlElement, keys: ReadonlyMap<string, Key>, builder: GraphBuilder): void {
  const id = element.attributes.get('id');
  if (id === undefined) stop('A <node> needs an id.', element.at);
  if (builder.has(id)) stop(`The node “${id}” stands there twice. Rename one.`, element.at);
  const node = builder.node(id, element.at);
  const data = dataOf(element, 'node', keys);
  for (const attribute of data)
    if (attribute.key !== 'x' && attribute.key !== 'y') applyToNode(node, attribute, builder);
  const [x, y] = ['x', 'y'].map((key) => data.find((attribute) => attribute.key === key));
  if (x && y) applyToNode(node, { key: 'pos', value: `${x.value},${y.value}`, at: x.at }, builder);
}

function readEdge(
  element: XmlElement,
  graph: XmlElement,
  keys: ReadonlyMap<string, Key>,
  builder: GraphBuilder,
): void {
  const [from, to] = ['source', 'target'].map((end) => {
    const id = element.attributes.get(end);
    if (id === undefined) return stop(`An <edge> needs a ${end}.`, element.at);
    return builder.has(id)
      ? id
      : stop(`The edge names “${id}”, which is no node. Add <node id="…"/>.`, element.at);
  });
  const directed =
    element.attributes.get('directed') ?? String(graph.attributes.get('edgedefault') === 'directed');
  const data = dataOf(element, 'edge', keys);
  const confounded = data.some(({ key, value }) => key === 'kind' && value === 'bidirected');
  const kind: EdgeKind = confounded ? 'bidirected' : directed === 'true' ? 'directed' : 'undirected';
  const edge = builder.edge(kind, from, to, element.at);
  if (!edge) return;
  for (const attribute of data) {
    if (attribute.key === 'label') builder.report('Labels of edges were not read.');
    else if (attribute.key !== 'kind') applyToEdge(edge, attribute, builder);
  }
}

export type GraphmlGraph = Pick<CausalGraph, 'name' | 'nodes' | 'edges'>;
