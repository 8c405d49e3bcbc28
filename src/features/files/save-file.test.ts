import { describe, expect, it } from 'vitest';
import { dayOf, fileName } from './save-file';

describe('file names', () => {
  it('keep letters of any script and nothing that a file system minds', () => {
    expect(fileName('Calm & kind', 'json')).toBe('calm-kind.json');
    expect(fileName('../../Ökonomie: 価値?', 'json')).toBe('ökonomie-価値.json');
    expect(fileName('***', 'csv')).toBe('steerboard.csv');
    expect(fileName('x'.repeat(200), 'json')).toHaveLength(65);
  });

  it('name the day', () => {
    expect(dayOf(new Date(2025, 2, 9, 23, 59).getTime())).toBe('2025-03-09');
  });
});
