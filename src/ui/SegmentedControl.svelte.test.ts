import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import SegmentedControl from './SegmentedControl.svelte';

const options = [
  { id: 'before', label: 'Before' },
  { id: 'after', label: 'After' },
  { id: 'changes', label: 'Changes' },
];

describe('SegmentedControl', () => {
  it('is one group of radio buttons with a name', () => {
    render(SegmentedControl, { label: 'Version of the answer', options, value: 'after' });
    expect(screen.getByRole('radiogroup', { name: 'Version of the answer' })).toBeTruthy();
    const radios = screen.getAllByRole<HTMLInputElement>('radio');
    expect(radios.map((radio) => radio.checked)).toEqual([false, true, false]);
    expect(new Set(radios.map((radio) => radio.name)).size).toBe(1);
  });

  it('tells what was chosen', async () => {
    const onchange = vi.fn();
    render(SegmentedControl, { label: 'Version', options, value: 'after', onchange });
    await fireEvent.click(screen.getByRole('radio', { name: 'Changes' }));
    expect(onchange).toHaveBeenCalledExactlyOnceWith('changes');
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Changes' }).checked).toBe(true);
  });

  it('does not share its group with another one on the page', () => {
    render(SegmentedControl, { label: 'One', options, value: 'after' });
    render(SegmentedControl, { label: 'Other', options, value: 'before' });
    expect(screen.getAllByRole<HTMLInputElement>('radio').filter((radio) => radio.checked)).toHaveLength(2);
  });
});
