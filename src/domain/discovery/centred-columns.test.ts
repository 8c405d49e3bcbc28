import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import { centredColumns, checkLevel } from './centred-columns';
import { type DataMatrix, dataMatrix, takeColumns } from './data-matrix';
import { normal } from './simulate';

const random = seededRandom(3);
function table(columns: string[], row: (scores: number[], age: number) => (number | null)[]): DataMatrix {
  const rows = Array.from({ length: 60 }, () => {
    const scores = Array.from({ length: 3 }, () => normal(random));
    const mean = scores.reduce((sum, x) => sum + x, 0) / 3;
    return row(
      scores.map((x) => x - mean),
      40 + 9 * normal(random),
    );
  });
  const made = dataMatrix(columns, rows);
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

describe('centred columns', () => {
  const data = table(['age', 'a', 'b', 'one', 'c'], ([a, b, c], age) => [age, a, b, 1, c]);

  it('are found wherever other columns, copies and gaps stand', () => {
    expect(centredColumns(data)).toEqual(['a', 'b', 'c']);
    const copied = table(['a', 'twice', 'b', 'c', 'age'], ([a, b, c], age) => [
      a,
      2 * a,
      b,
      c,
      age > 45 ? null : age,
    ]);
    expect(centredColumns(copied)).toEqual(['a', 'b', 'c']);
    expect(centredColumns(takeColumns(data, ['age', 'a', 'b']))).toBeNull();
    expect(centredColumns(table(['a', 'b', 'sum'], ([a, b]) => [a, b, a + b]))).toBeNull();
  });

  it('are refused where one is left out or another column is added, with the way out', () => {
    expect(checkLevel(data, takeColumns(data, ['a', 'b', 'c'])).ok).toBe(true);
    expect(checkLevel(data, takeColumns(data, ['age', 'one'])).ok).toBe(true);
    const less = checkLevel(data, takeColumns(data, ['a', 'b', 'age']));
    expect(less).toMatchObject({ ok: false, error: { columns: ['c', 'age'] } });
    expect(!less.ok && less.error.message).toContain('choose “c” too and leave out “age”');
    expect(checkLevel(data, takeColumns(data, ['a', 'b', 'c', 'age'])).ok).toBe(false);
  });
});
