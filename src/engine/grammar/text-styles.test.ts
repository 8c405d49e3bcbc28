import { describe, expect, it } from 'vitest';
import { phrase } from './text-styles';

describe('phrase', () => {
  it.each([
    'duty',
    'care for your family, above all',
    'it’s fair',
    "a child's well-being",
    '3 wishes',
    'égalité',
  ])('takes “%s”', (text) => {
    expect(phrase(6).safeParse(text).success).toBe(true);
  });

  it.each([
    '',
    ' duty',
    'duty ',
    'two  blanks',
    'a, ',
    'end.',
    '"quoted"',
    'tab\there',
    "'tis",
    'one two three four five six seven',
  ])('refuses “%s”', (text) => {
    expect(phrase(6).safeParse(text).success).toBe(false);
  });

  it('says what it expects', () => {
    expect(phrase(2).safeParse('far too long').error?.issues[0]?.message).toBe(
      'Expected one to 2 plain words',
    );
  });

  it('needs a bound', () => {
    expect(() => phrase(0)).toThrow('whole number from 1 to 40');
    expect(() => phrase(1.5)).toThrow();
  });
});
