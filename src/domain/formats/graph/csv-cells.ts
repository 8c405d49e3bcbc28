import { stop } from './graph-text';

export interface Cell {
  text: string;
  at: number;
}

/**
 * The cells of a table after RFC 4180: parted by the delimiter, in "…" where they hold it, "" for a quotation mark. Empty lines
 * are passed over. One pass, linear in the length.
 */
export function csvCells(text: string, delimiter: string): Cell[][] {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let at = 0;
  const endRow = (): void => {
    if (row.length > 1 || row.some((cell) => cell.text.trim() !== '')) rows.push(row);
    row = [];
  };
  while (at < text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at, delimiter);
    row.push({ text: cell.text, at });
    at = cell.end;
    if (text[at] === delimiter) {
      at++;
      if (at === text.length) row.push({ text: '', at });
      continue;
    }
    if (at < text.length && text[at] !== '\n' && text[at] !== '\r') {
      stop('Text after the closing ". A cell with quotation marks must end with one.', at);
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    endRow();
  }
  endRow();
  return rows;
}

function plainCell(text: string, start: number, delimiter: string): { text: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++;
  return { text: text.slice(start, end), end };
}

function quotedCell(text: string, start: number): { text: string; end: number } {
  const pieces: string[] = [];
  let from = start + 1;
  for (;;) {
    const mark = text.indexOf('"', from);
    if (mark === -1) stop('This cell has no end: close it with ".', start);
    pieces.push(text.slice(from, mark));
    if (text[mark + 1] !== '"') return { text: pieces.join(''), end: mark + 1 };
    pieces.push('"');
    from = mark + 2;
  }
}

/** The sign that stands most often in the first line, outside quotation marks: comma, semicolon or tab. */
export function delimiterOf(text: string): string {
  const end = text.indexOf('\n');
  const line = (end === -1 ? text : text.slice(0, end)).replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: line.split(sign).length - 1 }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).sign;
}
