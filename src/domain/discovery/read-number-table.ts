import { ok, type Result } from '../result';
import { ROWS_MAX } from './check-data';
import { type DataMatrix } from './data-matrix';
import { type DiscoveryError, discoveryFail, quoteNames } from './discovery-error';

export interface NumberTable {
  data: DataMatrix;
  /** Columns that hold text, such as an id; they are no part of `data`. */
  textColumns: string[];
}

/** Above this many characters a file is no table of survey answers, and reading it would freeze the page. */
export const TABLE_CHARACTERS_MAX = 64_000_000;
/** More than are learned from (check-data.ts), so that a person can choose among them. */
export const TABLE_COLUMNS_MAX = 1000;

const MISSING = new Set(['', 'na', 'n/a', 'nan', 'null', '.']);
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * A table of answers as text: the first line holds the names, then one row a line, cells parted by comma, semicolon or tab
 * (whichever the first line has most of), in quotes or not. A cell that is empty, NA or NaN is a missing number. A column in which no
 * cell is a number is text and left out; one in which most are is an error that names the first cell that isn't.
 *
 * Worked: “id,SD,ST\\nP1,1,2.5\\nP2,,3” has the columns SD (1, missing) and ST (2.5, 3), and the text column id.
 * Errors: no rows, too long, no name or a name twice, a row of another length, a number that can't be read. Numbers use a decimal
 * point; “2,5” between semicolons is named as such.
 */
export function readNumberTable(text: string): Result<NumberTable, DiscoveryError> {
  if (text.length > TABLE_CHARACTERS_MAX) {
    return discoveryFail(
      `The table has ${text.length} characters; at most ${TABLE_CHARACTERS_MAX} are read.`,
    );
  }
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  while (lines.length > 0 && lines[lines.length - 1].trim() === '') lines.pop();
  if (lines.length < 2) return discoveryFail('The table needs a line of column names and at least one row.');
  const separator = separatorOf(lines[0]);
  const names = cellsOf(lines[0], separator);
  if (names.length > TABLE_COLUMNS_MAX) {
    return discoveryFail(`The table has ${names.length} columns; at most ${TABLE_COLUMNS_MAX} are read.`);
  }
  const rows = lines.length - 1;
  if (rows > ROWS_MAX) return discoveryFail(`The table has ${rows} rows; at most ${ROWS_MAX} are read.`);
  const unnamed = names.findIndex((name) => name === '');
  if (unnamed > 0) return discoveryFail(`Column ${unnamed + 1} has no name in the first line.`);
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  if (twice.length > 0) return discoveryFail(`The column ${quoteNames(twice)} is there twice.`, twice);

  const table: string[][] = [];
  for (let r = 0; r < rows; r++) {
    const cells = cellsOf(lines[r + 1], separator);
    if (cells.length !== names.length) {
      return discoveryFail(`Line ${r + 2} has ${cells.length} cells for ${names.length} columns.`);
    }
    table.push(cells);
  }
  const columns: { name: string; numbers: Float64Array }[] = [];
  const textColumns: string[] = [];
  for (const [c, name] of names.entries()) {
    const read = readColumn(table, c, name);
    if (!read.ok) return read;
    if (read.value) columns.push({ name, numbers: read.value });
    else textColumns.push(name);
  }
  if (columns.length === 0) return discoveryFail('No column of the table holds numbers.', names);
  const values = new Float64Array(columns.length * rows);
  for (const [c, { numbers }] of columns.entries()) values.set(numbers, c * rows);
  return ok({ data: { columns: columns.map(({ name }) => name), rows, values }, textColumns });
}

/** The numbers of a column; undefined where it is text. */
function readColumn(
  table: readonly (readonly string[])[],
  c: number,
  name: string,
): Result<Float64Array | undefined, DiscoveryError> {
  const numbers = new Float64Array(table.length).fill(Number.NaN);
  let numeric = 0;
  let other = -1;
  for (const [r, cells] of table.entries()) {
    if (MISSING.has(cells[c].toLowerCase())) continue;
    if (NUMBER.test(cells[c])) {
      numbers[r] = Number(cells[c]);
      numeric++;
    } else if (other < 0) other = r;
  }
  if (other < 0 || numeric === 0) return ok(numeric > 0 ? numbers : undefined);
  const cell = table[other][c];
  const shown = cell.length > 20 ? `${cell.slice(0, 20)}…` : cell;
  const comma = /^[+-]?\d+,\d+$/.test(cell) ? ' Write numbers with a decimal point.' : '';
  return discoveryFail(`Line ${other + 2}: “${name}” is “${shown}”, not a number.${comma}`, [name]);
}

function separatorOf(line: string): string {
  const count = (mark: string): number => line.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** Splits a line; a quoted cell may hold the separator and doubled quotes, but no line break. */
function cellsOf(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim());
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const mark = line[at];
    if (mark === '"' && quoted && line[at + 1] === '"') {
      cell += '"';
      at++;
    } else if (mark === '"') quoted = !quoted;
    else if (mark === separator && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += mark;
  }
  return [...cells, cell.trim()];
}
