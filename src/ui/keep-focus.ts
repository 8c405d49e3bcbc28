import { tick } from 'svelte';

interface Kept {
  /** What the focus shall not leave by itself; undefined while it is not there. */
  readonly box: () => HTMLElement | undefined;
  /** Where the focus goes, asked after the change: `before` had it, and may be gone. Else to the first button of the box. */
  readonly next?: (box: HTMLElement, before: Element) => HTMLElement | null | undefined;
}

/**
 * For an `$effect.pre` that reads what brings and takes buttons away: where the button with the focus goes, the focus stays
 * in the box, at worst on the box itself, and does not fall to the top of the page.
 */
export function keepFocus({ box, next = (from) => firstButton(from) }: Kept): void {
  const before = document.activeElement;
  if (!before || !box()?.contains(before)) return;
  void tick().then(() => {
    const now = box();
    const focused = document.activeElement;
    // Whoever has moved on meanwhile, or was taken elsewhere, is left there.
    if (!now || (focused && focused !== document.body && focused !== now)) return;
    (next(now, before) ?? now).focus();
    const landed = document.activeElement ?? document.body;
    if (landed !== document.body || now.hasAttribute('tabindex')) return;
    now.tabIndex = -1;
    now.addEventListener('blur', () => now.removeAttribute('tabindex'), { once: true });
    now.focus();
  });
}

export const firstButton = (box: ParentNode): HTMLElement | null =>
  box.querySelector<HTMLElement>('button:not(:disabled)');
