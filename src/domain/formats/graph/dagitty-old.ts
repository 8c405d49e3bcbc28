import { type Mark, MARKS } from '../../graph/causal-graph';
import type { GraphBuilder } from './graph-builder';
import { stop } from './graph-text';
import { readPair } from './numbers';

const LETTERS: Partial<Record<string, Mark>> = { E: 'exposure', O: 'outcome', A: 'adjusted', U: 'latent' };

interface Line {
  words: string[];
  at: number;
}

/**
 * DAGitty's form before version 2.3: lines of nodes, an empty line, lines of "cause effect effect …". A node's line is its name
 * (spaces as %20), 1 or letters of E, O, A, U, and perhaps @x,y; an @x,y after an effect is a bend and is passed over. a → b
 * with b → a stands for a ↔ b.
 *
 * Worked: "X E @0,1 / Y O @1,1 / Z 1 / (empty) / X Y / Z X Y" is x → y, z → x, z → y with x the exposure and y the outcome.
 * Gives false, and touches nothing, where the text is not of this form.
 */
export function readOldDagitty(text: string, builder: GraphBuilder): boolean {
  if (/[{}[\]"]|--|->|<-/.test(text)) return false;
  const blocks = blocksOf(text);
  if (blocks.length !== 2) return false;
  const [nodes, edges] = blocks;
  if (!nodes.every(({ words }) => words.length >= 2 && /^[1EOAU]+$/.test(words[1]))) return false;
  for (const { words, at } of nodes) readNode(words, at, builder);

  const arrows = new Map<string, Map<string, number>>();
  for (const { words, at } of edges) {
    const [from, ...effects] = words.filter((word) => !word.startsWith('@')).map((word) => nameOf(word, at));
    for (const to of effects) {
      const missing = [from, to].find((id) => !builder.has(id));
      if (missing !== undefined) stop(`“${missing}” is not among the nodes above. Add a line for it.`, at);
      const known = arrows.get(from) ?? new Map<string, number>();
      known.set(to, at);
      arrows.set(from, known);
    }
  }
  for (const [from, effects] of arrows) {
    for (const [to, at] of effects) {
      if (!arrows.get(to)?.has(from)) builder.edge('directed', from, to, at);
      else if (from < to) builder.edge('bidirected', from, to, at);
    }
  }
  return true;
}

/** Lines of words, parted by empty lines. */
function blocksOf(text: string): Line[][] {
  const blocks: Line[][] = [];
  let inBlock = false;
  let at = 0;
  for (const line of text.split('\n')) {
    const words = line.split(/\s+/).filter((word) => word !== '');
    if (words.length > 0) {
      if (!inBlock) blocks.push([]);
      blocks.at(-1)?.push({ words, at });
    }
    inBlock = words.length > 0;
    at += line.length + 1;
  }
  return blocks;
}

function readNode([word, letters, place]: string[], at: number, builder: GraphBuilder): void {
  const node = builder.node(nameOf(word, at), at);
  const marks = new Set([...letters].map((letter) => LETTERS[letter]));
  node.marks = MARKS.filter((mark) => marks.has(mark));
  if (place === undefined) return;
  const position = place.startsWith('@') ? readPair(place.slice(1)) : undefined;
  if (position) node.position = { x: position[0], y: position[1] };
  else builder.report(`The place “${place}” of “${node.id}” is not two numbers.`);
}

function nameOf(word: string, at: number): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return stop(`“${word.slice(0, 50)}” has a % that is no code of a character. Write %25 for it.`, at);
  }
}
