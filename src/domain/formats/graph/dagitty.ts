import type { CausalGraph, EdgeKind } from '../../graph/causal-graph';
import { attributesOfEdge, attributesOfNode } from './attributes';
import { readOldDagitty } from './dagitty-old';
import { dotStatements } from './dot-statements';
import { quoted } from './dot-tokens';
import { GraphBuilder } from './graph-builder';
import { type GraphReader, readText, stop } from './graph-text';
import { plainDecimal } from './numbers';
import { type Dialect, readStatements } from './read-statements';

const SIGNS: Partial<Record<string, { kind: EdgeKind; reversed: boolean }>> = {
  '->': { kind: 'directed', reversed: false },
  '<-': { kind: 'directed', reversed: true },
  '<->': { kind: 'bidirected', reversed: false },
  '--': { kind: 'undirected', reversed: false },
};

const DIALECT: Dialect = {
  edge: (sign) =>
    SIGNS[sign.text] ??
    stop(`“${sign.text}” marks an end as unknown, as in a PAG. Use ->, <-, <-> or -- instead.`, sign.at),
  edgeAttributes: (attributes) => attributes.filter(({ key }) => key !== 'label'),
  flipY: false,
  groups: 'Groups { … } that stand by themselves have no meaning; their nodes and edges were read.',
};

/**
 * A graph in DAGitty's language (Textor et al. 2016; the R package's manual, ?dagitty): dag { x [exposure,pos="1,0"] x -> y
 * [beta=0.3] }, chains and groups a -> {b c}, statements without a frame, and the form of versions before 2.3 (dagitty-old.ts).
 * `bb` and bends of edges are not kept.
 */
export const readDagitty: GraphReader = (text, options) =>
  readText(text, (clean) => {
    const builder = new GraphBuilder();
    if (!readOldDagitty(clean, builder)) {
      const { type, name, statements } = dotStatements(clean);
      readStatements(statements, DIALECT, builder);
      if (type === 'digraph' || type === 'graph') builder.report(`“${type}” was read as DAGitty reads it.`);
      return builder.finish({ ...options, name: name ?? options.name }, 'DAGitty text');
    }
    return builder.finish(options, 'DAGitty text');
  });

/**
 * The nodes and edges in DAGitty's language, one a line, in their order. readDagitty gives the same nodes and edges back; name,
 * knowledge, Σ and provenance are not in it. DAGitty keeps the properties that it does not know (mean, noise, value, …).
 */
export function printDagitty({ nodes, edges }: Pick<CausalGraph, 'nodes' | 'edges'>): string {
  const lines = nodes.map((node) => {
    const place = (x: number, y: number): string => `${plainDecimal(x)},${plainDecimal(y)}`;
    return `  ${quoted(node.id)}${properties(attributesOfNode(node, place))}`;
  });
  const sign = { directed: '->', bidirected: '<->', undirected: '--' } as const;
  for (const edge of edges) {
    lines.push(
      `  ${quoted(edge.from)} ${sign[edge.kind]} ${quoted(edge.to)}${properties(attributesOfEdge(edge))}`,
    );
  }
  return `${typeOf(edges)} {\n${lines.map((line) => `${line}\n`).join('')}}\n`;
}

/** DAGitty allows -- in a pdag, and beside <-> in a mag. */
function typeOf(edges: CausalGraph['edges']): string {
  if (!edges.some((edge) => edge.kind === 'undirected')) return 'dag';
  return edges.some((edge) => edge.kind === 'bidirected') ? 'mag' : 'pdag';
}

function properties(list: readonly (readonly [string, string | null])[]): string {
  if (list.length === 0) return '';
  const written = list.map(([key, value]) => (value === null ? key : `${key}=${alwaysQuoted(value)}`));
  return ` [${written.join(',')}]`;
}

const alwaysQuoted = (text: string): string => {
  const written = quoted(text);
  return written.startsWith('"') ? written : `"${written}"`;
};
