import { csvText } from '../../domain/formats/csv';
import type { FileReport, ImportReport, ProblemCode } from '../../domain/datasets/import-report';
import { counted } from '../../domain/text/format-number';

/** What became of a file, in words. */
export function fileWords(file: FileReport): string {
  if (file.outcome === 'refused') return 'not read';
  if (file.outcome === 'not-needed') return 'not needed';
  if (file.rows === 0) return 'read';
  return file.read === file.rows
    ? `all ${counted(file.rows, 'row')}`
    : `${file.read.toLocaleString('en')} of ${counted(file.rows, 'row')}`;
}

/** Kinds of row problems in words, for the summary. */
export const PROBLEM_WORDS: Record<ProblemCode, string> = {
  'column-count': 'with too few or too many columns',
  'blank-line': 'blank',
  'no-id': 'without an id',
  'empty-text': 'without a text',
  'unknown-stance': 'with an unknown stance',
  'label-cell': 'with a label that is not 0 or 1',
  'duplicate-same': 'given twice, the same',
  'duplicate-different': 'given twice, differently',
  'level1-disagrees': 'whose finer labels disagree',
  'level1-without-row': 'with finer labels alone',
};

/** All rows that could not be read as they stand, counted, with those that the report has no room for. */
export function problemTotal({ problemCounts }: ImportReport): number {
  return Object.values(problemCounts).reduce((sum: number, count) => sum + (count ?? 0), 0);
}

/** The listed row problems as a spreadsheet. */
export function problemsCsv({ problems }: ImportReport): string {
  return csvText(
    ['file', 'line', 'kind', 'reason'],
    problems.map(({ file, line, code, reason }) => [file, line, code, reason]),
  );
}
