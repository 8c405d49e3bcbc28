import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import ProgressBar from './ProgressBar.svelte';

const bar = () => screen.getByRole('progressbar', { name: 'Downloading' });

describe('ProgressBar', () => {
  it('says how far it is, within its bounds', async () => {
    const { rerender } = render(ProgressBar, { label: 'Downloading', fraction: 0.456 });
    expect(bar().getAttribute('aria-valuenow')).toBe('46');
    await rerender({ fraction: 1.2 });
    expect(bar().getAttribute('aria-valuenow')).toBe('100');
  });

  it('claims no share where nobody can tell', () => {
    render(ProgressBar, { label: 'Downloading', fraction: null, text: 'Asking for the list of files' });
    expect(bar().hasAttribute('aria-valuenow')).toBe(false);
    expect(bar().getAttribute('aria-valuetext')).toBe('Asking for the list of files');
  });
});
