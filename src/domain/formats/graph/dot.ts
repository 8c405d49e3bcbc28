import type { CausalEdge, CausalGraph } from '../../graph/causal-graph';
import { attributesOfEdge, attributesOfNode, type Attribute } from './attributes';
import { dotStatements } from './dot-statements';
import { quoted } from './dot-tokens';
import { GraphBuilder } from './graph-builder';
import { type GraphReader, readText, stop } from './graph-text';
import { plainDecimal, readNumber } from './numbers';
import { type Dialect, readStatements } from './read-statements';

const last = (attributes: readonly Attribute[], key: string): Attribute | undefined =>
  attributes.findLast((attribute) => attribute.key === key);

function dialectOf(type: string): Dialect {
  return {
    edge(sign, attributes) {
      const expected = type === 'graph' ? '--' : '->';
      if (sign.text !== expected)
        stop(`A ${type} has ${expected} between its nodes, not ${sign.text}.`, sign.at);
      const dir = last(attributes, 'dir')?.value ?? (type === 'graph' ? 'none' : 'forward');
      if (dir === 'both') return { kind: 'bidirected', reversed: false };
      if (dir === 'none') return { kind: 'undirected', reversed: false };
      return { kind: 'directed', reversed: dir === 'back' };
    },
    edgeAttributes(attributes, builder) {
      const known = attributes.filter(({ key }) => key !== 'dir' && key !== 'label' && key !== 'weight');
      const label = last(attributes, 'label');
      const number = label && readNumber(label.value) !== undefined ? label : undefined;
      if (label && label.value !== '' && !number)
        builder.report('Labels of edges that are no numbers were not read.');
      if (last(attributes, 'beta')) return known;
      const weight = last(attributes, 'weight');
      if (weight) {
        builder.report(
          '“weight” was read as the weight of an effect. Graphviz itself means by it how short to draw an edge.',
        );
        return [...known, { ...weight, key: 'beta' }];
      }
      if (!number) return known;
      builder.report('Labels of edges that are numbers were read as weights.');
      return [...known, { ...number, key: 'beta' }];
    },
    flipY: true,
    groups: 'Subgraphs were not kept as groups; their nodes and edges were read.',
  };
}

/**
 * A graph in Graphviz' language (graphviz.org/doc/info/lang.html and …/attrs.html). -> is an arrow, dir=both ↔, dir=none and the
 * -- of a `graph` an undirected edge, dir=back an arrow the other way. The weight is `beta`, else `weight`, else a label that
 * is a number. `pos` has y upwards there and downwards here. Properties of looks are passed over, subgraphs flattened.
 */
export const readDot: GraphReader = (text, options) =>
  readText(text, (clean) => {
    const { type, name, statements } = dotStatements(clean);
    if (type !== 'digraph' && type !== 'graph') {
      stop('A DOT text begins with “digraph {” or “graph {”. Put that around these lines.', 0);
    }
    const builder = new GraphBuilder();
    readStatements(statements, dialectOf(type), builder);
    return builder.finish(
      { ...options, name: name === undefined || name === '' ? options.name : name },
      'DOT',
    );
  });

/**
 * The graph as a `digraph`. readDot gives the same nodes, edges and name back. What Graphviz draws: the weight as a label, a
 * negative one and ↔ dashed. `beta` has the weight in full, because Graphviz takes `weight` for one of its own and refuses
 * negative ones.
 */
export function printDot({ name, nodes, edges }: Pick<CausalGraph, 'name' | 'nodes' | 'edges'>): string {
  const lines = nodes.map((node) => {
    const place = (x: number, y: number): string => `${plainDecimal(x)},${plainDecimal(0 - y)}`;
    return `  ${quoted(node.id)}${properties(attributesOfNode(node, place))}`;
  });
  for (const edge of edges) {
    const all = [...looksOf(edge), ...attributesOfEdge(edge)];
    lines.push(`  ${quoted(edge.from)} -> ${quoted(edge.to)}${properties(all)}`);
  }
  return `digraph ${quoted(name)} {\n${lines.map((line) => `${line};\n`).join('')}}\n`;
}

function looksOf({ kind, weight }: CausalEdge): [string, string][] {
  const looks: [string, string][] = [];
  if (kind !== 'directed') looks.push(['dir', kind === 'bidirected' ? 'both' : 'none']);
  if (weight !== undefined) looks.push(['label', shortNumber(weight)]);
  if (kind === 'bidirected' || (weight !== undefined && weight < 0)) looks.push(['style', 'dashed']);
  return looks;
}

/** Three digits; all of them where rounding would leave the range of numbers. */
function shortNumber(number: number): string {
  const rounded = Number(number.toPrecision(3));
  return String(Number.isFinite(rounded) ? rounded : number);
}

function properties(list: readonly (readonly [string, string | null])[]): string {
  if (list.length === 0) return '';
  const written = list.map(([key, value]) => `${key}=${quoted(value ?? 'true')}`);
  return ` [${written.join(', ')}]`;
}
