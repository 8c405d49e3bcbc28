import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Sha256, sha256 } from './sha256';

const reference = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

describe('sha256', () => {
  it('gives the published digests', () => {
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('agrees with the reference at every length around the block border', () => {
    for (let length = 0; length < 140; length += 1) {
      const text = 'x'.repeat(length);
      expect(sha256(text)).toBe(reference(text));
    }
  });

  it('agrees with the reference on any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        (text) => sha256(text) === reference(text),
      ),
    );
  });
});

describe('Sha256', () => {
  it('does not mind how the bytes are cut up', () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 });
    fc.assert(
      fc.property(pieces, (parts) => {
        const hash = new Sha256();
        const expected = createHash('sha256');
        for (const part of parts) {
          hash.update(part);
          expected.update(part);
        }
        expect(hash.digest()).toBe(expected.digest('hex'));
      }),
    );
  });
});
