import type { Argument, DatasetItem, SplitCounts } from '../../dataset';
import type { ReportBuilder } from '../../import-report';
import type { ValueId } from '../../../values/value-system';
import type { ArgumentRow } from './read-arguments';
import type { LabelRow } from './read-labels';

type Row = { argument: Argument | null; labels: ValueId[] | null; level1: string[] | null };

/** The rows of one split by argument id, brought together from up to three files that need not have the same order. */
export class SplitTable {
  readonly #rows = new Map<string, Row>();
  #labelFiles = 0;

  constructor(readonly name: string) {}

  get size(): number {
    return this.#rows.size;
  }

  has(id: string): boolean {
    return this.#rows.has(id);
  }

  get hasLabelFile(): boolean {
    return this.#labelFiles > 0;
  }

  /** To be called once for each label file of the split. */
  startLabels(): void {
    this.#labelFiles += 1;
  }

  addArgument({ id, line, argument, labels }: ArgumentRow, file: string, report: ReportBuilder): void {
    const row = this.#rows.get(id);
    if (row?.argument) {
      const same = JSON.stringify(row.argument) === JSON.stringify(argument);
      report.problem({
        file,
        line,
        code: same ? 'duplicate-same' : 'duplicate-different',
        reason: same
          ? `${id} was read already with the same text; once is enough.`
          : `${id} was read already with another text; the first was kept.`,
      });
      return;
    }
    this.#rows.set(id, { argument, labels: row?.labels ?? labels ?? null, level1: row?.level1 ?? null });
  }

  addLabels({ id, line, labels }: LabelRow, file: string, report: ReportBuilder): void {
    const row = this.#rows.get(id);
    if (!row) {
      this.#rows.set(id, { argument: null, labels, level1: null });
      return;
    }
    if (row.labels === null) {
      row.labels = labels;
      return;
    }
    const same = sameNames(row.labels, labels);
    report.problem({
      file,
      line,
      code: same ? 'duplicate-same' : 'duplicate-different',
      reason: same
        ? `${id} was labelled already in the same way; once is enough.`
        : `${id} was labelled already in another way; the first labels were kept.`,
    });
  }

  /** Adds level-1 labels; false where the split has no such row, or has its level-1 labels already. */
  addLevel1({ id, labels }: LabelRow): { found: boolean; labels: ValueId[] | null } {
    const row = this.#rows.get(id);
    if (!row) return { found: false, labels: null };
    row.level1 ??= labels;
    return { found: true, labels: row.labels };
  }

  /** The rows as items, in the order in which they were first met. */
  items(datasetId: string): DatasetItem[] {
    return [...this.#rows].map(([id, row], position) => ({
      kind: 'item',
      version: 1,
      datasetId,
      split: this.name,
      id,
      position,
      ...row,
    }));
  }

  counts(): SplitCounts {
    const rows = [...this.#rows.values()];
    const texts = rows.flatMap((row) => (row.argument ? [row.argument] : []));
    const annotated = rows.flatMap((row) => (row.labels ? [row.labels] : []));
    const positives: Record<string, number> = {};
    for (const labels of annotated) for (const id of labels) positives[id] = (positives[id] ?? 0) + 1;
    return {
      name: this.name,
      items: rows.length,
      withText: texts.length,
      stanceFor: texts.filter((text) => text.stance === 'for').length,
      stanceAgainst: texts.filter((text) => text.stance === 'against').length,
      conclusions: new Set(texts.map((text) => text.conclusion)).size,
      annotated: annotated.length,
      annotatedWithoutValue: annotated.filter((labels) => labels.length === 0).length,
      positives,
    };
  }
}

export function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}
