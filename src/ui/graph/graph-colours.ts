import type { Value, ValueId } from '../../domain/values/value-system';
import { valueColour } from '../value-colour';

/** A canvas knows no CSS variables: these are the tokens as computed now. */
export interface GraphColours {
  ink: string;
  card: string;
  faint: string;
  font: string;
  values: Map<ValueId, { mark: string; ink: string; on: string; light: string }>;
}

/** Share of the value's colour in the light fill of a node that is not set. */
const LIGHT = 0.14;

/** Reads the tokens as they stand at `element`, in the theme of this moment. */
export function graphColours(element: HTMLElement, values: readonly Value[]): GraphColours {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  const computed = (colour: string): string => {
    probe.style.color = colour;
    return getComputedStyle(probe).color;
  };
  const card = computed('var(--card)');
  const colours: GraphColours = {
    ink: computed('var(--ink)'),
    card,
    faint: computed('var(--faint)'),
    font: getComputedStyle(element).fontFamily,
    values: new Map(
      values.map((value) => {
        const mark = computed(valueColour(value));
        return [
          value.id,
          {
            mark,
            ink: computed(valueColour(value, 'ink')),
            on: computed(valueColour(value, 'on')),
            light: mix(mark, card, LIGHT),
          },
        ];
      }),
    ),
  };
  probe.remove();
  return colours;
}

/** Size of the type as the tokens have it now: 1, or 1.4 on a projector. */
export function typeScaleNow(): number {
  return Number(getComputedStyle(document.documentElement).getPropertyValue('--scale')) || 1;
}

/** Calls back whenever the tokens may have changed: theme, projector, the system's choice, printing. */
export function onThemeChange(changed: () => void): () => void {
  const root = new MutationObserver(changed);
  root.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-projector'],
  });
  const media = ['(prefers-color-scheme: dark)', 'print'].map((query) => matchMedia(query));
  for (const query of media) query.addEventListener('change', changed);
  return () => {
    root.disconnect();
    for (const query of media) query.removeEventListener('change', changed);
  };
}

/** Mixes two computed colours, `rgb(r, g, b)`; `share` of the first, 0 to 1. */
function mix(one: string, other: string, share: number): string {
  const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  const a = channels(one);
  const b = channels(other);
  return `rgb(${a.map((channel, at) => Math.round(channel * share + (b[at] ?? 0) * (1 - share))).join(', ')})`;
}
