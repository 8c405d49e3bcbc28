import { stop } from './graph-text';

const MAX_DEPTH = 64;
/** Longer paths are not kept: written out again for each of their values they would cost a square. */
const MAX_PATH = 200;
/** Beyond this many values only the grammar is checked: a graph at its limits has some 100,000. */
const MAX_PLACES = 300_000;

/**
 * Checks a text against the grammar of JSON (RFC 8259) and gives the offset at which each value stands, under its path as
 * JSON.stringify writes it. Stops at the first mistake, with its place: JSON.parse's own words differ from browser to browser.
 *
 * Worked: {"a":[7]} has the paths [] at 0, ["a"] at 5 and ["a",0] at 6.
 */
export function jsonPlaces(text: string): Map<string, number> {
  const places = new Map<string, number>();
  const path: (string | number)[] = [];
  let pathLength = 0;
  let at = 0;
  const space = (): void => {
    while (text[at] === ' ' || text[at] === '\n' || text[at] === '\t' || text[at] === '\r') at++;
  };
  const expect = (sign: string): void => {
    if (text[at] !== sign)
      stop(
        at >= text.length
          ? `The text ends where “${sign}” should stand.`
          : `“${text[at]}” stands where “${sign}” should.`,
        at,
      );
    at++;
  };

  function value(depth: number): void {
    space();
    if (pathLength <= MAX_PATH && places.size < MAX_PLACES) places.set(JSON.stringify(path), at);
    if (depth > MAX_DEPTH) stop(`Values in values are read ${MAX_DEPTH} deep.`, at);
    if (text[at] === '{') list('}', () => key(), depth);
    else if (text[at] === '[') {
      let index = 0;
      list(']', () => index++, depth);
    } else if (text[at] === '"') string();
    else word();
  }

  function list(close: string, step: () => string | number, depth: number): void {
    at++;
    space();
    if (text[at] === close) {
      at++;
      return;
    }
    for (;;) {
      const name = step();
      const length = String(name).length + 1;
      path.push(name);
      pathLength += length;
      value(depth + 1);
      path.pop();
      pathLength -= length;
      space();
      if (text[at] !== ',') break;
      at++;
    }
    expect(close);
  }

  function key(): string {
    space();
    const name = string();
    space();
    expect(':');
    return name;
  }

  function string(): string {
    const start = at;
    expect('"');
    while (text[at] !== '"') {
      if (at >= text.length || text.charCodeAt(at) < 32)
        stop('This text has no end: close it with ".', start);
      at += text[at] === '\\' ? 2 : 1;
    }
    at++;
    return literal(start, 'This text has a \\ that JSON does not know.');
  }

  function word(): void {
    const start = at;
    while (at < text.length && !',]}: \n\t\r'.includes(text[at])) at++;
    const found = text.slice(start, at);
    if (found === '') stop('A value is missing here.', start);
    literal(start, `“${found.slice(0, 30)}” is no value of JSON. Texts stand in "…".`);
  }

  function literal(start: number, otherwise: string): string {
    try {
      return String(JSON.parse(text.slice(start, at)));
    } catch {
      return stop(otherwise, start);
    }
  }

  value(0);
  space();
  if (at < text.length) stop('Text after the end of the JSON.', at);
  return places;
}
