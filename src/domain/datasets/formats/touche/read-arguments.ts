import type { Argument } from '../../dataset';
import type { FileReport, ProblemCode, ReportBuilder } from '../../import-report';
import type { ValueId } from '../../../values/value-system';
import { cellsOf, columnOf, isBlank, type TabTable } from '../../tab-table';
import { cleanText, shorten } from '../../clean-text';
import { ID_COLUMN, LABEL_COLUMNS, STANCES } from './columns';

/** One row of an arguments file. `labels` is undefined where there is no `Labels` column, or none that can be read. */
export type ArgumentRow = {
  id: string;
  line: number;
  argument: Argument;
  labels?: ValueId[];
};

type RowError = { code: ProblemCode; reason: string };

/** Reads an arguments file row by row, giving each good row to the caller and each bad one to the report. */
export function* readArguments(
  table: TabTable,
  file: FileReport,
  report: ReportBuilder,
): Generator<ArgumentRow> {
  const at = {
    id: columnOf(table.header, ID_COLUMN),
    conclusion: columnOf(table.header, 'Conclusion'),
    stance: columnOf(table.header, 'Stance'),
    premise: columnOf(table.header, 'Premise'),
    // An early publication on Hugging Face has the labels in the same file, as the text "[0, 1, …]".
    labels: columnOf(table.header, 'Labels'),
  };
  file.rows += table.lines.length;
  for (const [index, text] of table.lines.entries()) {
    const line = index + 2;
    const row = parseRow(text);
    if ('code' in row) {
      report.problem({ file: file.name, line, ...row });
      continue;
    }
    file.read += 1;
    const labels = at.labels < 0 ? undefined : parseLabelList(cellsOf(text)[at.labels] ?? '');
    if (at.labels >= 0 && labels === undefined) {
      const reason = `${row.id} has labels that are not a list of 20 zeros and ones; its text was kept without labels.`;
      report.problem({ file: file.name, line, code: 'label-cell', reason });
    }
    yield { line, ...row, ...(labels && { labels }) };
  }

  function parseRow(text: string): Pick<ArgumentRow, 'id' | 'argument'> | RowError {
    if (isBlank(text)) return { code: 'blank-line', reason: 'The line is empty; it was passed over.' };
    const cells = cellsOf(text);
    if (cells.length !== table.header.length) return columnCountError(cells.length, table.header.length);
    const id = cleanText(cells[at.id] ?? '');
    if (id === '') return { code: 'no-id', reason: 'The row has no argument id; it was left out.' };
    const rawConclusion = cells[at.conclusion] ?? '';
    const rawPremise = cells[at.premise] ?? '';
    const conclusion = cleanText(rawConclusion);
    const premise = cleanText(rawPremise);
    if (conclusion === '' || premise === '') {
      return {
        code: 'empty-text',
        reason: `${id} has no ${conclusion === '' ? 'conclusion' : 'premise'}; it was left out.`,
      };
    }
    const stanceText = cleanText(cells[at.stance] ?? '');
    const stance = STANCES.get(stanceText.toLowerCase());
    if (stance === undefined) {
      return {
        code: 'unknown-stance',
        reason: `${id} has the stance "${shorten(stanceText, 40)}", neither "in favor of" nor "against"; it was left out.`,
      };
    }
    const argument: Argument = { conclusion, stance, premise, rawConclusion, rawPremise };
    return { id, argument };
  }
}

/** `[0, 1, …]`, with commas or spaces, to the values with a one. */
function parseLabelList(cell: string): ValueId[] | undefined {
  const digits = cleanText(cell)
    .replace(/^"?\[|\]"?$/g, '')
    .split(/[\s,]+/)
    .filter((part) => part !== '');
  if (digits.length !== LABEL_COLUMNS.length) return undefined;
  const labels: ValueId[] = [];
  for (const [index, [, valueId]] of LABEL_COLUMNS.entries()) {
    if (digits[index] === '1') labels.push(valueId);
    else if (digits[index] !== '0') return undefined;
  }
  return labels;
}

export function columnCountError(found: number, expected: number): RowError {
  return {
    code: 'column-count',
    reason: `The row has ${found} column${found === 1 ? '' : 's'} where the header has ${expected}; it was left out.`,
  };
}
