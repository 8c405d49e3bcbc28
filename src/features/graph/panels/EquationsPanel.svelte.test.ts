import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it } from 'vitest';
import { dataMatrix } from '../../../domain/discovery/data-matrix';
import { graphFrom, sampleFrom } from '../../../domain/graph/example-causal-graphs';
import { GraphState } from '../../../state/graph-state.svelte';
import EquationsPanel from './EquationsPanel.svelte';

describe('EquationsPanel', () => {
  it('writes the equations and says what was assumed', () => {
    render(EquationsPanel, { state: new GraphState(graphFrom('a -> b')) });
    expect(screen.getByText('b = 2.10 + 0.30 × a + u')).toBeTruthy();
    expect(
      screen.getByText(/^Assumed, because the graph has no number: a weight of 0.30 for a → b/),
    ).toBeTruthy();
    expect(screen.getByText(/Choose data under Learn/)).toBeTruthy();
  });

  it('fits the numbers to data as one undo step, and says how well', async () => {
    const made = dataMatrix(
      ['a', 'b'],
      [
        [0, 1],
        [1, 2],
        [2, 4],
        [3, 5],
      ],
    );
    if (!made.ok) throw new Error(made.error.message);
    const state = new GraphState(graphFrom('a -> b'));
    render(EquationsPanel, { state, data: made.value });
    await fireEvent.click(screen.getByRole('button', { name: 'Fit to 4 rows' }));
    expect(state.graph.edges[0]).toMatchObject({ weight: expect.closeTo(1.4, 9), status: 'learned' });
    expect(screen.getByText('b = 0.90 + 1.40 × a + u')).toBeTruthy();
    expect(screen.getByText(/Fitted to 4 rows/)).toBeTruthy();
    expect(screen.getByText('R²').parentElement?.textContent.replace(/\s+/g, ' ')).toContain('b 0.98');
    state.undo();
    await tick();
    expect(state.canUndo).toBe(false);
    expect(screen.queryByText(/Fitted to 4 rows/)).toBeNull();
  });

  it('leaves the graph alone where it can’t be fitted, and says why', async () => {
    const state = new GraphState(graphFrom('a -> b', 'c'));
    render(EquationsPanel, { state, data: sampleFrom(graphFrom('a -> b'), 50, 1) });
    await fireEvent.click(screen.getByRole('button', { name: 'Fit to 50 rows' }));
    expect(screen.getByRole('alert').textContent).toMatch(/no column “c”/);
    expect(state.canUndo).toBe(false);
  });

  it('names what the data can’t identify', async () => {
    const confounded = graphFrom('a -> b', 'a <-> b');
    const state = new GraphState(confounded);
    render(EquationsPanel, { state, data: sampleFrom(confounded, 50, 1) });
    await fireEvent.click(screen.getByRole('button', { name: 'Fit to 50 rows' }));
    expect(screen.getByText(/a → b: No set of seen nodes blocks/)).toBeTruthy();
  });
});
