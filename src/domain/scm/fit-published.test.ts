import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import shipped from '../../../static-data/graphs/schwartz-10-value-portrait.json';
import { sharedData } from '../../../tests/shared-data';
import { readNumberTable } from '../discovery/read-number-table';
import { fromValueGraph } from '../graph/convert-value-graph';
import { valueOf } from '../graph/example-causal-graphs';
import { fitScm } from './fit-scm';
import { valueGraphSchema } from './value-graph';

const survey = sharedData('survey', 'valueportrait_pvq21_individuals.csv');

describe('the shipped graph, fitted to the answers it comes from', () => {
  it.skipIf(survey === undefined)('has its shipped weights once the level is put back', () => {
    const table = readNumberTable(readFileSync(survey ?? '', 'utf8'));
    if (!table.ok) throw new Error(table.error.message);
    const graph = valueGraphSchema.parse(shipped);
    const columns = ['SD', 'ST', 'HE', 'AC', 'PO', 'SE', 'CO', 'TR', 'BE', 'UN'];
    expect(table.value.data.columns).toEqual(columns);
    // The columns stand in the order of the graph's values.
    const data = { ...table.value.data, columns: graph.nodes.map((node) => node.valueId) };
    const fit = valueOf(fitScm(fromValueGraph(graph), data, { restoreLevel: true }));
    expect(fit.notes).toHaveLength(1);
    for (const { from, to, weight } of fit.edges) {
      const edge = graph.edges.find((one) => one.from === from && one.to === to);
      expect(weight).toBeCloseTo(edge?.weight ?? NaN, 3);
    }
  });
});
