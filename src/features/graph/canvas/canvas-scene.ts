import type { CausalEdge, CausalGraph } from '../../../domain/graph/causal-graph';
import { edgeKey } from '../../../domain/graph/edge-key';
import type { RippleStep } from '../../../domain/scm/counterfactual';
import type { ScmError } from '../../../domain/scm/scm-error';
import type { Value, ValueSystem } from '../../../domain/values/value-system';
import type { Selection } from '../../../state/graph-state.svelte';
import { edgeCourse } from '../../../ui/graph/edge-course';
import { weightText } from '../../../ui/graph/graph-scene';
import type { Point } from '../../../ui/graph/node-places';
import { changeText } from '../../../ui/priority-text';
import { bendAround } from './bend-around';
import { centreOf, onCircle, type Places, valueOfNode } from './places';

export interface CanvasNode extends Point {
  id: string;
  code: string;
  /** Beside the node; empty where there is no room for names. */
  label: string;
  value: Value | undefined;
  /** Unit vector towards the side on which the label stands. */
  side: Point;
  classes: string[];
}

export interface CanvasEdge {
  id: string;
  from: string;
  to: string;
  /** The edge of the graph, or null for what is known alone (forbidden, or required and not drawn). */
  edge: CausalEdge | null;
  label: string;
  width: number;
  /** Share of the line's length by which its middle is bent to the left of from → to. */
  bend: number;
  /** The value whose colour a selected edge wears: that of its cause. */
  value: Value | undefined;
  classes: string[];
}

export interface CanvasScene {
  nodes: CanvasNode[];
  edges: CanvasEdge[];
  dense: boolean;
  /** So many nodes that they are drawn smaller still. */
  crowded: boolean;
  circle: boolean;
}

export interface SceneInput {
  graph: CausalGraph;
  system: ValueSystem | null;
  places: Places;
  selection: Selection;
  /** The node that the keyboard is on; null while the graph has no focus. */
  focus: string | null;
  /** The cause of the arrow that is being drawn. */
  source: string | null;
  problem: ScmError | null;
  /** What an intervention does, causes before effects; null outside of intervene mode. */
  ripple: readonly RippleStep[] | null;
  /** Without room for names the codes must do. */
  narrow: boolean;
}

/** More values than this are drawn smaller. */
const DENSE_FROM = 16;
const CROWDED_FROM = 36;
/** More weights than this can't be read at once: then only those of what is selected are shown. */
const LABELS_AT_MOST = 44;
const LABELS_ON_PHONE = 8;
/** Labels of so many characters fit into their node. */
const SHORT = 3;
/** Changes below this are not drawn as movement; priority points. */
const WORTH_DRAWING = 0.005;

/** Everything that the canvas draws, in the graph's own pixels. */
export function canvasScene(input: SceneInput): CanvasScene {
  const { graph, places } = input;
  const circle = onCircle(places);
  const nodes = drawNodes(input, circle);
  const valueOf = new Map(nodes.map((node) => [node.id, node.value]));
  return {
    nodes,
    edges: [...drawEdges(input, circle, valueOf), ...drawKnowledge(graph)],
    dense: graph.nodes.length > DENSE_FROM,
    crowded: graph.nodes.length > CROWDED_FROM,
    circle,
  };
}

function drawNodes(input: SceneInput, circle: boolean): CanvasNode[] {
  const { graph, system, places, selection, focus, source, problem, ripple, narrow } = input;
  const centre = centreOf(places);
  const wrong = new Set(problem?.values);
  const steps = new Map(ripple?.map((step) => [step.valueId, step]));
  const acts = ripple?.some((step) => step.kind === 'set') ?? false;
  return graph.nodes.map((node) => {
    const place = places.get(node.id) ?? { x: 0, y: 0 };
    const value = valueOfNode(graph, system, node.valueId);
    const step = steps.get(node.id);
    const change = changeText(step?.change ?? 0);
    const away = Math.hypot(place.x - centre.x, place.y - centre.y);
    const side =
      circle && away > 1
        ? { x: (place.x - centre.x) / away, y: (place.y - centre.y) / away }
        : { x: 0, y: 1 };
    const code = value?.code ?? initials(node.label);
    const name = (value && narrow) || code === node.label ? '' : node.label;
    return {
      id: node.id,
      ...place,
      value,
      side,
      code,
      label: change === '' ? name : name === '' ? change : `${name}\n${change}`,
      classes: [
        'node',
        ...when(selection?.kind === 'node' && selection.id === node.id, 'selected'),
        ...when(focus === node.id, 'focused'),
        ...when(source === node.id, 'source'),
        ...when(wrong.has(node.id), 'problem'),
        ...when(node.marks.includes('latent'), 'latent'),
        ...when(step?.kind === 'set', 'set'),
        ...when(acts && step?.kind === 'unaffected', 'dim'),
      ],
    };
  });
}

