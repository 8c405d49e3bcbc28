import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { setWeight } from '../../../domain/graph/edit-edges';
import { graphFrom, sampleFrom } from '../../../domain/graph/example-causal-graphs';
import { GraphState } from '../../../state/graph-state.svelte';
import type { falsifyInWorker } from '../../../workers/discovery-client';
import ImplicationsPanel from './ImplicationsPanel.svelte';
import Shuffles from './Shuffles.svelte';

const chain = graphFrom('a -> b', 'b -> c');
const data = sampleFrom({ ...chain, edges: chain.edges.map((edge) => ({ ...edge, weight: 1 })) }, 400, 3);
const rows = (): string[] =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim()).join(' | '));

describe('ImplicationsPanel', () => {
  it('lists what the graph implies, without data too', () => {
    render(ImplicationsPanel, { state: new GraphState(chain), data: null });
    expect(rows()).toEqual(['a is independent of c, given b']);
    expect(screen.getByText(/Choose data under Learn/)).toBeTruthy();
  });

  it('puts the verdict of the data beside each', () => {
    render(ImplicationsPanel, { state: new GraphState(chain), data });
    expect(rows()[0]).toMatch(/^a is independent of c, given b \| −?0\.\d\d \| 0\.\d{3} \| holds$/);
    expect(screen.getByText(/^1 implied independence, 0 contradicted by these 400 rows/)).toBeTruthy();
  });

  it('says that most are contradicted', () => {
    render(ImplicationsPanel, { state: new GraphState(graphFrom('a', 'b', 'c')), data });
    expect(rows().every((row) => row.endsWith('<0.001 | contradicted'))).toBe(true);
    expect(screen.getByText(/^Most of what this graph implies is contradicted/)).toBeTruthy();
  });

  it('tests what it can where a node has no column', () => {
    render(ImplicationsPanel, { state: new GraphState(graphFrom('a -> b', 'b -> c', 'd')), data });
    expect(screen.getByText(/d has no column in these data/)).toBeTruthy();
    expect(rows().filter((row) => row.endsWith('no column'))).toHaveLength(3);
  });

  it('says that a complete graph claims nothing', () => {
    render(ImplicationsPanel, { state: new GraphState(graphFrom('a -> b')), data });
    expect(screen.getByText(/no data could contradict it/)).toBeTruthy();
  });

  it('waits to be asked before it tests very many numbers', async () => {
    const wide = graphFrom(...Array.from({ length: 16 }, (_, at) => `v${at} -> v${at + 1}`));
    render(ImplicationsPanel, { state: new GraphState(wide), data: sampleFrom(wide, 18_000, 1) });
    expect(rows()[0]).toBe('v0 is independent of v2, given v1');
    await fireEvent.click(screen.getByRole('button', { name: 'Test against 18,000 rows' }));
    expect(rows()[0]).toMatch(/(holds|contradicted)$/);
  });

  it('follows an edit of the graph', async () => {
    const state = new GraphState(chain);
    render(ImplicationsPanel, { state, data });
    state.edit((graph) => ({ ok: true, value: { ...graph, edges: graph.edges.slice(0, 1) } }));
    await tick();
    expect(rows()).toHaveLength(2);
    state.edit((graph) => setWeight(graph, { kind: 'directed', from: 'a', to: 'b' }, 0.5));
    await tick();
    expect(rows()).toHaveLength(2);
  });
});

describe('Shuffles', () => {
  const asked = {
    data,
    implications: [{ x: 'a', y: 'c', given: ['b'] }],
    alpha: 0.05,
    singular: 'refuse' as const,
  };

  it('shows progress, can be cancelled, and then shows nothing', async () => {
    let aborted = false;
    const ask: typeof falsifyInWorker = (_task, options = {}) => {
      options.onProgress?.({ phase: 'shuffling labels', share: 0.25 });
      options.signal?.addEventListener('abort', () => (aborted = true));
      return new Promise<never>(() => undefined);
    };
    render(Shuffles, { ...asked, ask });
    await fireEvent.click(screen.getByRole('button', { name: 'Compare with shuffled graphs' }));
    expect(screen.getByRole<HTMLProgressElement>('progressbar').getAttribute('value')).toBe('0.25');
    await fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(aborted).toBe(true);
    expect(screen.getByRole('button', { name: 'Compare with shuffled graphs' })).toBeTruthy();
  });

  it('shows the sentence', async () => {
    const sentence = '1 of 1 implied independencies hold.';
    const ask = () =>
      Promise.resolve({
        ok: true as const,
        value: { verdicts: [], holding: 1, shuffled: 1000, asGood: 3, sentence },
      });
    render(Shuffles, { ...asked, ask });
    await fireEvent.click(screen.getByRole('button'));
    await vi.waitFor(() => expect(screen.getAllByText(sentence).length).toBeGreaterThan(0));
  });
});
