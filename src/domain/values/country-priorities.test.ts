import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COUNTRY_PRIORITY_RULE, countryPriorities } from './country-priorities';

const TEN = [
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
];

const tenMeans = (range: fc.DoubleConstraints = { min: -5, max: 5, noNaN: true }) =>
  fc
    .array(fc.double(range), { minLength: TEN.length, maxLength: TEN.length })
    .map((means) => Object.fromEntries(TEN.map((id, at) => [id, means[at] ?? 0])));

describe('priorities from survey means', () => {
  it('gives 3 to the average of the ten and 1.4 points for each step from it', () => {
    expect(countryPriorities({ security: 1, power: -1, tradition: 0 })).toEqual({
      security: 4.4,
      power: 1.6,
      tradition: 3,
    });
  });

  it('takes off the mean of the ten values', () => {
    const nine = TEN.slice(0, 9).map((id) => [id, -1.39 / 9]);
    const means = { ...Object.fromEntries(nine), universalism: 0.99 };
    expect(countryPriorities(means).universalism).toBe(4.4);
  });

  it('never gives a lower priority to a higher mean', () => {
    fc.assert(
      fc.property(tenMeans(), (means) => {
        const priorities = countryPriorities(means);
        const order = [...TEN].sort((a, b) => means[a] - means[b]);
        for (let at = 1; at < order.length; at += 1) {
          expect(priorities[order[at]]).toBeGreaterThanOrEqual(priorities[order[at - 1]]);
        }
      }),
    );
  });

  it('stays within 1 and 5, in tenths, whatever the means', () => {
    fc.assert(
      fc.property(tenMeans({ noNaN: true, noDefaultInfinity: true }), (means) => {
        for (const priority of Object.values(countryPriorities(means))) {
          expect(priority).toBeGreaterThanOrEqual(1);
          expect(priority).toBeLessThanOrEqual(5);
          expect(Math.round(priority * 10) / 10).toBe(priority);
        }
      }),
    );
  });

  it('makes a flat profile of 3 from means that are all the same', () => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (mean) => {
        const same = countryPriorities(Object.fromEntries(TEN.map((id) => [id, mean])));
        expect(Object.values(same)).toEqual(TEN.map(() => 3));
      }),
    );
  });

  it('leaves out means that are not numbers, and gives nothing for nothing', () => {
    expect(countryPriorities({ security: 0.2, power: Number.NaN, hedonism: Infinity })).toEqual({
      security: 3,
    });
    expect(countryPriorities({})).toEqual({});
  });

  it('says its own numbers in the rule that the screen shows', () => {
    expect(COUNTRY_PRIORITY_RULE).toMatch(/3 \+ 1\.4 ×/);
  });
});