function drawEdges(
  input: SceneInput,
  circle: boolean,
  valueOf: ReadonlyMap<string, Value | undefined>,
): CanvasEdge[] {
  const { graph, places, selection, focus, problem, ripple, narrow } = input;
  const centre = centreOf(places);
  const required = new Set(graph.knowledge.required.map(arrowKey));
  const steps = new Map(ripple?.map((step) => [step.valueId, step]));
  const acts = ripple?.some((step) => step.kind === 'set') ?? false;
  const circleOfArrows = new Set(
    problem?.values.map((from, at, all) => arrowKey({ from, to: all[(at + 1) % all.length] })),
  );
  const many = graph.edges.length > LABELS_AT_MOST || (narrow && graph.edges.length > LABELS_ON_PHONE);
  const pairs = new Set(graph.edges.filter((edge) => edge.kind !== 'bidirected').map(arrowKey));
  return graph.edges.map((edge) => {
    const id = edgeKey(edge);
    const { kind, from, to, weight } = edge;
    const selected = selection?.kind === 'edge' && edgeKey(selection.edge) === id;
    const cut =
      steps.get(to)?.cut.some((one) => one.from === from) === true ||
      (kind === 'bidirected' && [from, to].some((end) => isSet(steps.get(end))));
    const change = steps.get(from)?.change ?? 0;
    const moved = acts && kind === 'directed' && !cut && Math.abs(change) >= WORTH_DRAWING;
    const near =
      selected ||
      focus === from ||
      focus === to ||
      (selection?.kind === 'node' && [from, to].includes(selection.id));
    const start = places.get(from) ?? centre;
    const end = places.get(to) ?? centre;
    const beside =
      kind === 'bidirected' && (pairs.has(arrowKey(edge)) || pairs.has(arrowKey({ from: to, to: from })));
    const length = Math.hypot(end.x - start.x, end.y - start.y) || 1;
    const bend = beside
      ? 0.25
      : circle
        ? edgeCourse({ ...start, size: 0, beside: start }, { ...end, size: 0, beside: end }, centre).bend /
          length
        : bendAround(from, to, places, graph.edges.length);
    return {
      id,
      from,
      to,
      edge,
      bend,
      value: valueOf.get(from),
      label: cut ? '×' : many && !near && !moved ? '' : edgeLabel(edge, required.has(arrowKey(edge))),
      width: 1.4 + 2.2 * Math.min(1, Math.abs(weight ?? 0.2)),
      classes: [
        kind,
        ...when(bend !== 0, 'bowed'),
        ...when((weight ?? 0) < 0, 'minus'),
        ...when(selected, 'selected'),
        ...when(required.has(arrowKey(edge)), 'required'),
        ...when(problem !== null && circleOfArrows.has(arrowKey(edge)), 'problem'),
        ...when(cut, 'cut'),
        ...when(acts && !moved && !cut, 'dim'),
      ],
    };
  });
}

/** Arrows that are known and not in the graph. What is forbidden never is; what is required is drawn on its edge where it has one. */
function drawKnowledge(graph: CausalGraph): CanvasEdge[] {
  const drawn = new Set(graph.edges.filter((edge) => edge.kind === 'directed').map(arrowKey));
  const known = (kind: 'forbidden' | 'required', label: string): CanvasEdge[] =>
    graph.knowledge[kind]
      .filter((arrow) => !drawn.has(arrowKey(arrow)))
      .map(({ from, to }) => ({
        id: `${kind} ${arrowKey({ from, to })}`,
        from,
        to,
        edge: null,
        label,
        width: 1.4,
        bend: 0.12,
        value: undefined,
        classes: ['known', kind, 'bowed'],
      }));
  return [...known('forbidden', '⊘'), ...known('required', '!')];
}

function edgeLabel(edge: CausalEdge, required: boolean): string {
  const mark = required ? ' !' : '';
  if (edge.kind === 'undirected')
    return `${edge.weight === undefined ? '' : weightText(edge.weight)}?${mark}`;
  return edge.weight === undefined ? `·${mark}` : `${weightText(edge.weight)}${mark}`;
}

function arrowKey({ from, to }: { from: string; to: string }): string {
  return JSON.stringify([from, to]);
}

function isSet(step: RippleStep | undefined): boolean {
  return step?.kind === 'set' && step.cut.length > 0;
}

function when(condition: boolean, name: string): string[] {
  return condition ? [name] : [];
}

/** What stands in the node of a variable that is no value: "n42" itself, PT for "Political trust", IN for "income". */
export function initials(label: string): string {
  if ([...label].length <= SHORT) return label;
  const words = label.split(/[\s_-]+/).filter((word) => word !== '');
  const letters = words.length > 1 ? words.map((word) => [...word][0]) : [...(words[0] ?? '?')];
  return letters.slice(0, 2).join('').toUpperCase();
}
