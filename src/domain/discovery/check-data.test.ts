import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import { checkData } from './check-data';
import { completeRows, type DataMatrix, dataMatrix, takeColumns } from './data-matrix';
import { correlationsOf } from './regular-correlation';
import { normal } from './simulate';

function table(columns: string[], rows: (number | null)[][]): DataMatrix {
  const result = dataMatrix(columns, rows);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const random = seededRandom(4);
const noise = (rows: number, columns: number): number[][] =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => normal(random)));
const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `c${at}`);

describe('bad data are refused with the place and the way out', () => {
  it('counts missing numbers by column', () => {
    const data = table(
      ['a', 'b', 'c'],
      [
        [1, null, 3],
        [2, 5, null],
        [3, null, 1],
        [4, 4, 4],
        [1, 2, 8],
        [2, 2, 2],
      ],
    );
    const result = checkData(data);
    expect(result).toMatchObject({ ok: false, error: { columns: ['b', 'c'] } });
    expect(!result.ok && result.error.message).toBe(
      'Numbers are missing or not finite: “b” in 2, “c” in 1 of 6 rows. Leave out those columns, or the 3 incomplete rows (3 remain).',
    );
    expect(completeRows(data).rows).toBe(3);
    expect(checkData(takeColumns(data, ['a', 'zzz'])).ok).toBe(false);
  });

  it('refuses infinity and NaN alike', () => {
    const data = table(
      ['a', 'b'],
      [
        [1, Number.POSITIVE_INFINITY],
        [2, 3],
        [Number.NaN, 1],
        [1, 1],
      ],
    );
    expect(checkData(data)).toMatchObject({ ok: false, error: { columns: ['a', 'b'] } });
  });

  it('names constant columns', () => {
    const data = table(
      ['a', 'b', 'c'],
      [
        [1, 3, 1],
        [2, 3, 7],
        [1, 3, 2],
        [5, 3, 2],
      ],
    );
    expect(checkData(data)).toMatchObject({
      ok: false,
      error: {
        columns: ['b'],
        message:
          '“b” is the same in every row, so nothing can be seen to vary with it. Leave this column out.',
      },
    });
  });

  it.each([
    ['one row', table(['a', 'b'], [[1, 2]]), 'One row is too few for 2 columns'],
    ['no rows', table(['a', 'b'], []), '0 rows are too few'],
    ['no more rows than columns', table(names(4), noise(4, 4)), '4 rows are too few for 4 columns'],
    ['one column', table(['a'], [[1], [2]]), 'at least two'],
    ['no columns', table([], [[], []]), 'at least two'],
    [
      'a name twice',
      table(
        ['a', 'a'],
        [
          [1, 2],
          [2, 1],
          [3, 3],
        ],
      ),
      'is there twice',
    ],
    ['too many columns', table(names(65), noise(3, 65)), 'more than the 64'],
    ['too many rows', { columns: ['a', 'b'], rows: 100_001, values: new Float64Array(200_002) }, '100000'],
    [
      'numbers that do not fill the table',
      { columns: ['a', 'b'], rows: 3, values: new Float64Array(5) },
      '5 numbers',
    ],
  ])('refuses %s', (_, data, said) => {
    const result = checkData(data);
    expect(!result.ok && result.error.message).toContain(said);
  });

  it('refuses a row of another length', () => {
    expect(dataMatrix(['a', 'b'], [[1, 2], [1]])).toMatchObject({
      ok: false,
      error: { message: 'Row 2 has 1 cells for 2 columns.' },
    });
  });
});

describe('columns that fix one another', () => {
  const plain = noise(60, 4);
  const centred = plain.map((row) => {
    const mean = row.reduce((sum, x) => sum + x, 0) / row.length;
    return row.map((x) => x - mean);
  });
  const data = table(['a', 'b', 'c', 'd'], centred);

  it('names centred scores and both ways out', () => {
    const result = correlationsOf(data);
    expect(!result.ok && result.error.message).toContain('scores centred within each person');
    expect(correlationsOf(takeColumns(data, ['a', 'b', 'c'])).ok).toBe(true);
    const restored = correlationsOf(data, { singular: 'restore-level' });
    expect(restored.ok && restored.value.notes[0]).toContain('a common level');
    const kept = correlationsOf(data, { singular: 'keep' });
    expect(kept.ok && kept.value.notes[0]).toContain('counts as dependent');
  });

  it('does not let the floor in by way of ranks', () => {
    expect(correlationsOf(data, { scale: 'ranks' }).ok).toBe(false);
    const restored = correlationsOf(data, { scale: 'ranks', singular: 'restore-level' });
    const kept = correlationsOf(data, { scale: 'ranks', singular: 'keep' });
    if (!restored.ok || !kept.ok) throw new Error('no correlations');
    const mean = (matrix: Float64Array): number => (matrix.reduce((sum, r) => sum + r, 0) - 4) / 12;
    expect(mean(kept.value.matrix)).toBeLessThan(-0.25);
    expect(Math.abs(mean(restored.value.matrix))).toBeLessThan(0.05);
  });

  it('knows scores that were centred with weights', () => {
    const weighted = plain.map((row) => {
      const mean = (2 * row[0] + 2 * row[1] + 2 * row[2] + 3 * row[3]) / 9;
      return row.map((x) => x - mean);
    });
    expect(correlationsOf(table(['a', 'b', 'c', 'd'], weighted), { singular: 'restore-level' }).ok).toBe(
      true,
    );
  });

  it('names a copy, which no level helps', () => {
    const copy = table(
      ['a', 'b', 'c'],
      plain.map(([a, b]) => [a, b, 2 * a + 1]),
    );
    for (const singular of ['refuse', 'restore-level'] as const) {
      expect(correlationsOf(copy, { singular })).toMatchObject({
        ok: false,
        error: { columns: ['c', 'a', 'b'] },
      });
    }
  });
});
