import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import shipped from '../../../../static-data/graphs/schwartz-10-value-portrait.json';
import { type CausalGraph, causalGraphSchema } from '../../graph/causal-graph';
import { fromValueGraph } from '../../graph/convert-value-graph';
import { anyCausalGraph } from '../../graph/example-causal-graphs';
import { valueGraphSchema } from '../../scm/value-graph';
import { GRAPH_FORMATS, readGraphText } from './registry';
import { plainDecimal, readNumber } from './numbers';

const OPTIONS = { id: 'read', name: 'Read' };

function again(format: (typeof GRAPH_FORMATS)[number], graph: CausalGraph): CausalGraph {
  const result = format.read(format.print(graph), OPTIONS);
  if (!result.ok) throw new Error(`${JSON.stringify(result.error)}\n${format.print(graph)}`);
  expect(result.value.report).toEqual([]);
  return result.value.graph;
}

/** What an adjacency table holds: ids, kinds, ends and weights, row by row. */
function table({ nodes, edges }: CausalGraph) {
  const at = (id: string): number => nodes.findIndex((node) => node.id === id);
  return {
    ids: nodes.map((node) => node.id),
    edges: edges
      .map(({ kind, from, to, weight }) => ({ kind, from, to, weight }))
      .sort((a, b) => at(a.from) - at(b.from) || at(a.to) - at(b.to) || a.kind.localeCompare(b.kind)),
  };
}

describe.each(GRAPH_FORMATS.filter((format) => format.id !== 'csv'))('$name', (format) => {
  it('gives back every node and edge, whatever the names and numbers', () => {
    fc.assert(
      fc.property(anyCausalGraph, (graph) => {
        const back = again(format, graph);
        expect(back.nodes).toEqual(graph.nodes);
        expect(back.edges).toEqual(graph.edges);
        expect(causalGraphSchema.parse(back)).toEqual(back);
      }),
      { numRuns: 300 },
    );
  });

  it('gives back the shipped graph', () => {
    const graph = fromValueGraph(valueGraphSchema.parse(shipped));
    const back = again(format, graph);
    expect(back.nodes).toEqual(graph.nodes);
    expect(back.edges).toEqual(graph.edges);
  });
});

describe('every format', () => {
  it('is recognised, and printing what was read gives the same text', () => {
    fc.assert(
      fc.property(anyCausalGraph, fc.constantFrom(...GRAPH_FORMATS), (graph, format) => {
        const read = (text: string): CausalGraph => {
          const result = readGraphText(text, { ...OPTIONS, name: graph.name });
          if (!result.ok) throw new Error(JSON.stringify(result.error));
          return result.value.graph;
        };
        const text = format.print(read(format.print(graph)));
        expect(format.print(read(text))).toBe(text);
      }),
    );
  });
});

describe('Adjacency table', () => {
  it('gives back ids, kinds and weights', () => {
    const format = GRAPH_FORMATS.find(({ id }) => id === 'csv');
    fc.assert(
      fc.property(anyCausalGraph, (graph) => {
        if (format) expect(table(again(format, graph))).toEqual(table(graph));
      }),
      { numRuns: 300 },
    );
  });
});

describe('JSON', () => {
  it('gives back everything else too', () => {
    const format = GRAPH_FORMATS.find(({ id }) => id === 'json');
    fc.assert(
      fc.property(anyCausalGraph, (graph) => {
        if (format) expect(again(format, graph)).toEqual(graph);
      }),
    );
  });
});

describe('numbers', () => {
  it('in full read back exactly', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(plainDecimal(number)).not.toContain('e');
        expect(readNumber(plainDecimal(number))).toBe(number + 0);
      }),
    );
  });
});
