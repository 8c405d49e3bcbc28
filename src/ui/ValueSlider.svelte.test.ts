import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { SECURITY } from './testing/test-values';
import ValueSlider from './ValueSlider.svelte';

function show(priority: number | null, predicted: number | null = 1.7, observed: number | null = 2.4) {
  const oninput = vi.fn();
  const onchange = vi.fn();
  render(ValueSlider, { value: SECURITY, priority, predicted, observed, oninput, onchange });
  const slider = screen.getByRole<HTMLInputElement>('slider');
  const field = screen.getByRole<HTMLInputElement>('textbox');
  return { oninput, onchange, slider, field };
}

describe('ValueSlider', () => {
  it('says the name, what is set, and what the first answer showed', () => {
    const { slider, field } = show(5);
    expect(screen.getByRole('slider', { name: 'Security' })).toBe(slider);
    expect(slider.getAttribute('aria-valuetext')).toBe('5, the first answer showed 2.4');
    expect(field.value).toBe('5');
  });

  it('shows a prediction as one: dashed, in the placeholder, and in words', () => {
    const { slider, field } = show(null);
    expect(slider.getAttribute('aria-valuetext')).toContain('not set, the graph predicts 1.7');
    expect(field.value).toBe('');
    expect(field.placeholder).toBe('1.7');
    expect(document.querySelector('.dashed')).not.toBeNull();
    expect(document.querySelector('.filled')).toBeNull();
  });

  it('sets while dragging and commits when let go', async () => {
    const { slider, oninput, onchange } = show(null);
    await fireEvent.input(slider, { target: { value: '4' } });
    expect(oninput).toHaveBeenLastCalledWith(4);
    expect(onchange).not.toHaveBeenCalled();
    await fireEvent.change(slider, { target: { value: '4' } });
    expect(onchange).toHaveBeenLastCalledWith(4);
  });

  it.each(['Delete', 'Backspace'])('unsets with %s', async (key) => {
    const { slider, oninput, onchange } = show(4);
    await fireEvent.keyDown(slider, { key });
    expect(oninput).toHaveBeenLastCalledWith(null);
    expect(onchange).toHaveBeenLastCalledWith(null);
  });

  it('sets an unset value where it stands with Enter', async () => {
    const { slider, onchange } = show(null, 2);
    await fireEvent.keyDown(slider, { key: 'Enter' });
    expect(onchange).toHaveBeenLastCalledWith(2);
  });

  it('leaves arrow keys to the native slider', async () => {
    const { slider } = show(3);
    expect(await fireEvent.keyDown(slider, { key: 'ArrowRight' })).toBe(true);
  });

  it('takes tenths from the field, with a comma too, and clips to 1..5', async () => {
    const { field, onchange } = show(3);
    await fireEvent.change(field, { target: { value: '3,7' } });
    expect(onchange).toHaveBeenLastCalledWith(3.7);
    await fireEvent.change(field, { target: { value: '9' } });
    expect(onchange).toHaveBeenLastCalledWith(5);
  });

  it('unsets with an emptied field and ignores what is no number', async () => {
    const { field, onchange } = show(3);
    await fireEvent.change(field, { target: { value: 'much' } });
    expect(onchange).not.toHaveBeenCalled();
    expect(field.value).toBe('3');
    await fireEvent.change(field, { target: { value: '' } });
    expect(onchange).toHaveBeenLastCalledWith(null);
  });

  it('unsets with the button, which is there only when the value is set', async () => {
    const { onchange } = show(3);
    await fireEvent.click(screen.getByRole('button', { name: /Unset Security/ }));
    expect(onchange).toHaveBeenLastCalledWith(null);
  });
});
