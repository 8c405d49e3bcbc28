import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawEdge } from '../../graph/edge-key';
import type { ReadGraph } from './graph-text';
import { readGraphText, recogniseGraphFormat } from './registry';

const OPTIONS = { id: 'read', name: 'Read' };
const textOf = (file: string): string =>
  readFileSync(new URL(`../../../../tests/fixtures/graphs/${file}`, import.meta.url), 'utf8');

function read(text: string): ReadGraph {
  const result = readGraphText(text, OPTIONS);
  if (!result.ok) throw new Error(`${result.error.line}:${result.error.column} ${result.error.message}`);
  return result.value;
}
const drawn = ({ graph }: ReadGraph): string[] =>
  graph.edges.map((edge) => drawEdge(edge) + (edge.weight === undefined ? '' : ` ${edge.weight}`));
const node = ({ graph }: ReadGraph, id: string) => graph.nodes.find((one) => one.id === id);

describe('DAGitty text', () => {
  it('with marks, places, betas, chains and groups', () => {
    const found = read(textOf('dagitty-full.txt'));
    expect(drawn(found)).toEqual([
      '“Age” → “Need for security”',
      '“Age” → “Conformity”',
      '“Conformity” → “Answered”',
      '“Need for security” → “Conformity” 0.3',
      '“Upbringing” → “Need for security”',
      '“Upbringing” → “Conformity”',
      '“Tradition” ↔ “Conformity”',
    ]);
    expect(node(found, 'Need for security')).toMatchObject({
      marks: ['exposure'],
      position: { x: -1.25, y: 0.5 },
    });
    expect(['Conformity', 'Age', 'Upbringing', 'Answered'].map((id) => node(found, id)?.marks)).toEqual([
      ['outcome'],
      ['adjusted'],
      ['latent'],
      ['selected'],
    ]);
    expect(found.report).toEqual([]);
    expect(found.graph).toMatchObject({ kind: 'causal-graph', id: 'read', name: 'Read', revision: 0 });
  });

  it('of a class, on one line', () => {
    expect(drawn(read(textOf('dagitty-pdag.txt')))).toEqual([
      '“power” — “achievement”',
      '“hedonism” → “stimulation”',
      '“achievement” — “hedonism”',
    ]);
  });

  it('in the form of old versions', () => {
    const found = read(textOf('dagitty-old.txt'));
    expect(drawn(found)).toEqual(
      [
        '“Security” → “Conformity”',
        '“Free choice” → “Security”',
        '“Free choice” → “Conformity”',
        '“School” → “Trust”',
        '“Security” ↔ “Trust”',
      ].sort((a, b) => drawn(found).indexOf(a) - drawn(found).indexOf(b)),
    );
    expect(found.graph.nodes.map(({ marks }) => marks[0])).toEqual([
      'exposure',
      undefined,
      'outcome',
      'latent',
      'adjusted',
    ]);
    expect(node(found, 'Free choice')?.position).toEqual({ x: 0, y: 1 });
  });

  it('without a frame, with comments, old names of marks and joined strings', () => {
    const found = read(
      'x [source] # the cause\ny [target] /* the\neffect */ x -> y <- "a" + "b" -> {y2 ; x}',
    );
    expect(drawn(found)).toEqual(['“x” → “y”', '“ab” → “y”', '“ab” → “y2”', '“ab” → “x”']);
    expect(node(found, 'x')?.marks).toEqual(['exposure']);
    expect(read('dag { }').graph.nodes).toEqual([]);
    expect(drawn(read('dag { "Age " -> " Power" Age -> Power }'))).toEqual(['“Age” → “Power”']);
  });
});

describe('DOT', () => {
  it('with labels, weights, directions, places and a subgraph', () => {
    const found = read(textOf('graphviz-directed.dot'));
    expect(drawn(found)).toEqual([
      '“self direction” → “stimulation” 0.41',
      '“security” → “stimulation” 2',
      '“security” → “conformity” 2',
      '“security” → “self direction” -0.35',
      '“conformity” ↔ “tradition”',
      '“tradition” — “benevolence”',
    ]);
    expect(found.graph.name).toBe('Values at work');
    expect(node(found, 'security')).toMatchObject({ label: 'Security at work', position: { x: 27, y: -72 } });
    expect(node(found, 'self direction')?.label).toBe('self direction');
    expect(found.report).toEqual([
      'Properties of the whole graph were not read.',
      'Subgraphs were not kept as groups; their nodes and edges were read.',
      'Labels of edges that are numbers were read as weights.',
      '“weight” was read as the weight of an effect. Graphviz itself means by it how short to draw an edge.',
      'Labels of edges that are no numbers were not read.',
      '“security” → “conformity” stands there more than once; the first was read.',
    ]);
  });

  it('undirected', () => {
    expect(drawn(read(textOf('graphviz-undirected.dot')))).toEqual([
      '“a” — “b”',
      '“b” — “c”',
      '“b” — “d” 0.5',
    ]);
    expect(drawn(read('digraph { edge [dir=none] a -> b }'))).toEqual(['“a” — “b”']);
  });
});

describe('GraphML', () => {
  it('with keys, defaults, CDATA, and what has no place reported', () => {
    const found = read(textOf('primer.graphml'));
    expect(drawn(found)).toEqual(['“n0” → “n2” -1.5', '“n1” — “n0”', '“n3” → “n3::n4” 2']);
    expect(node(found, 'n0')?.label).toBe('Power & status');
    expect(node(found, 'n2')?.label).toBe('Care <for> others');
    expect(found.report).toEqual([
      'Graphs in nodes were not kept as groups; their nodes and edges were read.',
      '<hyperedge> was not read.',
      'The attribute “source of data” of nodes was not read.',
    ]);
  });
});

describe('an adjacency table', () => {
  it('with quoted names, two edges in a cell, and the other way round', () => {
    const found = read(textOf('matrix.csv'));
    expect(drawn(found)).toEqual([
      '“security” → “freedom, personal” -0.35',
      '“security” → “conformity” 0.4',
      '“security” ↔ “conformity” 0.1',
      '“freedom, personal” — “conformity”',
    ]);
    expect(drawn(read(textOf('matrix-turned.csv')))).toEqual(['“a” → “b” 0.5']);
  });

  it('that is symmetric has no directions, and says so', () => {
    const found = read(',a,b,c\na,1,0.5,0\nb,0.5,1,\nc,0,,1\n');
    expect(drawn(found)).toEqual(['“a” — “b” 0.5']);
    expect(found.report).toHaveLength(1);
  });
});

describe('which format a text is in', () => {
  it.each([
    [textOf('dagitty-full.txt'), 'dagitty'],
    [textOf('dagitty-old.txt'), 'dagitty'],
    ['a -> b', 'dagitty'],
    [textOf('graphviz-directed.dot'), 'dot'],
    [textOf('primer.graphml'), 'graphml'],
    [textOf('matrix.csv'), 'csv'],
    [textOf('matrix-turned.csv'), 'csv'],
    ['\uFEFF {"kind":1}', 'json'],
    ['', 'dagitty'],
  ])('%#', (text, format) => expect(recogniseGraphFormat(text)).toBe(format));
});
