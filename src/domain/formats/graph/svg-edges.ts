import type { CausalEdge } from '../../graph/causal-graph';
import { pairKey } from '../../graph/edge-key';
import { NODE_RADIUS, type SvgNode, type SvgPoint } from './svg-layout';
import { weightLabel } from './svg-words';

export interface SvgEdge {
  edge: CausalEdge;
  /** The line as an SVG path, and the arrowheads as triangles. */
  path: string;
  heads: string[];
  width: number;
  label: SvgPoint & { text: string };
}

/** More weights than this can't be read at once; they stand in each edge's title then. */
const LABELS_AT_MOST = 80;
const GAP = 3;
const HEAD = 9;
/** An edge beside another, or one that would run through a node, bows by this share of its length. */
const BOW = 0.22;
/** In larger graphs the search for nodes in the way would cost more than it shows. */
const CHECKS_AT_MOST = 200_000;
/** Where on its line a weight may stand: the first place that no other weight has is taken. */
const PLACES = [0.5, 0.4, 0.6, 0.32, 0.68, 0.25, 0.75];
const LABEL = { width: 34, height: 15 };

/** Lines from rim to rim. A weight keeps off those before it and off nodes where it can. */
export function svgEdges(edges: readonly CausalEdge[], nodes: readonly SvgNode[]): SvgEdge[] {
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  const joined = new Set<string>();
  const taken: SvgPoint[] = [];
  return edges.flatMap((edge): SvgEdge[] => {
    const from = nodeOf.get(edge.from);
    const to = nodeOf.get(edge.to);
    if (!from || !to) return [];
    const pair = pairKey(edge.from, edge.to);
    const searched = edges.length * nodes.length <= CHECKS_AT_MOST;
    const bow = joined.has(pair) ? BOW : searched ? bowAround(from, to, nodes) : 0;
    const control = controlPoint(from, to, bow);
    joined.add(pair);
    const start = rim(from, control, edge.kind === 'bidirected');
    const end = rim(to, control, edge.kind !== 'undirected');
    const at = (t: number): SvgPoint => onCurve(start, control, end, t);
    const text = edges.length > LABELS_AT_MOST ? '' : weightLabel(edge.weight);
    const place = PLACES.map(at).find((point) => isFree(point, taken, nodes)) ?? at(0.5);
    if (text !== '') taken.push(place);
    return [
      {
        edge,
        path: `M${pair2(start)}Q${pair2(control)} ${pair2(end)}`,
        heads: [
          ...(edge.kind === 'undirected' ? [] : [head(control, end)]),
          ...(edge.kind === 'bidirected' ? [head(control, start)] : []),
        ],
        width: 1.3 + 1.9 * Math.min(1, Math.abs(edge.weight ?? 0)),
        label: { ...place, text },
      },
    ];
  });
}

/** A line that would run through a third node bows to its other side; else 0. */
function bowAround(from: SvgNode, to: SvgNode, nodes: readonly SvgNode[]): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  for (const node of nodes) {
    if (node === from || node === to || length === 0) continue;
    const [px, py] = [node.x - from.x, node.y - from.y];
    const along = (px * dx + py * dy) / length;
    const aside = (px * dy - py * dx) / length;
    if (along > 0 && along < length && Math.abs(aside) < NODE_RADIUS + 2 * GAP) return aside > 0 ? -BOW : BOW;
  }
  return 0;
}

function controlPoint(from: SvgPoint, to: SvgPoint, bow: number): SvgPoint {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return { x: (from.x + to.x) / 2 + bow * dy, y: (from.y + to.y) / 2 - bow * dx };
}

/** The point on the rim of a node towards another point; further out where an arrowhead comes between. */
function rim(node: SvgPoint, towards: SvgPoint, headed: boolean): SvgPoint {
  const { x, y } = unit(node, towards);
  const away = NODE_RADIUS + GAP + (headed ? HEAD - 2 : 0);
  return { x: node.x + x * away, y: node.y + y * away };
}

/** A triangle at the end of a line that comes from `from`. */
function head(from: SvgPoint, end: SvgPoint): string {
  const { x, y } = unit(from, end);
  const back = { x: end.x - 2 * x, y: end.y - 2 * y };
  const tip = { x: back.x + HEAD * x, y: back.y + HEAD * y };
  const half = HEAD / 2;
  const corners = [
    { x: back.x - half * y, y: back.y + half * x },
    { x: back.x + half * y, y: back.y - half * x },
  ];
  return `M${pair2(tip)}L${pair2(corners[0])}L${pair2(corners[1])}Z`;
}

function onCurve(start: SvgPoint, control: SvgPoint, end: SvgPoint, t: number): SvgPoint {
  const s = 1 - t;
  return {
    x: s * s * start.x + 2 * s * t * control.x + t * t * end.x,
    y: s * s * start.y + 2 * s * t * control.y + t * t * end.y,
  };
}

function isFree({ x, y }: SvgPoint, taken: readonly SvgPoint[], nodes: readonly SvgNode[]): boolean {
  return (
    taken.every((other) => Math.abs(other.x - x) >= LABEL.width || Math.abs(other.y - y) >= LABEL.height) &&
    nodes.every((node) => Math.hypot(node.x - x, node.y - y) >= NODE_RADIUS + LABEL.height)
  );
}

/** From one point towards another, of length 1; to the right where they are the same. */
function unit(from: SvgPoint, to: SvgPoint): SvgPoint {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  return length === 0 ? { x: 1, y: 0 } : { x: dx / length, y: dy / length };
}

const pair2 = ({ x, y }: SvgPoint): string => `${tenths(x)} ${tenths(y)}`;

/** A tenth of a pixel is finer than any screen shows. */
export function tenths(number: number): string {
  return String(Math.round(number * 10) / 10 + 0);
}
