import type { ValueEffect } from '../../domain/runs/intervention';
import type { ValueGraph } from '../../domain/scm/value-graph';
import { findValue } from '../../domain/values/find-value';
import type { Value, ValueId, ValueSystem } from '../../domain/values/value-system';
import { changeText } from '../priority-text';
import { type EdgeCourse, edgeCourse, onCurve } from './edge-course';
import { pictureCentre, type Place, placeNodes, type Point } from './node-places';
import { placeLabels } from './place-labels';

/** Effects below this are not drawn as movement; the same limit as in the sentence below the graph. Priority points. */
const WORTH_DRAWING = 0.05;
/** More weights than this can't be read at once. */
const LABELS_AT_MOST = 16;

export interface SceneNode extends Place {
  value: Value;
  set: boolean;
  /** "▲ 2.6", "▼ 0.4", or nothing. */
  change: string;
}

export interface SceneEdge extends EdgeCourse {
  id: string;
  from: ValueId;
  to: ValueId;
  weight: number;
  /** moved: the change of its cause reaches its effect; cut: its effect is set; still: neither. */
  state: 'moved' | 'still' | 'cut';
  /** "+.41", "−.36" where it moved, "×" where it is cut, else nothing. */
  label: string;
  labelPoint: Point;
  /** Size of what comes over it: |weight × change of its cause|, in priority points. */
  carried: number;
  /** Line width in pixels. */
  width: number;
  /** When the ripple runs along it: 0 = out of a set value, 1 = out of what that moved, … ; moved edges only. */
  stage: number;
}

/** Everything that is drawn, in pixels of the container. Both the still picture and Cytoscape draw this and nothing else. */
export interface GraphScene {
  width: number;
  height: number;
  /** Many values: smaller marks. */
  dense: boolean;
  typeScale: number;
  nodes: SceneNode[];
  edges: SceneEdge[];
}

export interface SceneInput {
  graph: ValueGraph;
  system: ValueSystem;
  /** In topological order, or null before there is an intervention. */
  effects: readonly ValueEffect[] | null;
  cut: readonly { from: ValueId; to: ValueId }[];
  set: readonly ValueId[];
  /** Size of the type, 1 by default, 1.4 on a projector. */
  typeScale?: number;
}

/** Lays out a graph on the circle of its value system and says of each edge what the intervention did to it. */
export function graphScene(input: SceneInput, width: number, height: number): GraphScene {
  const { graph, system, cut, typeScale = 1 } = input;
  const effects = new Map((input.effects ?? []).map((effect) => [effect.valueId, effect]));
  const set = new Set(input.set);
  const values = graph.nodes.flatMap((node) => findValue(system, node.valueId) ?? []);
  const dense = values.length > 12;
  const means = new Map(graph.nodes.map((node) => [node.valueId, node.mean]));
  const levels = values.map((value) => effects.get(value.id)?.after ?? means.get(value.id) ?? 3);
  const places = placeNodes(values, levels, width, height, typeScale);

  const nodes = values.map((value, at): SceneNode => ({
    ...places[at],
    value,
    set: set.has(value.id),
    change: changeText(effects.get(value.id)?.change ?? 0),
  }));
  const nodeOf = new Map(nodes.map((node) => [node.value.id, node]));
  const cutIds = new Set(cut.map((edge) => edgeId(edge.from, edge.to)));
  const edges = graph.edges.flatMap((edge): SceneEdge[] => {
    const from = nodeOf.get(edge.from);
    const to = nodeOf.get(edge.to);
    if (!from || !to) return [];
    const id = edgeId(edge.from, edge.to);
    const carried = Math.abs(edge.weight * (effects.get(edge.from)?.change ?? 0));
    const state = cutIds.has(id) ? 'cut' : carried >= WORTH_DRAWING ? 'moved' : 'still';
    const strength = dense ? 1 + 1.4 * Math.abs(edge.weight) : 1.5 + 2 * Math.abs(edge.weight);
    const course = edgeCourse(from, to, pictureCentre(width, height));
    return [
      {
        ...course,
        id,
        from: edge.from,
        to: edge.to,
        weight: edge.weight,
        state,
        carried,
        label: '',
        labelPoint: onCurve(course, 0.5),
        width: (state === 'moved' ? Math.min(3.4, strength) : dense ? 1 : 1.4) * typeScale,
        stage: 0,
      },
    ];
  });
  setStages(edges, input.effects ?? []);
  setLabels(edges, nodes);
  return { width, height, dense, typeScale, nodes, edges };
}

/** The strongest moved edges say their weight, and each cut edge that it is cut. */
function setLabels(edges: SceneEdge[], nodes: readonly SceneNode[]): void {
  const moved = edges
    .filter((edge) => edge.state === 'moved')
    .sort((one, other) => other.carried - one.carried);
  const cut = edges.filter((edge) => edge.state === 'cut');
  const labelled = [...moved.slice(0, LABELS_AT_MOST), ...cut];
  const points = placeLabels(labelled, nodes);
  labelled.forEach((edge, at) => {
    edge.label = edge.state === 'cut' ? '×' : weightText(edge.weight);
    edge.labelPoint = points[at];
  });
}

export function edgeId(from: ValueId, to: ValueId): string {
  return `${from}>${to}`;
}

/** "+.41", "−.36", "+1.20": the sign is part of what is read. */
export function weightText(weight: number): string {
  return `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(2).replace(/^0/, '')}`;
}

/** An edge waits for every moved edge into its cause. Effects stand in topological order, so one pass is enough. */
function setStages(edges: SceneEdge[], effects: readonly ValueEffect[]): void {
  const reachedAt = new Map<ValueId, number>();
  for (const { valueId } of effects) {
    const stage = reachedAt.get(valueId) ?? 0;
    for (const edge of edges) {
      if (edge.from !== valueId || edge.state !== 'moved') continue;
      edge.stage = stage;
      reachedAt.set(edge.to, Math.max(reachedAt.get(edge.to) ?? 0, stage + 1));
    }
  }
}
