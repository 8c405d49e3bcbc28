import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { graphFrom } from '../../domain/graph/example-causal-graphs';
import { GraphState } from '../../state/graph-state.svelte';
import { FOUR } from '../../ui/testing/test-values';
import EdgeTable from './EdgeTable.svelte';

function table(...lines: string[]): GraphState {
  const state = new GraphState(graphFrom(...lines));
  render(EdgeTable, { state, system: null });
  return state;
}

const pick = async (label: string, value: string) =>
  fireEvent.change(screen.getByRole('combobox', { name: label }), { target: { value } });
const press = async (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const type = async (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('EdgeTable', () => {
  it('adds an edge from two lists and a weight, and tells why one is refused', async () => {
    const state = table('a -> b', 'c');
    await pick('Cause', 'b');
    await pick('Effect', 'c');
    await type('Weight of the new edge', '−0,4');
    await press('Add edge');
    expect(state.graph.edges[1]).toEqual({
      kind: 'directed',
      from: 'b',
      to: 'c',
      weight: -0.4,
      status: 'own',
    });
    await pick('Cause', 'c');
    await pick('Effect', 'a');
    await press('Add edge');
    expect(state.graph.edges).toHaveLength(2);
    expect(state.problem?.values).toEqual(['c', 'a', 'b']);
  });

  it('weighs, turns, reverses and deletes, each one step to undo', async () => {
    const state = table('a -> b');
    await type('Weight of a → b', '0.7');
    await pick('Status of a → b', 'given');
    await press('Reverse a → b');
    expect(state.graph.edges).toEqual([{ kind: 'directed', from: 'b', to: 'a', status: 'own' }]);
    await pick('Kind of b → a', 'undirected');
    expect(state.graph.edges[0].kind).toBe('undirected');
    await press('Delete b — a');
    expect(state.graph.edges).toEqual([]);
    for (let step = 0; step < 4; step++) state.undo();
    expect(state.graph.edges[0].weight).toBe(0.7);
  });

  it('puts a weight that is no number back', async () => {
    const state = table('a -> b');
    await type('Weight of a → b', '0.5');
    await type('Weight of a → b', 'much');
    expect(screen.getByLabelText<HTMLInputElement>('Weight of a → b').value).toBe('0.5');
    expect(state.graph.edges[0].weight).toBe(0.5);
  });

  it('adds, renames, numbers and deletes nodes', async () => {
    const state = table('a -> b');
    await fireEvent.input(screen.getByLabelText('Name of the new node'), { target: { value: 'Age' } });
    await press('Add node');
    await type('Name of a', 'Income');
    await type('Mean of Age', '44');
    await type('Noise variance of Age', '2');
    await type('Noise variance of Age', '-1');
    expect(state.graph.nodes.map(({ id }) => id)).toEqual(['Income', 'b', 'Age']);
    expect(state.graph.nodes[2]).toMatchObject({ mean: 44, noiseVariance: 2 });
    expect(state.graph.edges[0]).toMatchObject({ from: 'Income', to: 'b' });
    await press('Delete b');
    expect(state.graph.edges).toEqual([]);
  });

  it('links a node to the value whose name it is given', async () => {
    const state = new GraphState({ ...graphFrom('a'), valueSystemId: FOUR.id });
    render(EdgeTable, { state, system: FOUR });
    const [value] = FOUR.values;
    await type('Name of a', value.name.toUpperCase());
    expect(state.graph.nodes[0]).toMatchObject({ id: value.id, label: value.name, valueId: value.id });
    expect(state.graph.revision).toBe(1);
  });

  it('forbids, requires and releases arrows', async () => {
    const state = table('a', 'b');
    const known = within(screen.getByRole('region', { name: 'What is known' }));
    await pick('Known cause', 'a');
    await pick('Known effect', 'b');
    await press('Forbid');
    expect(known.getByText(/is forbidden/)).toBeTruthy();
    await press('Release a → b');
    await press('Require');
    expect(state.graph.knowledge).toEqual({ forbidden: [], required: [{ from: 'a', to: 'b' }] });
  });
});
