import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumberTable } from './read-number-table';

function read(text: string) {
  const result = readNumberTable(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const message = (text: string): string | false => {
  const result = readNumberTable(text);
  return !result.ok && result.error.message;
};

describe('a table of answers', () => {
  it('has numbers, missing numbers and text', () => {
    const { data, textColumns } = read('id,SD,ST\nP1,1,2.5\nP2,,3\n');
    expect(data.columns).toEqual(['SD', 'ST']);
    expect([...data.values]).toEqual([1, Number.NaN, 2.5, 3]);
    expect(textColumns).toEqual(['id']);
  });

  it.each([
    ['semicolons and Windows line ends', 'a;b\r\n1;2\r\n'],
    ['tabs and a byte order mark', '\uFEFFa\tb\n1\t2'],
    ['quotes', '"a","b"\n"1","2"'],
    ['blanks', ' a , b \n 1 , 2 \n\n'],
  ])('can have %s', (_, text) => {
    expect(read(text).data).toEqual({ columns: ['a', 'b'], rows: 1, values: Float64Array.from([1, 2]) });
  });

  it('may leave the name of an index column out, and hold names with separators', () => {
    expect(read(',"a, b"\nx,1\ny,2').data.columns).toEqual(['a, b']);
  });

  it('reads what JavaScript writes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
        (numbers) => {
          const text = ['a,b', ...numbers.map((x) => `${x},1`)].join('\n');
          expect([...read(text).data.values.slice(0, numbers.length)]).toEqual(
            numbers.map((x) => Number(String(x))),
          );
        },
      ),
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readNumberTable(text)));
  });

  it.each([
    ['nothing', '', 'at least one row'],
    ['names alone', 'a,b\n', 'at least one row'],
    ['a short row', 'a,b\n1,2\n3', 'Line 3 has 1 cells for 2 columns.'],
    ['a word among numbers', 'a,b\n1,2\n3,often', 'Line 3: “b” is “often”, not a number.'],
    ['decimal commas', 'a;b\n1;2\n3;2,5', 'decimal point'],
    ['hexadecimal', 'a,b\n1,2\n1,0x10', 'not a number'],
    ['text alone', 'a,b\nx,y', 'No column'],
    ['a very wide line', `${'a,'.repeat(200_000)}\n1`, 'at most 1000'],
    ['a name twice', 'a,a\n1,2', 'there twice'],
    ['a missing name', 'a,,c\n1,2,3', 'Column 2 has no name'],
  ])('names the place in %s', (_, text, said) => {
    expect(message(text)).toContain(said);
  });
});
