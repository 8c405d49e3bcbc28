import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelProbabilities } from './label-probabilities';

describe('probabilities of labels', () => {
  it('gives each label the tokens that are it or begin it, and shares them out to 1', () => {
    const tokens = [
      { text: 'yes', probability: 0.3 },
      { text: 'y', probability: 0.1 },
      { text: 'no', probability: 0.2 },
      { text: 'maybe', probability: 0.4 },
      { text: '', probability: 0.4 },
      { text: ' yes', probability: 0.4 },
    ];
    const [yes, no] = labelProbabilities(['yes', 'no'], tokens);
    expect(yes).toBeCloseTo(0.4 / 0.6);
    expect(no).toBeCloseTo(0.2 / 0.6);
  });

  it('leaves out a token that begins several labels, and says when nothing else is there', () => {
    const shared = { text: 'in', probability: 0.9 };
    expect(
      labelProbabilities(['include', 'increase'], [shared, { text: 'incl', probability: 0.05 }]),
    ).toEqual([1, 0]);
    expect(() => labelProbabilities(['include', 'increase'], [shared])).toThrow('No single token tells');
    expect(() => labelProbabilities(['1', '2'], [{ text: '1', probability: 0 }])).toThrow();
  });

  it('sums to 1 and keeps the order of the masses, whatever comes beside them', () => {
    const masses = fc.array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: 2, maxLength: 9 });
    fc.assert(
      fc.property(masses, fc.array(fc.string()), (given, others) => {
        const labels = given.map((_, index) => String(index + 1));
        const strangers = others
          .filter((text) => !labels.includes(text))
          .map((text) => ({ text, probability: 0.5 }));
        const result = labelProbabilities(labels, [
          ...strangers,
          ...given.map((probability, index) => ({ text: labels[index] ?? '', probability })),
        ]);
        const total = given.reduce((sum, mass) => sum + mass, 0);
        expect(result.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 9);
        result.forEach((part, index) => expect(part).toBeCloseTo((given[index] ?? 0) / total, 9));
      }),
    );
  });
});
