import { fireEvent, render, screen } from '@testing-library/svelte';
import { flushSync, tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { graphFrom } from '../../../domain/graph/example-causal-graphs';
import { addNode } from '../../../domain/graph/edit-nodes';
import { GraphState } from '../../../state/graph-state.svelte';
import TextPanel from './TextPanel.svelte';
import { PAUSE_MS } from './text-sync.svelte';

const field = (): HTMLTextAreaElement => screen.getByRole<HTMLTextAreaElement>('textbox');
const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const drawn = ({ graph }: GraphState): string[] => graph.edges.map(({ from, to }) => `${from} > ${to}`);

async function type(text: string): Promise<void> {
  await fireEvent.input(field(), { target: { value: text } });
}
async function pause(): Promise<void> {
  vi.advanceTimersByTime(PAUSE_MS);
  flushSync();
  await tick();
}

describe('TextPanel', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function open(...lines: string[]): GraphState {
    const state = new GraphState(graphFrom(...lines));
    render(TextPanel, { state });
    return state;
  }

  it('rewrites the text when the graph is edited', async () => {
    const state = open('a -> b');
    expect(field().value).toContain('a -> b');
    state.edit((graph) => addNode(graph, { id: 'newcomer' }));
    await tick();
    expect(field().value).toContain('newcomer');
  });

  it('reads what was typed after a pause, as one undo step, and leaves the text as it was typed', async () => {
    const state = open('a -> b');
    await type('dag { a -> b');
    await type('dag { a -> b -> c }');
    expect(drawn(state)).toEqual(['a > b']);
    await pause();
    expect(drawn(state)).toEqual(['a > b', 'b > c']);
    expect(field().value).toBe('dag { a -> b -> c }');
    state.undo();
    await tick();
    expect(drawn(state)).toEqual(['a > b']);
    expect(state.canUndo).toBe(false);
    expect(field().value).not.toContain('c');
  });

  it('costs no undo step when the text says the same', async () => {
    const state = open('a -> b');
    await type(`${field().value}\n\n`);
    await pause();
    expect(state.canUndo).toBe(false);
  });

  it('keeps the graph and the text, and names the place, when the text can’t be read', async () => {
    const state = open('a -> b');
    const before = state.graph;
    await type('dag {\na -> b\nb -> -> c\n}');
    await pause();
    expect(state.graph).toBe(before);
    expect(screen.getByRole('alert').textContent).toMatch(/Line 3, column 6/);
    expect(screen.getByText(/Out of step/)).toBeTruthy();
    expect(field().getAttribute('aria-invalid')).toBe('true');
    await fireEvent.click(button('Go there'));
    expect(field().selectionStart).toBe('dag {\na -> b\nb -> '.length);
    await fireEvent.click(button('Back to the graph’s text'));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(field().value).toContain('a -> b');
  });

  it('refuses a circle and says which', async () => {
    const state = open('a -> b');
    await type('dag { a -> b b -> a }');
    await fireEvent.click(button('Update graph'));
    expect(drawn(state)).toEqual(['a > b']);
    expect(screen.getByRole('alert').textContent).toMatch(/“a”.*“b”/);
  });

  it('does not write over an edit of the graph that was made meanwhile, unless it is told to', async () => {
    const state = open('a -> b');
    await type('dag { a -> b b -> c }');
    state.edit((graph) => addNode(graph, { id: 'newcomer' }));
    await pause();
    expect(state.graph.nodes.map(({ id }) => id)).toContain('newcomer');
    expect(field().value).toBe('dag { a -> b b -> c }');
    await fireEvent.click(button('Update graph'));
    expect(state.graph.nodes.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('writes and reads other formats; a table leaves alone what it can’t hold', async () => {
    const graph = graphFrom('a -> b');
    const state = new GraphState({ ...graph, nodes: graph.nodes.map((node) => ({ ...node, mean: 4 })) });
    render(TextPanel, { state });
    await fireEvent.change(screen.getByRole('combobox'), { target: { value: 'csv' } });
    const [head, first, second] = field().value.trim().split('\n');
    await type([head, first.replace(/,[^,]*$/, ',0.5'), second].join('\n'));
    await pause();
    expect(state.graph.edges).toMatchObject([{ from: 'a', to: 'b', weight: 0.5, status: 'own' }]);
    expect(state.graph.nodes.map(({ mean }) => mean)).toEqual([4, 4]);
  });

  it('keeps what was typed over a save and a new name, and raises no alarm', async () => {
    const state = open('a -> b');
    await type('dag { a -> b b -> c }');
    state.adopt({ id: 'saved', name: 'Mine' });
    state.edit((graph) => ({ ok: true, value: { ...graph, name: 'Ours', revision: graph.revision + 1 } }));
    await tick();
    expect(field().value).toBe('dag { a -> b b -> c }');
    expect(screen.queryByText(/was edited/)).toBeNull();
    await pause();
    expect(drawn(state)).toEqual(['a > b', 'b > c']);
    expect(state.graph).toMatchObject({ id: 'saved', name: 'Ours' });
    state.adopt({ id: 'saved', name: 'Mine' });
    await tick();
    expect(field().value).toBe('dag { a -> b b -> c }');
  });

  it('keeps a text that the graph has overtaken over a save', async () => {
    const state = open('a -> b');
    await type('dag { a -> b b -> c }');
    state.edit((graph) => addNode(graph, { id: 'newcomer' }));
    state.adopt({ id: 'saved', name: 'Mine' });
    await pause();
    expect(field().value).toBe('dag { a -> b b -> c }');
    expect(screen.getByText(/was edited/)).toBeTruthy();
  });

  it('reads a file in whatever format it is in', async () => {
    const state = open('a -> b');
    const file = new File(['digraph { x -> y; }'], 'drawn.dot');
    const input = screen.getByLabelText<HTMLInputElement>('A file with a graph');
    await fireEvent.change(input, { target: { files: [file] } });
    await vi.waitFor(() => expect(drawn(state)).toEqual(['x > y']));
    expect(screen.getByRole<HTMLSelectElement>('combobox').value).toBe('dot');
  });
});
