import type { CausalEdge, CausalGraph } from '../../graph/causal-graph';
import { signed } from '../../text/format-number';
import { escapeXml } from './xml-reader';

/** A picture of a graph has room for names of this length; what is longer ends in "…" and stands whole in the node's title. */
const NAME_AT_MOST = 36;

/** Characters that XML 1.0 (§2.2) can't hold, even as a code; one of them makes a whole file unreadable. */
const NOT_XML = /(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu;

/** Any text as it may stand in an SVG, in an element or between the quotes of an attribute. */
export function svgText(text: string): string {
  return escapeXml(text.replace(NOT_XML, '\uFFFD'));
}

/** Worked: shortName('a'.repeat(40)) has 36 characters, the last is "…". */
export function shortName(name: string): string {
  const letters = [...name];
  return letters.length <= NAME_AT_MOST ? name : `${letters.slice(0, NAME_AT_MOST - 1).join('')}…`;
}

/** "+.41", "−.36", "+1.20", "+1.2e+30": short enough to stand on a line; empty where the weight is not known. */
export function weightLabel(weight: number | undefined): string {
  if (weight === undefined) return '';
  if (Math.abs(weight) >= 1000) return `${weight < 0 ? '−' : '+'}${Math.abs(weight).toPrecision(2)}`;
  return signed(weight, 2).replace(/^([+−]?)0\./, '$1.');
}

const SIGNS = { directed: '→', bidirected: '↔', undirected: '—' } as const;

/** "Security → Conformity: +0.41, 95 % interval 0.29 to 0.52, learned": what an edge's title says. */
export function edgeWords(edge: CausalEdge, nameOf: (id: string) => string): string {
  const { from, to, kind, weight, interval, status } = edge;
  const parts = [
    weight === undefined ? 'weight not known' : amount(weight),
    ...(interval ? [`95 % interval ${amount(interval[0])} to ${amount(interval[1])}`] : []),
    status,
  ];
  return `${nameOf(from)} ${SIGNS[kind]} ${nameOf(to)}: ${parts.join(', ')}`;
}

function amount(number: number): string {
  return Math.abs(number) >= 1000 ? number.toPrecision(3) : signed(number, 2);
}

/** What the lines of this graph mean: only what is drawn is explained. */
export function legendWords({ edges }: CausalGraph): string {
  const has = (kind: CausalEdge['kind']): boolean => edges.some((edge) => edge.kind === kind);
  return [
    ...(has('directed') ? ['Arrow: cause → effect, as this graph assumes.'] : []),
    ...(has('bidirected') ? ['Arrow both ways: an unseen common cause.'] : []),
    ...(has('undirected') ? ['Line without an arrow: associated, no direction known.'] : []),
    ...(edges.some(({ weight = 0 }) => weight < 0) ? ['Solid: more goes with more; dashed: with less.'] : []),
  ].join(' ');
}

/** Who, how many, under what licence, in one line. */
export function sourceWords({ provenance: { source, licence, n } }: CausalGraph): string {
  const people = n === undefined ? '' : ` n = ${n.toLocaleString('en')}.`;
  return `Source: ${source}${/[.!?]$/.test(source) ? '' : '.'}${people} Licence: ${licence}.`;
}

/** Lines of at most `width` characters, broken at spaces; a longer word is broken where the line ends. At most `lines` of them. */
export function wrapWords(text: string, width: number, lines: number): string[] {
  const wrapped: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((whole) => pieces(whole, width))) {
    if (line !== '' && line.length + 1 + word.length > width) {
      wrapped.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  if (line !== '') wrapped.push(line);
  if (wrapped.length <= lines) return wrapped;
  return [...wrapped.slice(0, lines - 1), `${wrapped[lines - 1].slice(0, width - 1)}…`];
}

function pieces(word: string, width: number): string[] {
  const letters = [...word];
  const parts: string[] = [];
  for (let at = 0; at < letters.length; at += width) parts.push(letters.slice(at, at + width).join(''));
  return parts;
}
