/**
 * The offset of a line and a column, both from 1, in a text; the nearest one where there is no such place.
 * Worked: line 2, column 1 of "ab\ncd" is offset 3.
 */
export function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return Math.min(text.length, before + Math.min(column - 1, lines[line - 1]?.length ?? 0));
}
