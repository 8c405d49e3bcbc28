import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestThreshold, plattScaling } from './calibrate';
import { groupFolds } from './folds';
import { trainNet, runNet } from './train-net';

describe('training', () => {
  it('keeps rows of a group in one fold', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1 }), (groups) => {
        const folds = groupFolds(groups, 3);
        for (const group of new Set(groups)) {
          expect(new Set(folds.filter((_, index) => groups[index] === group)).size).toBe(1);
        }
      }),
    );
  });

  it('calibrates a rare value without running away', () => {
    const labels = Array.from({ length: 1000 }, (_, index) => index % 40 === 0);
    const scores = labels.map((label, index) => (label ? 2 : 0) + Math.sin(index) * 3 - 6);
    const { slope, offset } = plattScaling(scores, labels);
    const total = scores.reduce((sum, score) => sum + 1 / (1 + Math.exp(-(slope * score + offset))), 0);
    expect(slope).toBeGreaterThan(0);
    expect(total).toBeCloseTo(25, 0);
  });

  it('separates with its threshold what can be separated', () => {
    const scores = Array.from({ length: 100 }, (_, index) => index / 100);
    const threshold = bestThreshold(
      scores,
      scores.map((score) => score >= 0.7),
      1,
    );
    expect(threshold).toBeCloseTo(0.7, 6);
  });

  it('learns the same network from the same seed', () => {
    const inputs = Array.from({ length: 256 }, (_, index) =>
      Float64Array.of(Math.sin(index), Math.cos(index * 3)),
    );
    const targets = inputs.map(([first]) => Float64Array.of(first > 0 ? 1 : 0));
    const [net, same] = [trainNet(inputs, targets, 5), trainNet(inputs, targets, 5)];
    expect(same).toEqual(net);
    expect(runNet(net, Float64Array.of(1, 0))[0]).toBeGreaterThan(runNet(net, Float64Array.of(-1, 0))[0]);
  });
});
