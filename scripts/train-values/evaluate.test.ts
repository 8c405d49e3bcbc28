import { describe, expect, it } from 'vitest';
import { sharedData } from '../../tests/shared-data';
import { shippedClassifier } from '../../tests/shipped-classifier';
import { evaluate } from './evaluate';
import { readTouche } from './read-touche';

const folder = sharedData('touche23');

describe('the shipped weights', () => {
  it.skipIf(folder === undefined)(
    'reach a macro-F1 of 0.40 on the validation split, with and without conclusion',
    () => {
      const args = readTouche(folder ?? '', 'validation');
      const classifier = shippedClassifier();
      expect(args).toHaveLength(1896);
      expect(evaluate(classifier, args, { context: true }).macroF1).toBeGreaterThanOrEqual(0.4);
      expect(evaluate(classifier, args, { context: false }).macroF1).toBeGreaterThanOrEqual(0.4);
    },
  );

  it('are scored on values without positives without dividing by nothing', () => {
    const args = [
      { id: 'x', conclusion: 'Do it', premise: 'It helps', labels: new Array<boolean>(20).fill(false) },
    ];
    const result = evaluate(shippedClassifier(), args, { context: true });
    expect(result).toMatchObject({ valuesWithPositives: 0, auroc: null, macroF1WithPositives: 0 });
    expect(Number.isFinite(result.macroF1)).toBe(true);
  });

  it('are not looked for in a folder that has no such split', () => {
    expect(() => readTouche('/nowhere', 'test')).toThrow('There is no /nowhere/arguments-test.tsv');
  });
});
