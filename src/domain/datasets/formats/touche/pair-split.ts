import type { FileReport } from '../../import-report';
import { cellsOf, columnOf, type TabTable } from '../../tab-table';
import { cleanText } from '../../clean-text';
import { ID_COLUMN } from './columns';
import { SplitTable } from './split-table';
import { splitOfFile } from './split-name';

/** The splits read so far, by name. */
export class Splits {
  readonly #byName = new Map<string, SplitTable>();

  named(name: string): SplitTable {
    const known = this.#byName.get(name);
    if (known) return known;
    const made = new SplitTable(name);
    this.#byName.set(name, made);
    return made;
  }

  all(): SplitTable[] {
    return [...this.#byName.values()].filter((split) => split.size > 0);
  }

  /**
   * The split that a file of labels belongs to. Its name says so; but where none of its ids is in that split and at least
   * half of them are in another one, the file was renamed or mixed up, and the ids decide. The file's report says it.
   */
  forLabels(table: TabTable, file: FileReport): SplitTable {
    const name = splitOfFile(file.name);
    const named = this.#byName.get(name);
    const idAt = columnOf(table.header, ID_COLUMN);
    const ids = table.lines.map((line) => cleanText(cellsOf(line)[idAt] ?? ''));
    if (named && ids.some((id) => named.has(id))) return named;
    const other = this.all().find((split) => ids.filter((id) => split.has(id)).length * 2 >= ids.length);
    if (!other || ids.length === 0) return this.named(name);
    file.notes.push(
      `Its ids are those of the split "${other.name}", not of "${name}": read as labels of "${other.name}".`,
    );
    return other;
  }
}
