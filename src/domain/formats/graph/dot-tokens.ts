import { stop } from './graph-text';

/** A piece of DOT or DAGitty text. `sign` is what joins nodes: ->, <-, <->, -- and those with circle marks. */
export interface Token {
  type: 'id' | 'sign' | 'mark' | 'end';
  text: string;
  /** Written in quotation marks: then it is never a keyword. */
  quoted: boolean;
  at: number;
}

/** Longest first, so that <-> is not read as <-. */
const SIGNS = ['@->', '<-@', '@-@', '--@', '@--', '<->', '->', '<-', '--'];
const MARKS = '{}[]=;,:';

/**
 * The tokens of a text in the language of Graphviz (graphviz.org/doc/info/lang.html) with DAGitty's signs for edges. One pass,
 * linear in the length. Comments are those of C, and from # to the end of the line.
 */
export function dotTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const next = skipped(text, at);
    if (next > at) {
      at = next;
      continue;
    }
    const sign = SIGNS.find((one) => text.startsWith(one, at));
    if (sign !== undefined) {
      tokens.push({ type: 'sign', text: sign, quoted: false, at });
      at += sign.length;
    } else if (MARKS.includes(text[at])) {
      tokens.push({ type: 'mark', text: text[at], quoted: false, at });
      at++;
    } else if (text[at] === '"') at = readString(text, at, tokens);
    else if (text[at] === '+') at = joinStrings(text, at, tokens);
    else {
      const end = endOfBareWord(text, at);
      if (end === at)
        stop(`“${text[at]}” is not understood here. Put names with special characters in "…".`, at);
      tokens.push({ type: 'id', text: text.slice(at, end), quoted: false, at });
      at = end;
    }
  }
  tokens.push({ type: 'end', text: '', quoted: false, at: text.length });
  return tokens;
}

/** The offset after one stretch of spaces or one comment at `at`, else `at`. */
function skipped(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code <= 32 || code === 160) return at + 1;
  if (code === 35 || text.startsWith('//', at)) {
    const end = text.indexOf('\n', at);
    return end === -1 ? text.length : end + 1;
  }
  if (!text.startsWith('/*', at)) return at;
  const end = text.indexOf('*/', at + 2);
  return end === -1 ? stop('This comment has no end: close it with */.', at) : end + 2;
}

/** Reads "…" with \" \\ \n and a backslash at the end of a line; other backslashes stand for themselves. */
function readString(text: string, start: number, tokens: Token[]): number {
  let at = start + 1;
  let plain = at;
  let content = '';
  for (;;) {
    if (at >= text.length) stop('This name or text has no end: close it with ".', start);
    const sign = text[at];
    if (sign === '"') break;
    if (sign !== '\\') {
      at++;
      continue;
    }
    const escape = text[at + 1];
    content += text.slice(plain, at);
    if (escape === '"' || escape === '\\') content += escape;
    else if (escape === 'n') content += '\n';
    else if (escape !== '\n') content += sign + (escape ?? '');
    at += 2;
    plain = at;
  }
  content += text.slice(plain, at);
  tokens.push({ type: 'id', text: content, quoted: true, at: start });
  return at + 1;
}

/** "a" + "b" is "ab". Pieces are gathered and joined once, since text + text again and again could cost a square. */
function joinStrings(text: string, plus: number, tokens: Token[]): number {
  const first = tokens.at(-1);
  if (!first?.quoted) return stop('A + can only stand between two texts in "…".', plus);
  const pieces = [first.text];
  let at = plus;
  while (text[at] === '+') {
    at++;
    for (let next = skipped(text, at); next > at; next = skipped(text, at)) at = next;
    if (text[at] !== '"') stop('A + can only stand between two texts in "…".', at);
    const piece: Token[] = [];
    at = readString(text, at, piece);
    pieces.push(piece[0].text);
    for (let next = skipped(text, at); next > at; next = skipped(text, at)) at = next;
  }
  first.text = pieces.join('');
  return at;
}

/** Letters, digits, _ and . of any script; a minus only before a number. */
function endOfBareWord(text: string, start: number): number {
  let at = text[start] === '-' && /[\d.]/.test(text[start + 1] ?? '') ? start + 1 : start;
  while (at < text.length && isWordSign(text.charCodeAt(at))) at++;
  return at;
}

function isWordSign(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 95 ||
    code === 46 ||
    (code >= 128 && code !== 160)
  );
}

const BARE = /^[A-Za-z_][A-Za-z0-9_.]*$/;
const KEYWORDS = new Set([
  'graph',
  'digraph',
  'node',
  'edge',
  'subgraph',
  'strict',
  'dag',
  'pdag',
  'mag',
  'pag',
]);

/** A name or text as it is written: bare where every reader takes it so, else in quotation marks. */
export function quoted(text: string): string {
  if (BARE.test(text) && !KEYWORDS.has(text.toLowerCase())) return text;
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
