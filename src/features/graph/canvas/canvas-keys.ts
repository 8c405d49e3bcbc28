import type { EdgeRef } from '../../../domain/graph/edge-key';
import { edgeKey } from '../../../domain/graph/edge-key';
import type { GraphTool } from '../../../state/graph-state.svelte';
import type { CanvasControl } from './canvas-control.svelte';
import { type Direction, firstNode, nearestNode } from './nearest-node';

/** One letter for each tool, while the graph has the focus. */
export const TOOL_KEYS: Record<GraphTool, string> = {
  select: 'V',
  node: 'N',
  edge: 'E',
  forbid: 'F',
  require: 'R',
  erase: 'X',
};

/** Pixels of the graph that Shift and an arrow key move a node by. */
const NUDGE = 20;
const WEIGHT_STEP = 0.05;
const SHIFT_STEP = 0.5;

const ARROWS: Partial<Record<string, { direction: Direction; x: number; y: number }>> = {
  ArrowUp: { direction: 'up', x: 0, y: -1 },
  ArrowDown: { direction: 'down', x: 0, y: 1 },
  ArrowLeft: { direction: 'left', x: -1, y: 0 },
  ArrowRight: { direction: 'right', x: 1, y: 0 },
};

export interface KeyPorts {
  readonly fit: () => void;
  readonly zoomBy: (factor: number) => void;
  readonly search: () => void;
}

type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** What a key does while the graph has the focus. False: nothing; it is the browser's. */
export function pressKey(control: CanvasControl, pressed: Pressed, ports: KeyPorts): boolean {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return false;
  const { state } = control;
  const arrow = ARROWS[pressed.key];
  if (arrow) {
    if (pressed.shiftKey) control.nudge(arrow.x * NUDGE, arrow.y * NUDGE);
    else walk(control, arrow.direction);
    return true;
  }
  switch (pressed.key) {
    case 'Enter':
    case ' ':
      return enter(control);
    case 'Escape':
      if (control.source !== null) control.cancel();
      else state.select(null);
      return true;
    case 'Delete':
    case 'Backspace':
      control.erase();
      return true;
    case 'PageDown':
    case 'PageUp':
      walkEdges(control, pressed.key === 'PageDown' ? 1 : -1);
      return true;
    case 'Home':
      ports.fit();
      return true;
    case '/':
      ports.search();
      return true;
    case '+':
    case '=':
      if (!control.weigh(WEIGHT_STEP) && !control.shift(SHIFT_STEP)) ports.zoomBy(1.2);
      return true;
    case '-':
    case '−':
      if (!control.weigh(-WEIGHT_STEP) && !control.shift(-SHIFT_STEP)) ports.zoomBy(1 / 1.2);
      return true;
  }
  return state.mode === 'edit' && chooseTool(control, pressed.key);
}

function chooseTool(control: CanvasControl, key: string): boolean {
  for (const tool of ['select', 'node', 'edge', 'forbid', 'require', 'erase'] as const) {
    if (TOOL_KEYS[tool] !== key.toUpperCase()) continue;
    control.cancel();
    control.state.tool = tool;
    control.say(`Tool: ${tool}`);
    return true;
  }
  return false;
}

function enter(control: CanvasControl): boolean {
  const { state, focus } = control;
  if (state.mode === 'edit' && state.tool === 'node') {
    control.addNode();
    return true;
  }
  const onEdge = state.mode === 'edit' && state.selection?.kind === 'edge';
  if (state.mode === 'edit' && state.tool === 'erase') control.erase();
  else if (onEdge && state.tool === 'select') control.inspect();
  else if (focus !== null) {
    control.onNode(focus);
    const opens = state.mode === 'intervene' || (state.mode === 'edit' && state.tool === 'select');
    if (opens) control.inspect();
  }
  return true;
}

function walk(control: CanvasControl, direction: Direction): void {
  const { focus, places, state } = control;
  if (state.selection?.kind === 'edge') state.select(null);
  const next = focus === null ? firstNode(places) : nearestNode(places, focus, direction);
  if (next !== null) control.focusOn(next);
}

/** From one edge of the node to the next, in the order of the graph. */
function walkEdges(control: CanvasControl, by: number): void {
  const { state, focus } = control;
  const edges: EdgeRef[] = state.graph.edges.filter(
    ({ from, to }) => focus === null || from === focus || to === focus,
  );
  if (edges.length === 0) return control.say('No edges here.');
  const selected = state.selection?.kind === 'edge' ? edgeKey(state.selection.edge) : null;
  const at = edges.findIndex((edge) => edgeKey(edge) === selected);
  const next = edges[at === -1 ? (by > 0 ? 0 : edges.length - 1) : (at + by + edges.length) % edges.length];
  control.onEdge({ kind: next.kind, from: next.from, to: next.to });
}
