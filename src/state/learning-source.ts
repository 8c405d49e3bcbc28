import { labelMatrix } from '../domain/datasets/label-matrix';
import type { Dataset, DatasetItem } from '../domain/datasets/dataset';
import type { DataMatrix } from '../domain/discovery/data-matrix';
import { readNumberTable } from '../domain/discovery/read-number-table';
import { fail, ok, type Result } from '../domain/result';
import { priorityMatrix } from '../domain/runs/priority-matrix';
import type { Run } from '../domain/runs/run';
import { counted } from '../domain/text/format-number';
import type { ValueSystem } from '../domain/values/value-system';
import type { Storage } from '../storage/storage';

/** Numbers to learn from, with what has to be said about them. */
export interface LearningSource {
  readonly kind: 'labels' | 'file' | 'runs';
  readonly name: string;
  /** For the provenance of what is learned. */
  readonly source: string;
  readonly licence: string;
  /** What data of this kind can't tell: shown beside them, and kept with what is learned. */
  readonly limits: string;
  readonly data: DataMatrix;
  readonly notes: readonly string[];
}

const CROSS_SECTION =
  'These are answers of one moment, not an experiment: that two values go together is measured, which one moves the other is not.';

/** A table of survey answers. Errors: what read-number-table.ts names. */
export function sourceFromText(text: string, fileName: string): Result<LearningSource> {
  const table = readNumberTable(text);
  if (!table.ok) return fail(`${fileName}: ${table.error.message}`);
  const { data, textColumns } = table.value;
  const notes =
    textColumns.length > 0 ? [`Text, so not among the columns: ${textColumns.slice(0, 5).join(', ')}.`] : [];
  return ok({
    kind: 'file',
    name: fileName,
    source: `the file ${fileName}`,
    licence: 'as the file says',
    limits: CROSS_SECTION,
    data,
    notes,
  });
}

/** The labels of a dataset, of one split or of all. Errors: storage; no labels; too few values that vary. */
export async function sourceFromLabels(
  storage: Storage,
  dataset: Dataset,
  split: string | null,
  system: ValueSystem,
): Promise<Result<LearningSource>> {
  const items: DatasetItem[] = [];
  for (const { name, items: count } of dataset.splits) {
    if (split !== null && name !== split) continue;
    const page = await storage.datasets.page(dataset.id, name, { offset: 0, limit: Math.max(1, count) });
    if (!page.ok) return fail(page.error.message);
    items.push(...page.value.items);
  }
  const made = labelMatrix(
    items,
    system.values.map(({ id }) => id),
  );
  if (!made.ok) return fail(made.error.message);
  const { data, notAnnotated, constant } = made.value;
  const notes = [
    'Labels say which values occur together in a text (1: found, 0: not found). What is learned from them is co-occurrence, not cause.',
    ...(notAnnotated > 0 ? [`${counted(notAnnotated, 'item')} without annotation left out.`] : []),
    ...(constant.length > 0 ? [`Never or always found, so left out: ${constant.join(', ')}.`] : []),
  ];
  return ok({
    kind: 'labels',
    name: split === null ? dataset.name : `${dataset.name}, ${split}`,
    source: `value labels of ${dataset.name}${split === null ? '' : ` (${split})`}: ${dataset.source}`,
    licence: dataset.licence,
    limits:
      'Co-occurrence of labels in texts, as annotators saw them: an edge says that two values are argued with together, not that one moves the other.',
    data,
    notes,
  });
}

/** Measured priorities of the stored runs of one value system. Errors: storage; too few texts or values that vary. */
export async function sourceFromRuns(
  storage: Storage,
  system: ValueSystem,
  responses: boolean,
): Promise<Result<LearningSource>> {
  const list = await storage.runs.list();
  if (!list.ok) return fail(list.error.message);
  const runs: Run[] = [];
  for (const { id } of list.value.values) {
    const run = await storage.runs.get(id);
    if (run.ok && run.value) runs.push(run.value);
  }
  const made = priorityMatrix(runs, system, { responses });
  if (!made.ok) return fail(made.error.message);
  const { data, answers, responses: steered, constant } = made.value;
  const notes = [
    `${counted(answers, 'answer')} and ${counted(steered, 'response')}, each distinct text once. A value that plays no part in a text counts as 1.`,
    ...(steered > 0
      ? ['Responses were steered with a graph: what is learned from them is partly that graph again.']
      : []),
    ...(constant.length > 0 ? [`The same in every text, so left out: ${constant.join(', ')}.`] : []),
  ];
  return ok({
    kind: 'runs',
    name: 'Own runs',
    source: `measured priorities of ${counted(answers + steered, 'text')} of the runs stored on this device`,
    licence: 'your own',
    limits:
      'Priorities that the classifier measured in texts which the reasoner wrote: this says how the reasoner writes, not what people value. ' +
      (steered > 0 ? 'Some texts were steered with a graph, which is then partly learned again.' : ''),
    data,
    notes,
  });
}
