import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../tests/shared-data';
import schwartz from '../../../../static-data/value-systems/schwartz-10.json';
import shipped from '../../../../static-data/graphs/schwartz-10-value-portrait.json';
import { dataMatrix } from '../../../domain/discovery/data-matrix';
import { readNumberTable } from '../../../domain/discovery/read-number-table';
import { fromValueGraph } from '../../../domain/graph/convert-value-graph';
import { graphFrom, mark } from '../../../domain/graph/example-causal-graphs';
import { fitScm } from '../../../domain/scm/fit-scm';
import { valueGraphSchema } from '../../../domain/scm/value-graph';
import { valueSystemSchema } from '../../../domain/values/value-system';
import { dataForGraph, sayAbsent, sayOffScale } from './data-for-graph';
import { fittedGraph } from './fitted-graph';

function table(columns: string[], ...rows: (number | null)[][]) {
  const made = dataMatrix(columns, rows);
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

describe('data for a graph', () => {
  const graph = graphFrom('security -> age');

  it('finds columns by id, label or code, whatever the capitals', () => {
    const system = valueSystemSchema.parse(schwartz);
    const nodes = graph.nodes.map((node) =>
      node.id === 'security' ? { ...node, valueId: 'security' } : node,
    );
    const found = dataForGraph(
      { nodes },
      table(['AGE', 'SE', 'other'], [20, 1, 0], [30, 2, 5], [50, 4, 1]),
      system,
    );
    expect(found.data.columns).toEqual(['security', 'age']);
    expect([...found.data.values]).toEqual([1, 2, 4, 20, 30, 50]);
    expect(found.absent).toEqual([]);
  });

  it('names the nodes without a column, latent ones excepted', () => {
    const { absent } = dataForGraph(graph, table(['age'], [1], [2]));
    expect(absent).toEqual(['security']);
    expect(sayAbsent(absent, (id) => id)).toMatch(/^security has no column/);
    expect(dataForGraph(mark(graph, { security: ['latent'] }), table(['age'], [1], [2])).absent).toEqual([]);
  });

  it('leaves out rows with missing numbers and says how many', () => {
    const found = dataForGraph(graph, table(['security', 'age'], [1, 2], [null, 3], [3, 5], [4, 4]));
    expect(found.data.rows).toBe(3);
    expect(found.notes).toEqual(['1 row with a missing number was left out.']);
  });

  it('sees that scores are centred, though the graph has only some of the columns', () => {
    const rows = [
      [3, 1, 2],
      [1, 1, 4],
      [2, 5, 5],
      [4, 2, 3],
      [5, 1, 1],
    ].map((row) => {
      const mean = row.reduce((a, b) => a + b, 0) / row.length;
      return row.map((x) => x - mean);
    });
    expect(dataForGraph(graph, table(['security', 'age', 'rest'], ...rows)).level).toBeGreaterThan(0);
    expect(dataForGraph(graph, table(['security', 'age'], [1, 2], [2, 1], [3, 5])).level).toBeNull();
  });
});

describe('the scale of data', () => {
  it('is warned of where a value’s mean would lie off the priority scale', () => {
    const data = table(['security', 'age'], [-1, 30], [0.2, 50]);
    expect(sayOffScale(data, new Set(['security']))).toMatch(/means run from −0.40 to −0.40/);
    expect(sayOffScale(table(['security', 'age'], [2, 30], [4, 50]), new Set(['security']))).toBe('');
    expect(sayOffScale(data, new Set())).toBe('');
  });
});

const survey = sharedData('survey', 'valueportrait_pvq21_individuals.csv');

describe('the published survey', () => {
  it.skipIf(survey === undefined)('meets the shipped graph by its codes, and can be fitted', () => {
    const read = readNumberTable(readFileSync(survey ?? '', 'utf8'));
    if (!read.ok) throw new Error(read.error.message);
    const graph = fromValueGraph(valueGraphSchema.parse(shipped));
    const found = dataForGraph(graph, read.value.data, valueSystemSchema.parse(schwartz));
    expect(found.absent).toEqual([]);
    expect(found.data.rows).toBe(569);
    expect(found.level).toBeGreaterThan(0);
    const fit = fitScm(graph, found.data, { restoreLevel: true });
    if (!fit.ok) throw new Error(fit.error.message);
    const { provenance, edges } = fittedGraph(graph, fit.value, 'the survey');
    expect(provenance.method).toMatch(/[^.]\. Numbers fitted to 569 rows of the survey by least squares\.$/);
    expect(edges.every(({ weight }) => weight !== undefined)).toBe(true);
    const again = fittedGraph({ ...graph, provenance }, { ...fit.value, ridge: 0.1 }, 'it');
    expect(again.provenance.method).toBe(
      `${graph.provenance.method.replace(/\.$/, '')}. Numbers fitted to 569 rows of it by ridge regression (λ = 0.1).`,
    );
  });
});
