import type { ReportBuilder } from '../../import-report';
import type { ValueId } from '../../../values/value-system';
import type { LabelRow } from './read-labels';
import type { Level1Parents } from './value-categories';
import { sameNames, type SplitTable } from './split-table';

/**
 * Checks the rule of the release: a value is labelled exactly when one of its level-1 values is. The labels file is what
 * counts; a row that breaks the rule is reported.
 */
export class Level1Check {
  /** From value-categories.json; without it the level-1 labels are kept, but not checked. */
  parents: Level1Parents | undefined;
  #rows = 0;
  #checked = 0;
  #disagreeing = 0;

  add(row: LabelRow, split: SplitTable, file: string, report: ReportBuilder): void {
    this.#rows += 1;
    const { found, labels } = split.addLevel1(row);
    if (!found) {
      const reason = `${row.id} is in no arguments or labels file of "${split.name}"; its level-1 labels were left out.`;
      report.problem({ file, line: row.line, code: 'level1-without-row', reason });
      return;
    }
    if (labels === null || !this.parents) return;
    this.#checked += 1;
    const implied = this.#implied(row.labels, this.parents);
    if (sameNames(implied, labels)) return;
    this.#disagreeing += 1;
    const reason = `${row.id} has the labels ${list(labels)}, but its level-1 labels imply ${list(implied)}; both were kept as published.`;
    report.problem({ file, line: row.line, code: 'level1-disagrees', reason });
  }

  conclude(report: ReportBuilder): void {
    if (this.#rows === 0) return;
    if (!this.parents) {
      report.note(
        'The level-1 labels were not checked against the labels: value-categories.json is not among the files.',
      );
      return;
    }
    report.note(
      `${this.#checked} rows of level-1 labels were checked against the labels; ${this.#disagreeing} disagree.`,
    );
  }

  #implied(level1: readonly string[], parents: Level1Parents): ValueId[] {
    const implied = new Set<ValueId>();
    for (const name of level1) {
      const parent = parents.get(name);
      if (parent !== undefined) implied.add(parent);
    }
    return [...implied];
  }
}

const list = (names: readonly string[]) => (names.length === 0 ? '(none)' : names.join(', '));
