import { describe, expect, it, vi } from 'vitest';
import { newGraph } from '../../../domain/graph/new-graph';
import { graphFrom } from '../../../domain/graph/example-causal-graphs';
import { GraphState } from '../../../state/graph-state.svelte';
import { CanvasControl, DRAWN_WEIGHT } from './canvas-control.svelte';
import { pressKey } from './canvas-keys';

function hands(state: GraphState) {
  const inspect = vi.fn();
  const ports = { fit: vi.fn(), zoomBy: vi.fn(), search: vi.fn() };
  const control = new CanvasControl(state, { system: () => null, inspect });
  const press = (...keys: string[]): boolean[] =>
    keys.map((key) =>
      pressKey(
        control,
        {
          key: key.replace('Shift+', '').replace('Ctrl+', ''),
          shiftKey: key.startsWith('Shift+'),
          ctrlKey: key.startsWith('Ctrl+'),
          metaKey: false,
          altKey: false,
        },
        ports,
      ),
    );
  return { control, press, inspect, ports };
}

const weights = (state: GraphState) =>
  state.graph.edges.map(({ from, to, weight }) => [from, to, weight ?? null]);

describe('the keyboard on the canvas', () => {
  it('adds nodes and opens the field for their name', () => {
    const state = new GraphState(newGraph({ id: 'g', name: 'G' }));
    const { press, inspect, control } = hands(state);
    press('n', 'Enter', 'Enter');
    expect(state.graph.nodes.map(({ id }) => id)).toEqual(['Node 1', 'Node 2']);
    expect(state.graph.nodes.every(({ position }) => position !== undefined)).toBe(true);
    expect(state.selection).toEqual({ kind: 'node', id: 'Node 2' });
    expect(control.focus).toBe('Node 2');
    expect(inspect).toHaveBeenCalledTimes(2);
  });

  it('draws an arrow from cause to effect, weighs it, and takes it back', () => {
    const state = new GraphState(graphFrom('a', 'b'));
    const { press, control } = hands(state);
    control.focusOn('a');
    press('e', 'Enter');
    expect(control.source).toBe('a');
    control.focusOn('b');
    press('Enter');
    expect(weights(state)).toEqual([['a', 'b', DRAWN_WEIGHT]]);
    press('-', '-', '+');
    expect(weights(state)).toEqual([['a', 'b', 0.25]]);
    press('v', 'Delete');
    expect(weights(state)).toEqual([]);
    state.undo();
    expect(weights(state)).toEqual([['a', 'b', 0.25]]);
  });

  it('refuses a circle, names its nodes, and changes nothing', () => {
    const state = new GraphState(graphFrom('a -> b', 'b -> c'));
    const { press, control } = hands(state);
    press('e');
    control.focusOn('c');
    press('Enter');
    control.focusOn('a');
    press('Enter');
    expect(state.problem?.values).toEqual(['c', 'a', 'b']);
    expect(state.graph.edges).toHaveLength(2);
  });

  it('forbids and requires arrows, and releases them the second time', () => {
    const state = new GraphState(graphFrom('a', 'b'));
    const { press, control } = hands(state);
    const draw = () => {
      control.focusOn('a');
      press('Enter');
      control.focusOn('b');
      press('Enter');
    };
    press('F');
    draw();
    expect(state.graph.knowledge.forbidden).toEqual([{ from: 'a', to: 'b' }]);
    draw();
    expect(state.graph.knowledge.forbidden).toEqual([]);
    press('R');
    draw();
    expect(state.graph.knowledge.required).toEqual([{ from: 'a', to: 'b' }]);
  });

  it('walks by position, moves with Shift, and leaves what is the browser’s', () => {
    const state = new GraphState(graphFrom('a', 'b', 'c', 'd'));
    const { press, control } = hands(state);
    press('ArrowRight');
    expect(control.focus).toBe('a'); // on top of the circle
    press('ArrowRight', 'ArrowDown');
    expect(control.focus).toBe('c');
    const before = control.places.get('c');
    press('Shift+ArrowRight');
    expect(control.places.get('c')?.x).toBeCloseTo((before?.x ?? NaN) + 20, 3);
    state.undo();
    expect(state.graph.nodes.every(({ position }) => position === undefined)).toBe(true);
    expect(press('Ctrl+z', 'Tab', 'q')).toEqual([false, false, false]);
  });

  it('goes through the edges of a node and deletes the one it is on', () => {
    const state = new GraphState(graphFrom('a -> b', 'b -> c', 'a -> c'));
    const { press, control } = hands(state);
    control.focusOn('a');
    press('PageDown', 'PageDown');
    expect(state.selection).toMatchObject({ kind: 'edge', edge: { from: 'a', to: 'c' } });
    press('Backspace');
    expect(weights(state).map(([from, to]) => `${from}${to}`)).toEqual(['ab', 'bc']);
  });

  it('shifts a node in intervene mode, where letters choose no tool', () => {
    const state = new GraphState(graphFrom('a -> b'));
    const { press, control } = hands(state);
    state.mode = 'intervene';
    control.focusOn('a');
    press('+', '+');
    expect(state.actions).toEqual({ a: { kind: 'shift', by: 1 } });
    press('-', '-');
    expect(state.actions).toEqual({});
    expect(press('x')).toEqual([false]);
    press('Delete');
    expect(state.graph.nodes).toHaveLength(2);
  });
});
