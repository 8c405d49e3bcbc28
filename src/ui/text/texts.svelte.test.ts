import { cleanup, render } from '@testing-library/svelte';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Concept } from '../../domain/runs/attribution';
import { FOUR } from '../testing/test-values';
import AnnotatedText from './AnnotatedText.svelte';
import DiffText from './DiffText.svelte';

function concept(valueId: string, start: number, end: number): Concept {
  return { id: 'c', valueId, label: 'rule', stance: 'for', weight: 1, quote: { start, end, text: '' } };
}

describe('AnnotatedText', () => {
  it('shows the text to the character, markup and line breaks as text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.nat(40), fc.nat(40), (text, start, end) => {
        const concepts = [concept('security', start, end), concept('power', end - 10, start + 5)];
        const { container } = render(AnnotatedText, { text, concepts, system: FOUR });
        expect(container.querySelector('p')?.textContent).toBe(text);
        cleanup();
      }),
      { numRuns: 60 },
    );
    const { container } = render(AnnotatedText, { text: '<img src=x onerror=alert(1)>\nNext', system: FOUR });
    expect(container.querySelector('img')).toBeNull();
    expect(container.querySelector('p')?.textContent).toBe('<img src=x onerror=alert(1)>\nNext');
  });

  it('marks evidence with the code of its value, once for each mark', () => {
    const { container } = render(AnnotatedText, {
      text: 'Lock the door and ask her.',
      concepts: [concept('security', 0, 13), concept('power', 5, 20)],
      system: FOUR,
    });
    const ends = [...container.querySelectorAll('mark.last')].map((mark) => mark.getAttribute('data-code'));
    expect(ends).toEqual(['SE', 'PO']);
    expect(container.querySelector('mark')?.title).toBe('speaks for Security: rule');
  });
});

describe('DiffText', () => {
  const before = 'It is her own life. Offer to drive her there.';
  const after = 'Lock the door tonight. Offer to drive her home.';

  it('says what was added and removed, in elements and in words', () => {
    const { container } = render(DiffText, { before, after, system: FOUR });
    const texts = (selector: string): string[] =>
      [...container.querySelectorAll(selector)].map((found) =>
        (found.textContent ?? '').replace(/\s+/g, ' ').trim(),
      );
    expect(texts('del')).toEqual(['[removed: It is her own life.]', '[removed: there]']);
    expect(texts('ins')).toEqual(['[added: Lock the door tonight.]', '[added: home]']);
  });

  it('underlines evidence inside an addition', () => {
    const { container } = render(DiffText, {
      before,
      after,
      concepts: [concept('security', 0, 13)],
      system: FOUR,
    });
    expect(container.querySelector('ins mark')?.textContent).toBe('Lock the door');
  });

  it('shows an unchanged text plainly', () => {
    const { container } = render(DiffText, { before: after, after, system: FOUR });
    expect(container.querySelector('ins, del')).toBeNull();
    expect(container.querySelector('p')?.textContent.trim()).toBe(after);
  });
});
