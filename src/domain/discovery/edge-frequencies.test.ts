import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../tests/shared-data';
import { seededRandom } from '../random';
import { directLingam } from './direct-lingam';
import { bootstrapEdges, type EdgeFrequencies } from './edge-frequencies';
import { ges } from './ges';
import { learn, type Learner } from './learning';
import { pc } from './pc';
import { readNumberTable } from './read-number-table';
import { simulateLinear } from './simulate';
import { drawn } from './test-graphs';
import type { DataMatrix } from './data-matrix';

function frequencies(data: DataMatrix, learner: Learner, resamples = 20, seed = 1): EdgeFrequencies {
  const result = learn(bootstrapEdges(data, learner, { resamples, seed }));
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const collider = simulateLinear(drawn(4, 'a>b', 'c>b'), 800, seededRandom(3));

describe('bootstrap edge frequencies', () => {
  it.each<[string, Learner]>([
    ['PC', (data) => pc(data, { alpha: 0.01 })],
    ['GES', (data) => ges(data)],
    ['DirectLiNGAM', (data) => directLingam(data)],
  ])('are shares that add up, whatever the method: %s', (_, learner) => {
    const { pairs, failed } = frequencies(collider, learner);
    expect(failed).toBe(0);
    for (const { joined, forward, backward, undirected, conflicted } of pairs) {
      expect(joined).toBeCloseTo(forward + backward + undirected + conflicted, 12);
      expect(joined).toBeGreaterThan(0);
      expect(joined).toBeLessThanOrEqual(1 + 1e-12);
    }
    expect(pairs[0].joined).toBe(1);
    expect(pairs.map(({ joined }) => joined)).toEqual(
      pairs.map(({ joined }) => joined).toSorted((x, y) => y - x),
    );
  });

  it('find the collider’s arrows nearly always', () => {
    const { pairs } = frequencies(collider, (data) => pc(data, { alpha: 0.01 }));
    const arrow = pairs.find(({ a, b }) => a === 'X1' && b === 'X2');
    expect(arrow?.forward).toBeGreaterThan(0.8);
  });

  it('repeat with the seed', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const learner: Learner = (data) => pc(data, { alpha: 0.2 });
        expect(frequencies(collider, learner, 3, seed)).toEqual(frequencies(collider, learner, 3, seed));
      }),
      { numRuns: 5 },
    );
  });

  it('count resamples without an answer, and give up when they are most', () => {
    const rare = (ones: number): DataMatrix => {
      const values = Float64Array.from(collider.values.slice(0, 2400));
      for (let r = 0; r < 800; r++) values[1600 + r] = r < ones ? 1 : 0;
      return { columns: ['a', 'b', 'rare'], rows: 800, values };
    };
    expect(frequencies(rare(2), (data) => pc(data), 100).failed).toBeGreaterThan(0);
    const mostlyBad: Learner = (data) =>
      data.values === collider.values ? pc(data) : pc(data, { alpha: 7 });
    const result = learn(bootstrapEdges(collider, mostlyBad, { resamples: 4, seed: 1 }));
    expect(!result.ok && result.error.message).toContain('4 of 4 resamples gave no graph');
  });

  it('say what is wrong with the data as they are, and with no resamples', () => {
    const bad = { ...collider, values: collider.values.map((x, at) => (at === 5 ? Number.NaN : x)) };
    const result = learn(bootstrapEdges(bad, (data) => pc(data), { resamples: 4, seed: 1 }));
    expect(!result.ok && result.error.columns).toEqual(['X1']);
    expect(learn(bootstrapEdges(collider, (data) => pc(data), { resamples: 0, seed: 1 })).ok).toBe(false);
  });

  it('can be stopped between and within resamples', () => {
    let steps = 0;
    const result = learn(
      bootstrapEdges(collider, (data) => pc(data), { seed: 1 }),
      { cancelled: () => ++steps === 7 },
    );
    expect(result.ok).toBe(false);
    expect(steps).toBe(7);
  });
});

const survey = sharedData('survey', 'valueportrait_pvq21_individuals.csv');

describe.skipIf(!survey)('the 569 respondents', () => {
  const table = readNumberTable(readFileSync(survey ?? '', 'utf8'));
  if (!table.ok) throw new Error(table.error.message);
  const { data } = table.value;

  it('are refused as they are, because their scores are centred', () => {
    const result = learn(pc(data));
    expect(!result.ok && result.error.message).toContain('scores centred within each person');
  });

  it('join the neighbours on the circle in nearly every resample, once the level is put back', () => {
    const { pairs } = frequencies(data, (sample) => pc(sample, { singular: 'restore-level' }), 50);
    const joined = (a: string, b: string): number =>
      pairs.find((pair) => pair.a === a && pair.b === b)?.joined ?? 0;
    for (const [a, b] of [
      ['AC', 'PO'],
      ['BE', 'UN'],
      ['SD', 'UN'],
      ['CO', 'TR'],
      ['ST', 'HE'],
    ]) {
      expect(joined(a, b)).toBeGreaterThan(0.9);
    }
  });
});
