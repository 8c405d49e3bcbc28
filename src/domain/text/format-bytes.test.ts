import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBytesOf, formatBytes } from './format-bytes';

describe('formatBytes', () => {
  it('writes sizes in the unit that a person would choose', () => {
    expect([0, 999, 12_000, 3_400_000, 98_362_432, 999_600_000, 41_000_000_000].map(formatBytes)).toEqual([
      '0 bytes',
      '999 bytes',
      '12 kB',
      '3.4 MB',
      '98 MB',
      '1.0 GB',
      '41 GB',
    ]);
  });

  it('never writes four digits below a petabyte', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_000_000_000_000 }), (bytes) => {
        expect(Number.parseFloat(formatBytes(bytes))).toBeLessThan(1000);
      }),
    );
  });
});

describe('formatBytesOf', () => {
  it('gives both amounts in the unit of the whole', () => {
    expect(formatBytesOf(506_000_000, 879_000_000)).toBe('506 of 879 MB');
    expect(formatBytesOf(506_000_000, 1_100_000_000)).toBe('0.5 of 1.1 GB');
  });

  it('never says that more is here than there is', () => {
    expect(formatBytesOf(2_000, 1_000)).toBe('1.0 of 1.0 kB');
  });
});
