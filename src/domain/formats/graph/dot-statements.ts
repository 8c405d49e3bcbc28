import type { Attribute } from './attributes';
import { dotTokens, type Token } from './dot-tokens';
import { stop } from './graph-text';

/** Groups in groups beyond this are refused; no graph needs them, and reading them would fill the stack. */
const MAX_DEPTH = 50;
/** Of one node, edge or default. Each counts for every edge of a statement, so that many would cost a square. */
const MAX_PROPERTIES = 100;

export type DotStatement =
  | { type: 'node'; id: Token; attributes: Attribute[] }
  | { type: 'edge'; ends: DotEnd[]; signs: Token[]; attributes: Attribute[] }
  /** graph [...], node [...], edge [...], and key = value. */
  | { type: 'defaults'; of: string; attributes: Attribute[] }
  | DotGroup;

export interface DotGroup {
  type: 'group';
  statements: DotStatement[];
  at: number;
}
export type DotEnd = Token | DotGroup;

export interface DotText {
  /** Lower case: digraph, graph, dag, pdag, mag or pag; `dag` for statements without a frame. */
  type: string;
  name: string | undefined;
  statements: DotStatement[];
}

const TYPES = new Set(['digraph', 'graph', 'dag', 'pdag', 'mag', 'pag']);

/** Statements of a text in DOT's grammar, or bare statements as DAGitty takes them. Stops at what is not understood. */
export function dotStatements(text: string): DotText {
  const tokens = dotTokens(text);
  let next = 0;
  const peek = (): Token => tokens[next];
  const take = (): Token => tokens[Math.min(next++, tokens.length - 1)];
  const isMark = (mark: string): boolean => peek().type === 'mark' && peek().text === mark;
  const skip = (mark: string): boolean => isMark(mark) && take() !== undefined;
  const isWord = (token: Token, word: string): boolean =>
    token.type === 'id' && !token.quoted && token.text.toLowerCase() === word;

  function statements(depth: number, framed: boolean): DotStatement[] {
    const list: DotStatement[] = [];
    for (;;) {
      if (skip(';') || skip(',')) continue;
      if (peek().type === 'end' || isMark('}')) return list;
      list.push(statement(depth, framed));
    }
  }

  function statement(depth: number, framed: boolean): DotStatement {
    const first = peek();
    const keyword = ['graph', 'node', 'edge'].find((word) => isWord(first, word));
    if (keyword !== undefined && framed) {
      take();
      return { type: 'defaults', of: keyword, attributes: attributeLists() };
    }
    const start = end(depth);
    if (start.type === 'id' && skip('=')) {
      const value = id('a value after =');
      const attribute = { key: start.text, value: value.text, at: start.at };
      return { type: 'defaults', of: 'graph', attributes: [attribute] };
    }
    const ends = [start];
    const signs: Token[] = [];
    while (peek().type === 'sign') {
      signs.push(take());
      ends.push(end(depth));
    }
    const attributes = attributeLists();
    if (signs.length > 0) return { type: 'edge', ends, signs, attributes };
    return start.type === 'group' ? start : { type: 'node', id: start, attributes };
  }

  function end(depth: number): DotEnd {
    const named = isWord(peek(), 'subgraph');
    const { at } = peek();
    if (named) {
      take();
      if (peek().type === 'id') take();
    }
    if (!isMark('{')) {
      if (named) stop('A { must follow “subgraph”.', peek().at);
      const node = id('the name of a node');
      while (skip(':')) id('a port after :');
      return { ...node, text: node.text.trim() };
    }
    if (depth === MAX_DEPTH) stop(`Groups in groups are read ${MAX_DEPTH} deep.`, at);
    take();
    const group: DotGroup = { type: 'group', statements: statements(depth + 1, true), at };
    if (!skip('}')) stop('A } is missing: this group has no end.', at);
    return group;
  }

  function id(what: string): Token {
    const token = take();
    if (token.type === 'id') return token;
    return stop(
      token.type === 'end'
        ? `The text ends where ${what} should stand.`
        : `“${token.text}” stands where ${what} should.`,
      token.at,
    );
  }

  function attributeLists(): Attribute[] {
    const attributes: Attribute[] = [];
    while (isMark('[')) {
      const open = take();
      while (!skip(']')) {
        if (skip(',') || skip(';')) continue;
        if (peek().type === 'end') stop('A ] is missing: these properties have no end.', open.at);
        const key = id('a property');
        const value = skip('=') ? id('a value after =').text : 'true';
        attributes.push({ key: key.text, value, at: key.at });
        if (attributes.length > MAX_PROPERTIES)
          stop(`At most ${MAX_PROPERTIES} properties are read.`, key.at);
      }
    }
    return attributes;
  }

  if (isWord(peek(), 'strict')) take();
  const type = peek().text.toLowerCase();
  const frameAt = tokens[next + 1]?.type === 'id' ? next + 2 : next + 1;
  const framed =
    peek().type === 'id' &&
    !peek().quoted &&
    TYPES.has(type) &&
    tokens[frameAt]?.type === 'mark' &&
    tokens[frameAt].text === '{';
  if (!framed) {
    const list = statements(0, false);
    if (peek().type !== 'end') stop('A } without a { before it.', peek().at);
    return { type: 'dag', name: undefined, statements: list };
  }
  take();
  const name = peek().type === 'id' ? take().text : undefined;
  const open = take();
  const list = statements(0, true);
  if (!skip('}')) stop('A } is missing: the graph has no end.', open.at);
  if (peek().type !== 'end')
    stop('Text after the } that ends the graph. One graph is read at a time.', peek().at);
  return { type, name, statements: list };
}
