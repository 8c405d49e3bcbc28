import { stop } from './graph-text';

export interface XmlElement {
  /** Without its namespace prefix. */
  name: string;
  attributes: Map<string, string>;
  children: XmlElement[];
  /** The text directly in it, pieces joined. */
  text: string;
  at: number;
}

const MAX_DEPTH = 100;
const ENTITIES: Partial<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * The root element of an XML text: elements, attributes, text, CDATA, comments. Document type declarations, and with them
 * entities of one's own, are refused: they can make a small text unfold to gigabytes or name files. Only the five entities of
 * XML 1.0 §4.6 and character references are resolved. One pass, linear in the length.
 */
export function readXml(text: string): XmlElement {
  const open: XmlElement[] = [];
  const pieces: string[][] = [];
  let root: XmlElement | undefined;
  let at = 0;
  while (at < text.length) {
    const tag = text.indexOf('<', at);
    const plain = text.slice(at, tag === -1 ? text.length : tag);
    if (open.length > 0) pieces.at(-1)?.push(resolve(plain, at));
    else if (plain.trim() !== '')
      stop('Text outside the root element. This is no XML.', at + leadingSpace(plain));
    if (tag === -1) break;
    at = tag;
    if (text.startsWith('<!--', at)) at = after(text, '-->', at, 'comment');
    else if (text.startsWith('<?', at)) at = after(text, '?>', at, 'instruction');
    else if (text.startsWith('<![CDATA[', at)) {
      const end = after(text, ']]>', at, 'CDATA section');
      pieces.at(-1)?.push(text.slice(at + 9, end - 3));
      at = end;
    } else if (text.startsWith('<!', at)) {
      stop(
        'Document type declarations are refused, because entities can be made to flood the memory. Remove it.',
        at,
      );
    } else if (text.startsWith('</', at)) {
      const end = after(text, '>', at, 'closing tag');
      const name = text.slice(at + 2, end - 1).trim();
      const element = open.pop();
      if (element?.name !== localName(name)) {
        stop(
          `</${name.slice(0, 50)}> closes <${element?.name ?? 'nothing'}>. Close what was opened last.`,
          at,
        );
      }
      element.text = (pieces.pop() ?? []).join('');
      at = end;
    } else {
      const { element, end, closed } = readTag(text, at);
      if (open.length === 0 && root) stop('A second root element. One document is read.', at);
      root ??= element;
      open.at(-1)?.children.push(element);
      if (!closed) {
        if (open.length === MAX_DEPTH) stop(`Elements in elements are read ${MAX_DEPTH} deep.`, at);
        open.push(element);
        pieces.push([]);
      }
      at = end;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) stop(`<${unclosed.name}> is never closed.`, unclosed.at);
  return root ?? stop('There is no element in this text.', 0);
}

function after(text: string, mark: string, at: number, what: string): number {
  const end = text.indexOf(mark, at);
  return end === -1 ? stop(`This ${what} has no end: ${mark} is missing.`, at) : end + mark.length;
}

function readTag(text: string, start: number): { element: XmlElement; end: number; closed: boolean } {
  let at = wordEnd(text, start + 1);
  if (at === start + 1) stop('A < that opens no element. Write &lt; for the sign.', start);
  const name = localName(text.slice(start + 1, at));
  const attributes = new Map<string, string>();
  for (;;) {
    at = spaceEnd(text, at);
    if (text[at] === '>')
      return { element: { name, attributes, children: [], text: '', at: start }, end: at + 1, closed: false };
    if (text.startsWith('/>', at)) {
      return { element: { name, attributes, children: [], text: '', at: start }, end: at + 2, closed: true };
    }
    const keyAt = at;
    at = wordEnd(text, at);
    if (at === keyAt)
      stop(
        at >= text.length
          ? `<${name}> has no end: > is missing.`
          : `“${text[at]}” is not understood in <${name}>.`,
        Math.min(at, text.length),
      );
    const key = text.slice(keyAt, at);
    at = spaceEnd(text, at);
    if (text[at] !== '=') stop(`The attribute “${key}” of <${name}> has no value.`, keyAt);
    at = spaceEnd(text, at + 1);
    const quote = text[at];
    if (quote !== '"' && quote !== "'") stop(`The value of “${key}” must stand in "…".`, at);
    const end = text.indexOf(quote, at + 1);
    if (end === -1) stop(`The value of “${key}” has no end.`, at);
    if (attributes.has(key)) stop(`The attribute “${key}” stands twice in <${name}>.`, keyAt);
    attributes.set(key, resolve(text.slice(at + 1, end), at + 1));
    at = end + 1;
  }
}

/** Resolves &lt; and the like; `from` is where the piece stands. */
function resolve(piece: string, from: number): string {
  if (!piece.includes('&')) return piece;
  return piece.replace(/&([^;&\s]{0,12};?)/g, (whole, inside: string, at: number) => {
    const name = inside.endsWith(';') ? inside.slice(0, -1) : undefined;
    if (name === undefined) return stop('A & that begins no character. Write &amp; for the sign.', from + at);
    const known = ENTITIES[name];
    if (known !== undefined) return known;
    const code = /^#(?:(\d{1,7})|x([\da-fA-F]{1,6}))$/.exec(name);
    const number = code ? (code[1] === undefined ? Number.parseInt(code[2], 16) : Number(code[1])) : -1;
    if (number < 1 || number > 0x10ffff)
      return stop(`${whole} is no character that is known here.`, from + at);
    return String.fromCodePoint(number);
  });
}

const localName = (name: string): string => name.slice(name.lastIndexOf(':') + 1);

function wordEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && text.charCodeAt(at) > 32 && !'=/>"\'<'.includes(text[at])) at++;
  return at;
}

function spaceEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && text.charCodeAt(at) <= 32) at++;
  return at;
}

const leadingSpace = (text: string): number => text.length - text.trimStart().length;

/** Text as it stands in an element or an attribute. Line breaks in attributes would be read as spaces, so they are codes. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\t', '&#9;');
}
