import type { Value, ValueId } from '../domain/values/value-system';

/** Values that styles/tokens.css has a colour for. */
const COLOURED: ReadonlySet<ValueId> = new Set([
  'self-direction',
  'stimulation',
  'hedonism',
  'achievement',
  'power',
  'security',
  'conformity',
  'tradition',
  'benevolence',
  'universalism',
  'face',
  'humility',
]);

/** What the colour is for: marks (3:1), text on a surface (4.5:1), or text on the colour itself. */
export type ColourUse = 'mark' | 'ink' | 'on';

/**
 * The CSS variable that holds a value's colour. A value of a finer system wears its parent's colour and is told apart by its
 * code; a value that the tokens do not know is grey. For instance `security-personal` as ink gives
 * `var(--value-security-ink)`.
 */
export function valueColour(value: Value, use: ColourUse = 'mark'): string {
  return `var(${valueToken(value, use)})`;
}

/** The name of that variable, for code that reads its computed colour. */
export function valueToken(value: Value, use: ColourUse = 'mark'): string {
  const name = colourName(value);
  return use === 'mark' ? `--value-${name}` : `--value-${name}-${use}`;
}

/** Inline style that gives an element and its children --value, --value-ink and --value-on of one value. */
export function valueStyle(value: Value): string {
  return `--value:${valueColour(value)};--value-ink:${valueColour(value, 'ink')};--value-on:${valueColour(value, 'on')}`;
}

function colourName(value: Value): string {
  if (COLOURED.has(value.id)) return value.id;
  if (value.parent && COLOURED.has(value.parent)) return value.parent;
  return 'other';
}
