import type { Dataset, DatasetItem } from '../dataset';
import { ReportBuilder, type FileReport } from '../import-report';
import { ContentHash } from '../content-hash';
import { readTabTable } from '../tab-table';
import { fail, ok, type Result } from '../../result';
import type { SourceFile } from '../text-file';
import type { DatasetFormat, ImportContext, ImportedDataset, ImportFailure, ImportProgress } from './format';
import { TOUCHE_VALUE_SYSTEM, valueOfColumn } from './touche/columns';
import { Level1Check } from './touche/level1-check';
import { Splits } from './touche/pair-split';
import { readArguments } from './touche/read-arguments';
import { readLabels } from './touche/read-labels';
import { recogniseFile, type DataRole } from './touche/recognise';
import { compareSplits, splitOfFile } from './touche/split-name';
import type { SplitTable } from './touche/split-table';
import { readValueCategories } from './touche/value-categories';

const NAME = 'Touché23-ValueEval';
/** Rows between two steps of the generator: a few milliseconds of work. */
const ROWS_PER_STEP = 1000;

const EXPECTS =
  'arguments-training.tsv with labels-training.tsv, or the same pair of another split, as Touché23-ValueEval publishes them';

type Task = { file: SourceFile; role: DataRole };

/** Touché23-ValueEval: `arguments-*.tsv`, `labels-*.tsv`, `level1-labels-*.tsv` and `value-categories.json`, in any mix. */
export const toucheFormat: DatasetFormat = {
  id: 'touche23',
  name: NAME,
  expects: EXPECTS,
  recognise: (files) =>
    files.filter((file) => ['arguments', 'labels'].includes(recogniseFile(file).role)).length,
  explain,
  read,
};

function explain(file: SourceFile): string {
  const found = recogniseFile(file);
  return 'reason' in found ? found.reason : 'It holds neither texts nor labels of the 20 values.';
}

function* read(
  files: readonly SourceFile[],
  { now }: ImportContext,
): Generator<ImportProgress, Result<ImportedDataset, ImportFailure>> {
  const report = new ReportBuilder();
  const tasks = sortOut(files, report);
  const splits = new Splits();
  const level1 = new Level1Check();
  for (const { file } of tasks.filter(({ role }) => role === 'value-categories')) {
    const categories = readValueCategories(file.text);
    const entry = report.file(file.name, 'value-categories', categories.ok ? 'read' : 'refused');
    if (categories.ok) level1.parents = categories.value;
    else entry.notes.push(categories.error);
  }

  const steps = new Steps(files.length);
  for (const { file } of tasks.filter(({ role }) => role === 'arguments')) {
    const entry = report.file(file.name, 'arguments', 'read');
    noteCutOff(file, entry);
    const split = splits.named(nameSplit(entry));
    for (const row of readArguments(readTabTable(file.text), entry, report)) {
      split.addArgument(row, file.name, report);
      if (row.labels && !split.hasLabelFile) split.startLabels();
      if (steps.due()) yield steps.progress(entry);
    }
    yield steps.finish(entry);
  }
  for (const { file } of tasks.filter(({ role }) => role === 'labels')) {
    const entry = report.file(file.name, 'labels', 'read');
    noteCutOff(file, entry);
    const table = readTabTable(file.text);
    const split = splits.forLabels(table, entry);
    entry.split = split.name;
    split.startLabels();
    for (const row of readLabels(table, valueOfColumn, entry, report)) {
      split.addLabels(row, file.name, report);
      if (steps.due()) yield steps.progress(entry);
    }
    yield steps.finish(entry);
  }
  for (const { file } of tasks.filter(({ role }) => role === 'level1-labels')) {
    const entry = report.file(file.name, 'level1-labels', 'read');
    const table = readTabTable(file.text);
    const split = splits.forLabels(table, entry);
    entry.split = split.name;
    for (const row of readLabels(table, (column) => column, entry, report)) {
      level1.add(row, split, file.name, report);
      if (steps.due()) yield steps.progress(entry);
    }
    yield steps.finish(entry);
  }
  level1.conclude(report);
  return finish(splits, report, now);
}

