import type { CausalEdge, CausalGraph, EdgeKind } from '../../graph/causal-graph';
import { MAX_NODES } from '../../graph/limits';
import { type Cell, csvCells, delimiterOf } from './csv-cells';
import { GraphBuilder } from './graph-builder';
import { type GraphReader, readText, stop } from './graph-text';
import { readNumber } from './numbers';

const SIGNS: readonly [string, EdgeKind][] = [
  ['<->', 'bidirected'],
  ['->', 'directed'],
  ['--', 'undirected'],
];
const FROM_TO = 'from \\ to';
const TO_FROM = 'to \\ from';

/**
 * A graph as a table: names across the top and down the side, in the row of a cause and the column of its effect the weight.
 * An empty cell or 0 is no edge. -> is an arrow without a weight and ->0 one of weight 0; <->0.3 and --0.3 are ↔ and an
 * undirected edge; two edges in a cell are parted by a space. "to \ from" in the first cell turns the table round (as the
 * matrix B of x = Bx is written). A symmetric table of numbers has no directions: it is read as undirected edges, and reported.
 */
export const readAdjacencyCsv: GraphReader = (text, options) =>
  readText(text, (clean) => {
    const [header, ...rows] = csvCells(clean, delimiterOf(clean));
    if (header === undefined || header.length < 2) {
      stop('The first line must be an empty cell and then the names of the nodes, as in ",a,b".', 0);
    }
    const builder = new GraphBuilder();
    const corner = header[0].text.trim().toLowerCase();
    const names = header.slice(1).map((cell) => ({ ...cell, text: cell.text.trim() }));
    for (const { text: name, at } of names) {
      if (builder.has(name)) stop(`The column “${name}” stands there twice.`, at);
      builder.node(name, at);
    }
    checkRows(names, rows, clean.length);
    const numbers = rows.map((row) => row.slice(1).map((cell) => cell.text.trim()));
    const undirected = isSymmetric(numbers);
    if (undirected)
      builder.report(
        'The table is the same above and below its diagonal; its edges were read as undirected.',
      );
    rows.forEach((row, at) => {
      row.slice(1).forEach((cell, column) => {
        if (cell.text === '' || (undirected && column <= at)) return;
        const ends = [names[at].text, names[column].text];
        const [from, to] = corner === TO_FROM ? ends.toReversed() : ends;
        readCell(cell, from, to, undirected, builder);
      });
    });
    return builder.finish(options, 'an adjacency table');
  });

function checkRows(names: readonly Cell[], rows: readonly Cell[][], end: number): void {
  if (names.length > MAX_NODES)
    stop(`More than ${MAX_NODES} nodes. Take a part of the graph.`, names[MAX_NODES].at);
  rows.forEach((row, at) => {
    const name = names.at(at)?.text;
    const found = row[0].text.trim();
    if (name === undefined) stop(`There are more rows than the ${names.length} columns.`, row[0].at);
    if (found !== name)
      stop(
        `This row is named “${found}”, but column ${at + 1} is “${name}”. Put both in one order.`,
        row[0].at,
      );
    if (row.length !== names.length + 1) {
      stop(`The row “${name}” has ${row.length - 1} cells for ${names.length} columns.`, row[0].at);
    }
  });
  if (rows.length < names.length) {
    stop(
      `The row “${names[rows.length].text}” is missing: ${rows.length} rows for ${names.length} columns.`,
      end,
    );
  }
}

/** Whether numbers stand on both sides of the diagonal, the same ones: such a table knows no direction. */
function isSymmetric(cells: readonly (readonly string[])[]): boolean {
  let any = false;
  for (let i = 0; i < cells.length; i++) {
    for (let j = 0; j < i; j++) {
      if (cells[i][j] === '' && cells[j][i] === '') continue;
      const [one, other] = [readNumber(cells[i][j] || '0'), readNumber(cells[j][i] || '0')];
      if (one === undefined || one !== other) return false;
      if (one !== 0) any = true;
    }
  }
  return any;
}

function readCell(cell: Cell, from: string, to: string, undirected: boolean, builder: GraphBuilder): void {
  for (const part of cell.text.split(/\s+/)) {
    if (part === '') continue;
    const sign = SIGNS.find(([mark]) => part.startsWith(mark));
    const rest = sign ? part.slice(sign[0].length) : part;
    const weight = readNumber(rest);
    if (weight === undefined && (rest !== '' || !sign)) {
      stop(`“${part.slice(0, 50)}” is no weight. Write a number, or ->, <-> or -- before one.`, cell.at);
    }
    if (!sign && weight === 0) continue;
    const edge = builder.edge(sign?.[1] ?? (undirected ? 'undirected' : 'directed'), from, to, cell.at);
    if (edge && weight !== undefined) edge.weight = weight;
  }
}

/**
 * The ids, the kinds of the edges and their weights as a table. readAdjacencyCsv gives these back, the edges row by row; labels,
 * places, means, notes and intervals are not in it.
 */
export function printAdjacencyCsv({ nodes, edges }: Pick<CausalGraph, 'nodes' | 'edges'>): string {
  const cells = new Map<string, string[]>();
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to]);
    cells.set(key, [...(cells.get(key) ?? []), written(edge)]);
  }
  const ids = nodes.map((node) => node.id);
  const rows = ids.map((from) => [
    quotedCell(from),
    ...ids.map((to) => (cells.get(JSON.stringify([from, to])) ?? []).toSorted().join(' ')),
  ]);
  return [[FROM_TO, ...ids.map(quotedCell)], ...rows].map((row) => `${row.join(',')}\n`).join('');
}

function written({ kind, weight }: CausalEdge): string {
  const sign = SIGNS.find(([, of]) => of === kind)?.[0] ?? '';
  if (weight === undefined) return sign;
  return kind === 'directed' && weight !== 0 ? String(weight) : `${sign}${weight}`;
}

function quotedCell(text: string): string {
  return /[",;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
