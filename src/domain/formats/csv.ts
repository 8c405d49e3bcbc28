/**
 * Rows as CSV (RFC 4180: CRLF, quotes doubled) with a byte order mark, which makes spreadsheets read UTF-8.
 * A text cell that a spreadsheet would run as a formula gets an apostrophe in front.
 * Worked: `['a"b', 1]` gives `"a""b",1`.
 */
export function csvText(
  header: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  const lines = [header, ...rows].map((row) => row.map(csvCell).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
