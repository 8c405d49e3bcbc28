import { describe, expect, it } from 'vitest';
import ten from '../../../static-data/value-systems/schwartz-10.json';
import { newGraph } from '../graph/new-graph';
import { valueSystemSchema } from '../values/value-system';
import { dataMatrix, type DataMatrix } from './data-matrix';
import { guessScale, inPoints } from './data-scale';
import { matchColumns } from './match-columns';

const system = valueSystemSchema.parse(ten);
const none = newGraph({ id: 'g', name: 'G' });

function table(columns: string[], ...rows: number[][]): DataMatrix {
  const made = dataMatrix(columns, rows);
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

describe('columns by the names of the graph', () => {
  it('are recognised by code, name and id, and else keep their own', () => {
    const { data, calledBefore } = matchColumns(table(['SD', 'power', 'TRADITION', 'age']), none, system);
    expect(data.columns).toEqual(['self-direction', 'power', 'tradition', 'age']);
    expect(calledBefore).toEqual({ 'self-direction': 'SD', tradition: 'TRADITION' });
  });

  it('follow the labels of nodes before the values', () => {
    const graph = { nodes: [{ id: 'n1', label: 'SD', marks: [] }] };
    expect(matchColumns(table(['SD']), graph, system).data.columns).toEqual(['n1']);
  });

  it('never become two of a name', () => {
    expect(matchColumns(table(['SD', 'Self-Direction']), none, system).data.columns).toEqual([
      'self-direction',
      'Self-Direction',
    ]);
    expect(matchColumns(table(['SD', 'self-direction']), none, system).data.columns).toEqual([
      'SD',
      'self-direction',
    ]);
  });
});

describe('the scale of the numbers', () => {
  it('is guessed: centred, points, answers', () => {
    const centred = table(['a', 'b', 'c'], [1, 0, -1], [-1, 2, -1], [0, -1, 1], [2, -1, -1], [0.5, 1, -1.5]);
    expect(guessScale(centred)).toEqual({ kind: 'centred' });
    expect(guessScale(table(['a', 'b'], [1, 5], [2, 3]))).toEqual({ kind: 'points' });
    expect(guessScale(table(['a', 'b'], [0, 1], [1, 1]))).toEqual({ kind: 'answers', lowest: 0, highest: 1 });
    expect(guessScale(table(['a'], [Number.NaN]))).toEqual({ kind: 'points' });
  });

  it('comes out in priority points', () => {
    const data = table(['a'], [0], [1], [0.5]);
    expect([...inPoints(data, { kind: 'answers', lowest: 0, highest: 1 }).values]).toEqual([1, 5, 3]);
    expect([...inPoints(data, { kind: 'centred' }).values]).toEqual([3, 3.8, 3.4]);
    expect(inPoints(data, { kind: 'points' })).toBe(data);
    expect(inPoints(data, { kind: 'answers', lowest: 2, highest: 2 })).toBe(data);
  });
});
