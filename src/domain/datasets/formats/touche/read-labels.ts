import type { FileReport, ReportBuilder } from '../../import-report';
import { cellsOf, columnOf, isBlank, type TabTable } from '../../tab-table';
import { cleanText, shorten } from '../../clean-text';
import { ID_COLUMN } from './columns';
import { columnCountError } from './read-arguments';

/** One row of a label file: the names of the columns that hold a 1, after `nameOf`. */
export type LabelRow = { id: string; line: number; labels: string[] };

/**
 * Reads a table whose columns after the id hold 0 or 1. `nameOf` turns a column's name into what the row shall hold, or
 * into undefined for a column to pass over.
 */
export function* readLabels(
  table: TabTable,
  nameOf: (column: string) => string | undefined,
  file: FileReport,
  report: ReportBuilder,
): Generator<LabelRow> {
  const idAt = columnOf(table.header, ID_COLUMN);
  const columns = table.header
    .map((column, index) => ({ index, column, name: index === idAt ? undefined : nameOf(column) }))
    .flatMap(({ index, column, name }) => (name === undefined ? [] : [{ index, column, name }]));
  file.rows += table.lines.length;
  for (const [index, text] of table.lines.entries()) {
    const at = { file: file.name, line: index + 2 };
    if (isBlank(text)) {
      report.problem({ ...at, code: 'blank-line', reason: 'The line is empty; it was passed over.' });
      continue;
    }
    const cells = cellsOf(text);
    if (cells.length !== table.header.length) {
      report.problem({ ...at, ...columnCountError(cells.length, table.header.length) });
      continue;
    }
    const id = cleanText(cells[idAt] ?? '');
    if (id === '') {
      report.problem({ ...at, code: 'no-id', reason: 'The row has no argument id; it was left out.' });
      continue;
    }
    const labels: string[] = [];
    let wrong: string | undefined;
    for (const { index: cellAt, column, name } of columns) {
      const cell = cells[cellAt];
      if (cell === '0') continue;
      if (cell === '1' || cell?.trim() === '1') labels.push(name);
      else if (cell?.trim() !== '0') wrong ??= `"${shorten(cell ?? '', 20)}" under "${column}"`;
    }
    if (wrong !== undefined) {
      const reason = `${id} has ${wrong}, neither 0 nor 1; the labels of this row were left out.`;
      report.problem({ ...at, code: 'label-cell', reason });
      continue;
    }
    file.read += 1;
    yield { id, line: at.line, labels };
  }
}
