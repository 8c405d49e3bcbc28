import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvText } from './csv';

describe('csvText', () => {
  it('quotes what needs it, and disarms formulas', () => {
    expect(
      csvText(
        ['file', 'line'],
        [
          ['a,"b".tsv', 3],
          ['=1+1', null],
        ],
      ),
    ).toBe('\uFEFFfile,line\r\n"a,""b"".tsv",3\r\n\'=1+1,\r\n');
  });

  it('is read back by another reader as it was', () => {
    const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/^[=+\-@\t\r]/.test(text) && text !== '');
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const read = Papa.parse<string[]>(csvText(['one', 'two'], rows).slice(1), {
          newline: '\r\n',
          delimiter: ',',
        });
        expect(read.data.slice(1, -1)).toEqual(rows);
      }),
    );
  });
});
