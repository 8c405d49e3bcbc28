import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import type { Implication } from '../scm/reading/implications';
import { falsify, sayVerdict } from './falsification';
import { fisherZ, type IndependenceTest } from './independence-test';
import { learn } from './learning';
import { correlationsOf } from './regular-correlation';
import { simulateLinear } from './simulate';
import { drawn, oracle } from './test-graphs';

function run(test: IndependenceTest, implications: Implication[], shuffled = 300) {
  const result = learn(falsify(test, implications, { shuffled, seed: 1 }));
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const chain = oracle(drawn(3, 'a>b', 'b>c'));

describe('falsification against shuffled graphs', () => {
  it('finds that one implication says too little', () => {
    const found = run(chain, [{ x: 'a', y: 'c', given: ['b'] }], 3000);
    expect(found).toMatchObject({ holding: 1, shuffled: 3000 });
    expect(found.asGood / 3000).toBeCloseTo(1 / 3, 1);
    expect(found.sentence).toContain('1 of 1 implied independencies hold; of 3,000 graphs');
    expect(found.sentence).toContain('no better than chance');
  });

  it('tells a true graph from shuffled ones in data', () => {
    const dag = drawn(7, 'a>b', 'b>c', 'c>d', 'd>e', 'e>f', 'f>g');
    const correlations = correlationsOf(simulateLinear(dag, 1000, seededRandom(2)));
    const test = correlations.ok ? fisherZ(correlations.value, 0.01) : correlations;
    if (!test.ok) throw new Error(test.error.message);
    const names = test.value.columns;
    const implied = names.flatMap((x, at) =>
      names.slice(at + 2).map((y) => ({ x, y, given: [names[at + 1]] })),
    );
    const found = run(test.value, implied);
    expect(found.holding).toBeGreaterThanOrEqual(14);
    expect(found.asGood).toBeLessThan(6);
    expect(found.sentence).toContain('more about these data than chance');
    expect(found.verdicts).toHaveLength(15);
    const backwards = run(test.value, [
      { x: 'X1', y: 'X2', given: [] },
      { x: 'X2', y: 'X3', given: [] },
    ]);
    expect(backwards.verdicts.map(({ verdict }) => verdict)).toEqual(['contradicted', 'contradicted']);
    expect(backwards.asGood).toBe(300);
  });

  it('does not count what can’t be tested', () => {
    const test: IndependenceTest = {
      columns: ['a', 'b'],
      critical: 1,
      statistic: () => Number.POSITIVE_INFINITY,
    };
    const found = run(test, [{ x: 'a', y: 'b', given: [] }]);
    expect(found.verdicts[0]).toMatchObject({ verdict: 'untestable', p: 0 });
    expect(found.sentence).toBe('The graph implies no independence that these data could contradict.');
  });

  it('is the plain sentence that was promised', () => {
    expect(sayVerdict({ holding: 31, testable: 34, asGood: 4, shuffled: 1000, alpha: 0.05 })).toBe(
      '31 of 34 implied independencies hold; of 1,000 graphs with shuffled labels, 4 do as well. The graph says more about these data than chance would; 3 implications are contradicted, where about 1.7 would be by chance if all were true.',
    );
    const one = sayVerdict({ holding: 2, testable: 3, asGood: 1, shuffled: 10, alpha: 0.05 });
    expect(one).toContain('1 does as well');
    expect(one).toContain('1 implication is contradicted');
  });

  it.each<[string, Implication[], number]>([
    ['an unknown column', [{ x: 'a', y: 'age', given: [] }], 10],
    ['a column twice', [{ x: 'a', y: 'c', given: ['a'] }], 10],
    ['no shuffles', [{ x: 'a', y: 'c', given: ['b'] }], 0],
  ])('refuses %s', (_, implications, shuffled) => {
    expect(learn(falsify(chain, implications, { shuffled, seed: 1 })).ok).toBe(false);
  });
});
