import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ciede2000, contrast, labOf, VISION } from './colour-science';

/** The tokens as the product ships them: `--name: light-dark(#light, #dark);`. */
const css = readFileSync(new URL('../src/ui/styles/tokens.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map((match) => [
    match[1],
    { light: match[2], dark: match[3] },
  ]),
);
type Theme = 'light' | 'dark';
const THEMES: readonly Theme[] = ['light', 'dark'];

function colour(name: string, theme: Theme): string {
  const token = tokens.get(name);
  if (!token) throw new Error(`tokens.css has no colour --${name} in the form light-dark(#rrggbb, #rrggbb)`);
  return token[theme];
}

const VALUES = [...tokens.keys()]
  .filter((name) => name.startsWith('value-') && !/-(ink|on)$/.test(name) && name !== 'value-other')
  .map((name) => name.slice('value-'.length));

/** Every surface on which a value's colour is drawn or written. */
const SURFACES = ['paper', 'card', 'added'];

describe('the colour arithmetic', () => {
  it('agrees with the published test data of CIEDE2000', () => {
    expect(ciede2000([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4);
    expect(ciede2000([50, 2.5, 0], [50, 0, -2.5])).toBeCloseTo(4.3065, 4);
    expect(ciede2000([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387])).toBeCloseTo(1.2644, 4);
    expect(ciede2000([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514])).toBeCloseTo(0.9082, 4);
  });

  it('agrees with WCAG on black and white', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });
});

describe.each(THEMES)('the %s palette', (theme) => {
  it('has the ten values, and the two of the finer system that have no parent', () => {
    expect(VALUES).toHaveLength(12);
  });

  it.each(Object.entries(VISION))('tells every two values apart in %s vision', (_, vision) => {
    const close = VALUES.flatMap((one, at) =>
      VALUES.slice(at + 1).flatMap((other) => {
        const apart = ciede2000(
          labOf(colour(`value-${one}`, theme), vision),
          labOf(colour(`value-${other}`, theme), vision),
        );
        return apart >= 11 ? [] : [`${one} and ${other}: ${apart.toFixed(1)}`];
      }),
    );
    expect(close).toEqual([]);
  });

  it('shows each value at 3:1 on every surface as a mark, and at 4.5:1 as text', () => {
    const weak = [...VALUES, 'other'].flatMap((name) =>
      SURFACES.flatMap((surface) => [
        ...below(`value-${name}`, surface, 3),
        ...below(`value-${name}-ink`, surface, 4.5),
      ]),
    );
    expect(weak).toEqual([]);
  });

  it('writes on each value at 4.5:1', () => {
    expect([...VALUES, 'other'].flatMap((name) => below(`value-${name}-on`, `value-${name}`, 4.5))).toEqual(
      [],
    );
  });

  it('writes the chrome at 4.5:1 and draws what must be seen at 3:1', () => {
    const texts = ['ink', 'ink-soft', 'removed-ink', 'good-ink', 'bad-ink', 'caution-ink'];
    const weak = texts.flatMap((text) =>
      ['paper', 'card', 'well'].flatMap((surface) => below(text, surface, 4.5)),
    );
    expect([
      ...weak,
      ...below('faint', 'card', 3),
      ...below('on-ink', 'ink', 4.5),
      ...below('ink', 'added', 7),
    ]).toEqual([]);
  });

  function below(front: string, back: string, least: number): string[] {
    const ratio = contrast(colour(front, theme), colour(back, theme));
    return ratio >= least ? [] : [`${front} on ${back}: ${ratio.toFixed(2)}`];
  }
});
