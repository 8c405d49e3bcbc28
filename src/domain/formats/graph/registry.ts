import type { CausalGraph } from '../../graph/causal-graph';
import { printAdjacencyCsv, readAdjacencyCsv } from './adjacency-csv';
import { printDagitty, readDagitty } from './dagitty';
import { printDot, readDot } from './dot';
import type { GraphReader } from './graph-text';
import { readGraphml } from './graphml';
import { printGraphml } from './graphml-print';
import { printGraphJson, readGraphJson } from './json';

export type GraphFormatId = 'json' | 'dagitty' | 'dot' | 'graphml' | 'csv';

export interface GraphFormat {
  id: GraphFormatId;
  name: string;
  /** Of a file, without the dot. */
  extension: string;
  mediaType: string;
  /** What is lost in it, for the screen; empty where nothing is. */
  loses: string;
  read: GraphReader;
  print: (graph: CausalGraph) => string;
}

/** Characters from the start of a text that are looked at. */
const RECOGNISED_BY = 5_000;

const HEADER = 'knowledge, Σ, provenance and version';

/** Every format that a graph can be read from and written in. To add one: a file here, a line there. */
export const GRAPH_FORMATS: readonly GraphFormat[] = [
  {
    id: 'json',
    name: 'Steerboard JSON',
    extension: 'json',
    mediaType: 'application/json',
    loses: '',
    read: readGraphJson,
    print: printGraphJson,
  },
  {
    id: 'dagitty',
    name: 'DAGitty text',
    extension: 'txt',
    mediaType: 'text/plain',
    loses: `the name, ${HEADER}`,
    read: readDagitty,
    print: printDagitty,
  },
  {
    id: 'dot',
    name: 'DOT (Graphviz)',
    extension: 'dot',
    mediaType: 'text/vnd.graphviz',
    loses: HEADER,
    read: readDot,
    print: printDot,
  },
  {
    id: 'graphml',
    name: 'GraphML',
    extension: 'graphml',
    mediaType: 'application/graphml+xml',
    loses: HEADER,
    read: readGraphml,
    print: printGraphml,
  },
  {
    id: 'csv',
    name: 'Adjacency table (CSV)',
    extension: 'csv',
    mediaType: 'text/csv',
    loses: `everything but names, edges and weights: labels, places, marks, means, notes, intervals, ${HEADER}`,
    read: readAdjacencyCsv,
    print: printAdjacencyCsv,
  },
];

/**
 * Which format a text is in, by how it begins, comments passed over: { is JSON, < GraphML, a graph's frame DOT or DAGitty, a
 * first cell as this product writes it or a first line of cells a table, everything else DAGitty.
 */
export function recogniseGraphFormat(text: string): GraphFormatId {
  const start = withoutComments(text.slice(0, RECOGNISED_BY).replace(/^\uFEFF/, ''));
  if (start.startsWith('{')) return 'json';
  if (start.startsWith('<')) return 'graphml';
  if (/^(?:strict\s|(?:di)?graph\b)/i.test(start)) return 'dot';
  if (/^(?:dag|pdag|mag|pag)\b/i.test(start)) return 'dagitty';
  const [line = ''] = start.split('\n', 1);
  if (/^(?:from \\ to|to \\ from)[,;\t]/.test(line)) return 'csv';
  const unquoted = line.replace(/"[^"]*"/g, '');
  return /[,;\t]/.test(unquoted) && !/->|<-|--|[[\]{}@]/.test(unquoted) ? 'csv' : 'dagitty';
}

/** What stands after the comments of C and of # at the start of a text. */
function withoutComments(text: string): string {
  let rest = text.trimStart();
  for (;;) {
    const end = /^(?:#|\/\/)/.test(rest) ? '\n' : rest.startsWith('/*') ? '*/' : undefined;
    if (end === undefined) return rest;
    const at = rest.indexOf(end);
    rest = at === -1 ? '' : rest.slice(at + end.length).trimStart();
  }
}

/** Reads a text in the format that it is in. */
export const readGraphText: GraphReader = (text, options) => {
  const id = recogniseGraphFormat(text);
  const format = GRAPH_FORMATS.find((one) => one.id === id);
  return (format?.read ?? readDagitty)(text, options);
};
