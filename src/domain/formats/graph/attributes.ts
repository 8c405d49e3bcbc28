import { type CausalEdge, type CausalNode, EDGE_STATUSES, type Mark, MARKS } from '../../graph/causal-graph';
import { nameSchema, noteSchema } from '../../graph/graph-text-schema';
import { valueIdSchema } from '../../values/value-system';
import type { GraphBuilder } from './graph-builder';
import { stop } from './graph-text';
import { readNumber, readPair } from './numbers';

/** A named text about a node or an edge, as DAGitty, DOT and GraphML have them, and where it stands. */
export interface Attribute {
  key: string;
  value: string;
  at: number;
}

/** DAGitty's names for what a node is, old ones too. */
const MARK_NAMES: Partial<Record<string, Mark>> = {
  exposure: 'exposure',
  source: 'exposure',
  e: 'exposure',
  outcome: 'outcome',
  target: 'outcome',
  o: 'outcome',
  adjusted: 'adjusted',
  a: 'adjusted',
  latent: 'latent',
  unobserved: 'latent',
  l: 'latent',
  u: 'latent',
  selected: 'selected',
  s: 'selected',
};

/** What is only for the eye, and is passed over without a word. */
const LOOKS = new Set(
  'shape color fillcolor fontcolor fontsize fontname style penwidth width height arrowhead arrowtail arrowsize constraint len tooltip URL href id class labelfontsize xlabel margin headlabel taillabel lp xlp rank ordering minlen group bb layout _draw_ _ldraw_ _hdraw_'.split(
    ' ',
  ),
);

/** Puts one attribute into a node; what is not known is reported. `flipY`: the text's y runs upwards. */
export function applyToNode(
  node: CausalNode,
  attribute: Attribute,
  builder: GraphBuilder,
  flipY = false,
): void {
  const { key, value, at } = attribute;
  const mark = MARK_NAMES[key];
  if (mark) {
    if (value !== 'false' && value !== '0') {
      node.marks = MARKS.filter((other) => other === mark || node.marks.includes(other));
    }
  } else if (key === 'label') {
    const label = value.replace(/\p{Cc}+/gu, ' ').trim(); // labels of several lines become one
    if (label === '') return;
    if (!nameSchema.safeParse(label).success) stop(`The label of “${node.id}” is too long.`, at);
    node.label = label;
  } else if (key === 'pos') {
    const place = readPair(value.endsWith('!') ? value.slice(0, -1) : value);
    if (place) node.position = { x: place[0], y: flipY ? 0 - place[1] : place[1] };
    else builder.report(`The place “${value}” of “${node.id}” is not two numbers.`);
  } else if (key === 'mean' || key === 'noise') {
    const number = readNumber(value);
    if (number === undefined || (key === 'noise' && number < 0)) {
      builder.report(
        `“${value}” is no ${key === 'mean' ? 'mean' : 'noise variance'} for “${node.id}”; left out.`,
      );
    } else if (key === 'mean') node.mean = number;
    else node.noiseVariance = number;
  } else if (key === 'value') {
    if (valueIdSchema.safeParse(value).success) node.valueId = value;
    else builder.report(`“${value}” is no id of a value; “${node.id}” was left without one.`);
  } else if (!LOOKS.has(key)) builder.report(`The attribute “${key}” of nodes was not read.`);
}

/** Everything of a node but its id and its label where that is the id. Marks have no value. */
export function attributesOfNode(
  node: CausalNode,
  place: (x: number, y: number) => string,
): [string, string | null][] {
  const { position, mean, noiseVariance, valueId } = node;
  const list: [string, string | null][] = node.marks.map((mark) => [mark, null]);
  if (node.label !== node.id) list.push(['label', node.label]);
  if (position) list.push(['pos', place(position.x, position.y)]);
  if (valueId !== undefined) list.push(['value', valueId]);
  if (mean !== undefined) list.push(['mean', String(mean)]);
  if (noiseVariance !== undefined) list.push(['noise', String(noiseVariance)]);
  return list;
}

/** Puts one attribute into an edge; what is not known is reported. The weight is `beta`; see the readers for others. */
export function applyToEdge(edge: CausalEdge, attribute: Attribute, builder: GraphBuilder): void {
  const { key, value } = attribute;
  const between = `“${edge.from}” and “${edge.to}”`;
  const bad = (what: string): void => builder.report(`“${value}” is no ${what} for ${between}; left out.`);
  if (key === 'beta') {
    const weight = readNumber(value);
    if (weight === undefined) bad('weight');
    else edge.weight = weight;
  } else if (key === 'status') {
    const status = EDGE_STATUSES.find((one) => one === value);
    if (status) edge.status = status;
    else bad('status');
  } else if (key === 'note') {
    const note = value.replaceAll('\r\n', '\n');
    if (noteSchema.safeParse(note).success) edge.note = note;
    else bad('note');
  } else if (key === 'interval') {
    const interval = readPair(value);
    if (interval) edge.interval = interval;
    else bad('interval');
  } else if (key === 'frequency') {
    const shares = readPair(value);
    const [joined, directed] = shares ?? [];
    if (joined === undefined || directed === undefined || !isShare(joined) || !isShare(directed))
      bad('frequency');
    else edge.frequency = { joined, directed };
  } else if (key !== 'pos' && !LOOKS.has(key))
    builder.report(`The attribute “${key}” of edges was not read.`);
}

const isShare = (number: number): boolean => number >= 0 && number <= 1;

/** Everything of an edge but its kind and ends. A status is written where it is not `given`. */
export function attributesOfEdge(edge: CausalEdge): [string, string][] {
  const { weight, status, note, interval, frequency } = edge;
  const list: [string, string][] = [];
  if (weight !== undefined) list.push(['beta', String(weight)]);
  if (status !== 'given') list.push(['status', status]);
  if (interval) list.push(['interval', interval.join(',')]);
  if (frequency) list.push(['frequency', `${frequency.joined},${frequency.directed}`]);
  if (note !== undefined) list.push(['note', note]);
  return list;
}
