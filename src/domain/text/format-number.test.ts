import { describe, expect, it } from 'vitest';
import { counted, fixed, signed } from './format-number';

describe('numbers for people', () => {
  it('uses a true minus sign and none for zero', () => {
    expect([fixed(-0.44), fixed(-0.04), fixed(2.25, 2)]).toEqual(['−0.4', '0.0', '2.25']);
  });
  it('shows the sign of a change', () => {
    expect([signed(2.6), signed(-2.2), signed(0.01)]).toEqual(['+2.6', '−2.2', '0.0']);
  });
  it('counts in words', () => {
    expect([counted(1, 'value'), counted(5393, 'row'), counted(0, 'copy', 'copies')]).toEqual([
      '1 value',
      '5,393 rows',
      '0 copies',
    ]);
  });
});
