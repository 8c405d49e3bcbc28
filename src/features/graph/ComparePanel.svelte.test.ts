import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { graphFrom } from '../../domain/graph/example-causal-graphs';
import ComparePanel from './ComparePanel.svelte';

describe('ComparePanel', () => {
  it('sums up the difference, draws both, and lists each pair', () => {
    render(ComparePanel, { left: graphFrom('a -> b', 'b <-> c'), right: graphFrom('a -> b', 'b -- c') });
    expect(screen.getByRole('status').textContent).toContain('Structural Hamming distance 1');
    expect(screen.getAllByRole('figure')).toHaveLength(2);
    expect(document.querySelectorAll('svg .direction')).toHaveLength(2);
    const [, first] = screen.getAllByRole('row');
    expect([...first.querySelectorAll('th, td')].map((cell) => cell.textContent.trim())).toEqual([
      'other direction or kind',
      'b ↔ c',
      'b — c',
    ]);
  });
});