/** Recognises every file, and reports those that hold no data or were given twice. */
function sortOut(files: readonly SourceFile[], report: ReportBuilder): Task[] {
  const seen = new Map<string, string>();
  const tasks: Task[] = [];
  for (const file of files) {
    const found = recogniseFile(file);
    const twin = seen.get(file.text);
    seen.set(file.text, file.name);
    if (found.role === 'unusable') report.file(file.name, 'unknown', 'refused', found.reason);
    else if (found.role === 'not-needed') report.file(file.name, found.what, 'not-needed', found.reason);
    else if (twin !== undefined)
      report.file(file.name, found.role, 'not-needed', `It has the same content as ${twin}.`);
    else tasks.push({ file, role: found.role });
  }
  return tasks;
}

function nameSplit(entry: FileReport): string {
  const name = splitOfFile(entry.name);
  entry.split = name;
  return name;
}

function finish(splits: Splits, report: ReportBuilder, now: number): Result<ImportedDataset, ImportFailure> {
  const tables = splits.all().sort((a, b) => compareSplits(a.name, b.name));
  if (tables.length === 0) {
    return fail({ message: `No row could be read. Drop ${EXPECTS}.`, report: report.build() });
  }
  const id = `${toucheFormat.id}-${hashOf(tables)}`;
  for (const table of tables) describe(table, report);
  const dataset: Dataset = {
    kind: 'dataset',
    version: 1,
    id,
    name: `${NAME} (${tables.map((table) => table.name).join(', ')})`,
    format: toucheFormat.id,
    source: 'Touché23-ValueEval, doi:10.5281/zenodo.6814563',
    licence: 'CC BY-SA 4.0 by the README of the release; CC BY 4.0 by its page on Hugging Face',
    valueSystemId: TOUCHE_VALUE_SYSTEM,
    importedAt: now,
    splits: tables.map((table) => table.counts()),
    report: report.build(),
  };
  const items: DatasetItem[] = tables.flatMap((table) => table.items(id));
  return ok({ dataset, items });
}

function hashOf(tables: readonly SplitTable[]): string {
  const hash = new ContentHash();
  for (const { split, id, argument, labels, level1 } of tables.flatMap((table) => table.items(''))) {
    hash.add(split);
    hash.add(id);
    hash.add(argument ? `${argument.rawConclusion}\t${argument.stance}\t${argument.rawPremise}` : '');
    hash.add(labels?.join() ?? '-');
    hash.add(level1?.join() ?? '-');
  }
  return hash.digest();
}

/** A whole file may lack its last line break too, so its last row is read, and the report says where to look. */
function noteCutOff(file: SourceFile, entry: FileReport): void {
  if (file.text.endsWith('\n')) return;
  const last = file.text.slice(file.text.lastIndexOf('\n') + 1).split('\t')[0];
  entry.notes.push(
    `It does not end with a line break. If it was cut off, its last row (${last}) is not complete: compare its size with the original's.`,
  );
}

/** Says in the report what a split lacks: both cases are legal, and neither may go unnoticed. */
function describe(table: SplitTable, report: ReportBuilder): void {
  const counts = table.counts();
  const labelsOnly = counts.items - counts.withText;
  const textOnly = counts.items - counts.annotated;
  report.note(
    `${table.name}: ${counts.items} items, ${counts.withText} with text, ${counts.annotated} with labels.`,
  );
  if (counts.withText > 0 && counts.annotated > 0 && labelsOnly + textOnly === counts.items) {
    report.note(
      `${table.name}: the texts and the labels share no id, so nothing was paired: they seem to be of different splits. Drop the labels that belong to these texts.`,
    );
  }
  if (labelsOnly > 0)
    report.note(
      `${table.name}: ${labelsOnly} items have labels but no text, and can't be asked as questions.`,
    );
  if (textOnly > 0) report.note(`${table.name}: ${textOnly} items have a text but no labels.`);
  if (counts.annotatedWithoutValue > 0) {
    report.note(`${table.name}: ${counts.annotatedWithoutValue} items were labelled with no value at all.`);
  }
}

/** Counts rows for the progress of the whole import; each file counts the same. */
class Steps {
  #rows = 0;
  #finished = 0;

  constructor(readonly files: number) {}

  due(): boolean {
    this.#rows += 1;
    return this.#rows % ROWS_PER_STEP === 0;
  }

  progress(entry: FileReport): ImportProgress {
    const share = entry.rows === 0 ? 0 : entry.read / entry.rows;
    return { file: entry.name, done: this.#finished + share, total: this.files };
  }

  finish(entry: FileReport): ImportProgress {
    this.#finished += 1;
    return { file: entry.name, done: this.#finished, total: this.files };
  }
}
