import { baseName, whyUnusable, withoutByteOrderMark, type SourceFile } from '../../text-file';
import { cellsOf, columnOf, readTabTable } from '../../tab-table';
import { cleanText } from '../../clean-text';
import { ARGUMENT_COLUMNS, ID_COLUMN, LABEL_COLUMNS, STANCES, valueOfColumn } from './columns';

export type DataRole = 'arguments' | 'labels' | 'level1-labels' | 'value-categories';

/** What a file is, judged by its content; the reason is a sentence for the report. */
export type Recognised =
  | { role: DataRole }
  | { role: 'not-needed'; what: string; reason: string }
  | { role: 'unusable'; reason: string };

const notNeeded = (what: string, reason: string): Recognised => ({ role: 'not-needed', what, reason });
const unusable = (reason: string): Recognised => ({ role: 'unusable', reason });

/** Tells what a file is by its first lines; a wrong or missing extension makes no difference. */
export function recogniseFile(file: SourceFile): Recognised {
  const why = whyUnusable(file);
  if (why) return unusable(why);
  const body = withoutByteOrderMark(file.text);
  if (/^\s*[{[]/.test(body)) return recogniseJson(body);
  const head = readTabTable(firstLines(body));
  const firstRow = cellsOf(head.lines[0] ?? '').map(cleanText);
  return recogniseTable(head.header, firstRow, baseName(file.name));
}

function recogniseTable(header: string[], firstRow: string[], name: string): Recognised {
  const labels = header.filter((cell) => valueOfColumn(cell) !== undefined).length;
  if (columnOf(header, ID_COLUMN) < 0) return withoutIdColumn(header, name);
  const missing = ARGUMENT_COLUMNS.filter((column) => columnOf(header, column) < 0);
  if (missing.length === 0) return { role: 'arguments' };
  if (labels === LABEL_COLUMNS.length) return { role: 'labels' };
  if (labels > 0) {
    const absent = LABEL_COLUMNS.filter(([column]) => columnOf(header, column) < 0).map(([column]) => column);
    return unusable(`A label file has 20 value columns; this one lacks ${absent.join(', ')}.`);
  }
  if (missing.length < ARGUMENT_COLUMNS.length) {
    return unusable(
      `An arguments file has the columns ${ARGUMENT_COLUMNS.join(', ')}; this one lacks ${missing.join(', ')}.`,
    );
  }
  const cells = firstRow.slice(1);
  const manyColumns = header.length >= 30 || /^level1/i.test(name);
  if (manyColumns && cells.length > 0 && cells.every((cell) => cell === '0' || cell === '1'))
    return { role: 'level1-labels' };
  return notNeeded('other information', 'It has argument ids, but neither texts nor labels: not needed.');
}

function withoutIdColumn(header: string[], name: string): Recognised {
  if (header.length === 1 && (header[0] ?? '').toLowerCase().startsWith('argument id,')) {
    return unusable('Its columns are separated by commas; the release separates them by tabs.');
  }
  if (columnOf(header, 'Text-ID') >= 0) {
    return unusable("This is the sentence format of ValueEval'24, which isn't read yet.");
  }
  if (header.length === 4 && STANCES.has((header[2] ?? '').toLowerCase())) {
    return unusable(
      'The header line is missing: the first line must be "Argument ID, Conclusion, Stance, Premise".',
    );
  }
  if (/^(readme|licen[cs]e)|\.(md|sha256|ya?ml)$/i.test(name))
    return notNeeded('documentation', 'It holds no rows.');
  return unusable('Its first line has no "Argument ID" column.');
}

function recogniseJson(body: string): Recognised {
  try {
    const json: unknown = JSON.parse(body);
    if (typeof json === 'object' && json !== null && Object.keys(json).some((key) => valueOfColumn(key))) {
      return { role: 'value-categories' };
    }
  } catch {
    return unusable('It looks like JSON, but ends too early or is damaged.');
  }
  return notNeeded('other JSON', 'It is not value-categories.json, and nothing else is needed from JSON.');
}

/** More than any header and first row together; a file without line ends is not searched to its end. */
const HEAD_CHARS = 65_536;

/** The header and the first row are enough, and a file may have millions of lines. */
function firstLines(body: string): string {
  return body.slice(0, HEAD_CHARS).split('\n', 2).join('\n');
}
