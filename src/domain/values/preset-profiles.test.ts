import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import ten from '../../../static-data/value-systems/schwartz-10.json';
import { flatProfile, randomProfile, readSeed, SEED_MAX, SEED_MIN } from './preset-profiles';
import { profileSchema } from './profile';
import { valueSystemSchema } from './value-system';

const system = valueSystemSchema.parse(ten);
const seeds = fc.integer({ min: SEED_MIN, max: SEED_MAX });

describe('preset profiles', () => {
  it('gives a flat profile the middle everywhere', () => {
    expect(new Set(Object.values(flatProfile(system).target))).toEqual(new Set([3]));
  });

  it('draws a whole, valid profile on half points, the same for the same seed', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const profile = randomProfile(system, seed);
        expect(profileSchema.parse(profile)).toEqual(profile);
        expect(Object.keys(profile.target)).toEqual(system.values.map(({ id }) => id));
        expect(Object.values(profile.target).every((priority) => Number.isInteger(priority * 2))).toBe(true);
        expect(randomProfile(system, seed)).toEqual(profile);
      }),
    );
  });

  it('draws different profiles for different seeds', () => {
    const drawn = new Set([1, 2, 3, 4, 5].map((seed) => JSON.stringify(randomProfile(system, seed).target)));
    expect(drawn.size).toBe(5);
  });

  it('reads a seed that is a whole number, and no other', () => {
    expect(readSeed(' 42 ')).toBe(42);
    for (const typed of ['', '-1', '1.5', '1e3', '1000000', 'seven']) expect(readSeed(typed)).toBeUndefined();
  });
});
