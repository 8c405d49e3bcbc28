import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import StepRail, { panelId } from './StepRail.svelte';

const steps = [
  { id: 'answer', name: 'Answer', note: '58 words' },
  { id: 'attribution', name: 'Attribution', note: '4 values' },
  { id: 'response', name: 'Response', note: 'stopped', state: 'failed' as const },
];

describe('StepRail', () => {
  it('says which step is open and which panel it opens', () => {
    render(StepRail, { steps, open: 'attribution' });
    const [first, second] = screen.getAllByRole('button');
    expect(first.getAttribute('aria-expanded')).toBe('false');
    expect(second.getAttribute('aria-expanded')).toBe('true');
    expect(second.getAttribute('aria-controls')).toBe(panelId('attribution'));
  });

  it('opens a step, and closes the open one', async () => {
    const onopen = vi.fn();
    render(StepRail, { steps, open: null, onopen });
    const button = screen.getByRole('button', { name: /1 Answer/ });
    await fireEvent.click(button);
    expect(onopen).toHaveBeenLastCalledWith('answer');
    await fireEvent.click(button);
    expect(onopen).toHaveBeenLastCalledWith(null);
  });

  it('moves along the line with the arrow keys, Home and End', async () => {
    render(StepRail, { steps, open: null });
    const buttons = screen.getAllByRole('button');
    buttons[0].focus();
    for (const [key, at] of [
      ['ArrowRight', 1],
      ['ArrowRight', 2],
      ['ArrowRight', 2],
      ['ArrowLeft', 1],
      ['Home', 0],
      ['End', 2],
    ] as const) {
      await fireEvent.keyDown(document.activeElement ?? document.body, { key });
      expect(document.activeElement).toBe(buttons[at]);
    }
  });

  it('says in words that a step failed', () => {
    render(StepRail, { steps, open: null });
    expect(screen.getByRole('button', { name: /3 Response failed: stopped/ })).toBeTruthy();
  });
});
