import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { graphFrom } from '../../../domain/graph/example-causal-graphs';
import type { CausalGraph } from '../../../domain/graph/causal-graph';
import { GraphState } from '../../../state/graph-state.svelte';
import PathsPanel from './PathsPanel.svelte';

/** Security → Conformity → Tradition, Security → Tradition, by their weights; every mean 3, every noise variance 1. */
function weighted(weights: Partial<Record<string, number>>, ...lines: string[]): CausalGraph {
  const graph = graphFrom(...lines);
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({ ...node, mean: 3, noiseVariance: 1 })),
    edges: graph.edges.map((edge) => {
      const weight = weights[`${edge.from}${edge.kind === 'bidirected' ? '~' : ''}${edge.to}`];
      return weight === undefined ? edge : { ...edge, weight };
    }),
  };
}

const triangle = weighted({ SC: 0.5, CT: 0.4, ST: 0.3 }, 'S -> C', 'C -> T', 'S -> T');

async function ask(from: string, to: string): Promise<void> {
  const [cause, outcome] = screen.getAllByRole<HTMLSelectElement>('combobox');
  await fireEvent.change(cause, { target: { value: from } });
  await fireEvent.change(outcome, { target: { value: to } });
}
const section = (name: string | RegExp) => within(screen.getByRole('region', { name }));
const text = (element: HTMLElement): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();
const cells = (row: HTMLElement): string =>
  [...row.querySelectorAll<HTMLElement>('th, td')].map(text).join(' | ');

describe('PathsPanel', () => {
  it('lists directed paths with their products, which sum to the total effect', async () => {
    render(PathsPanel, { state: new GraphState(triangle) });
    await ask('S', 'T');
    const effects = section('Effects');
    expect(effects.getAllByRole('row').slice(1).map(cells)).toEqual([
      'S → T | 0.30',
      'S → C → T | 0.50 × 0.40 = 0.20',
    ]);
    expect(effects.getAllByRole('definition').map(text)).toEqual(['0.50', '0.30']);
    expect(effects.getByText(/moves T by 0.50: 0.30 directly and 0.20 through 1 other path/)).toBeTruthy();
  });

  it('tells conditioning from intervention, and why they differ', async () => {
    // C and T share the cause S: cov(C, T) = 0.4 × 1.25 + 0.3 × 0.5 = 0.65, var(C) = 1.25, so seeing says 0.52 and doing 0.4.
    render(PathsPanel, { state: new GraphState(triangle) });
    await ask('C', 'T');
    const region = screen.getByRole('region', { name: 'Seeing and doing' });
    expect(text(region)).toContain(
      'If C is one point higher, T is expected 0.52 higher; if C is made one point higher, 0.40 higher.',
    );
    expect(text(region)).toContain('They differ because S is a common cause of the two (C ← S → T)');
  });

  it('counts in an unseen common cause', async () => {
    render(PathsPanel, { state: new GraphState(weighted({ XY: 1, 'X~Y': 0.5 }, 'X -> Y', 'X <-> Y')) });
    await ask('X', 'Y');
    const region = text(screen.getByRole('region', { name: 'Seeing and doing' }));
    expect(region).toContain('Y is expected 1.50 higher; if X is made one point higher, 1.00 higher.');
    expect(region).toContain('an unseen common cause moves X and Y (X ↔ Y)');
  });

  it('says that an unseen common cause without a covariance is in no number', async () => {
    render(PathsPanel, { state: new GraphState(weighted({ XY: 1 }, 'X -> Y', 'X <-> Y')) });
    await ask('X', 'Y');
    expect(section('Effects').getByText(/no covariance: X ↔ Y/)).toBeTruthy();
  });

  it('refuses more confounding than the noise allows', async () => {
    render(PathsPanel, { state: new GraphState(weighted({ XY: 1, 'X~Y': 2 }, 'X -> Y', 'X <-> Y')) });
    await ask('X', 'Y');
    expect(section('Effects').getByText(/stronger than its noise variance allows/)).toBeTruthy();
  });

  it('says which paths are open, which blocked, and that holding a collider fixed opens one', async () => {
    render(PathsPanel, { state: new GraphState(graphFrom('a -> c', 'b -> c')) });
    await ask('a', 'b');
    const all = section('All paths, causal and biasing');
    expect(cells(all.getAllByRole('row')[1])).toBe('a → c ← b | biasing | blocked at c, a collider');
    await fireEvent.click(all.getByRole('checkbox', { name: 'c', hidden: true }));
    expect(cells(all.getAllByRole('row')[1])).toBe('a → c ← b | biasing | open');
  });

  it('says what to adjust for', async () => {
    render(PathsPanel, { state: new GraphState(triangle) });
    await ask('C', 'T');
    expect(
      section('Adjustment for the total effect').getByText(/^Adjust for S: .* is the total effect\.$/),
    ).toBeTruthy();
    expect(section('Instruments').getByText(/^None/)).toBeTruthy();
  });

  it('says what is in the way while an edge has no direction', async () => {
    render(PathsPanel, { state: new GraphState(graphFrom('a -- b', 'b -> c')) });
    expect(screen.getByText(/“a” — “b” has no direction/)).toBeTruthy();
  });

  it('asks for two nodes', () => {
    render(PathsPanel, { state: new GraphState(graphFrom('a')) });
    expect(screen.getByText('No two values to ask about yet')).toBeTruthy();
  });
});
