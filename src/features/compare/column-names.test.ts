import { describe, expect, it } from 'vitest';
import { columnNames } from './column-names';

describe('columnNames', () => {
  it('names own dials, and numbers what comes twice', () => {
    expect(columnNames([null, 'Flat', null, 'Flat'])).toEqual([
      'Own profile',
      'Flat',
      'Own profile 2',
      'Flat 2',
    ]);
  });
});
