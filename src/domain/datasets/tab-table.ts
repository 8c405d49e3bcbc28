import { cleanText } from './clean-text';
import { withoutByteOrderMark } from './text-file';

/** A tab-separated table: its header, cleaned, and its lines below the header. */
export type TabTable = { header: string[]; lines: string[] };

/**
 * Splits at line feeds and tabs and nowhere else. A quotation mark is an ordinary character: published fields begin with one
 * that is never closed, and readers of quoted CSV lose hundreds of rows to it. A carriage return before the line feed and
 * empty lines at the end do not count.
 */
export function readTabTable(text: string): TabTable {
  const lines = withoutByteOrderMark(text).split('\n');
  while (lines.length > 1 && isBlank(lines[lines.length - 1] ?? '')) lines.pop();
  const [first = '', ...rest] = lines;
  return { header: cellsOf(first).map(cleanText), lines: rest };
}

/** The cells of one line, exactly as written. */
export function cellsOf(line: string): string[] {
  return (line.endsWith('\r') ? line.slice(0, -1) : line).split('\t');
}

export function isBlank(line: string): boolean {
  return line === '' || line === '\r' || line.trim() === '';
}

/** Position of a column by its name, whatever its case, or -1. */
export function columnOf(header: readonly string[], name: string): number {
  const wanted = name.toLowerCase();
  return header.findIndex((cell) => cell.toLowerCase() === wanted);
}
