import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../tests/shared-data';
import { coOccurrences } from './co-occurrence';
import { type Choice, valueConflicts } from './conflict-network';
import { countLabels, frequentLabels } from './label-counts';
import { falseDiscoveryRates, logLikelihoodRatio, tailOf } from './significance';

const LABELS = ['a', 'b', 'c', 'd'];
const sets = fc.array(fc.subarray(LABELS), { minLength: 1, maxLength: 30 });

function pairsOf(items: readonly (readonly string[])[], labels = LABELS) {
  const result = coOccurrences(items, labels);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
function conflictsOf(choices: readonly Choice[], values = LABELS) {
  const result = valueConflicts(choices, values);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);
const pairIn = <T extends { a: string; b: string }>(
  found: readonly T[],
  a: string,
  b: string,
): T | undefined => found.find((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a));

describe('significance', () => {
  it('gives the worked numbers', () => {
    const g2 = logLikelihoodRatio(10, 20, 20, 100);
    expect(g2).toBeCloseTo(12.07, 2);
    expect(tailOf(3.841)).toBeCloseTo(0.05, 3);
    expect(falseDiscoveryRates([0.01, 0.04, 0.03]).map((q) => Number(q.toFixed(6)))).toEqual([
      0.03, 0.04, 0.04,
    ]);
  });
});

describe('co-occurrence', () => {
  it('counts items, labels and meetings', () => {
    const counted = countLabels([['a', 'b', 'a'], ['a'], ['b', 'c']], ['a', 'b', 'c']);
    expect(counted.ok && [...counted.value.single]).toEqual([2, 2, 1]);
    expect(counted.ok && [...counted.value.both]).toEqual([2, 1, 0, 1, 2, 1, 0, 1, 1]);
    expect(
      frequentLabels(
        [
          ['a', 'b'],
          ['a', 'a'],
          ['b', 'c'],
        ],
        2,
      ),
    ).toEqual(['a', 'b']);
  });

  it('gives the worked numbers', () => {
    const items = [...times(10, ['a', 'b']), ...times(10, ['a']), ...times(10, ['b']), ...times(70, [])];
    const [pair] = pairsOf(items, ['a', 'b']);
    expect(pair).toMatchObject({ both: 10, expected: 4, lift: 2.5, sign: 'together' });
    expect(pair.pmi).toBeCloseTo(1.322, 3);
    expect(pair.shrunkPmi).toBeCloseTo(1.222, 3);
  });

  it('calls labels that never meet apart, and few counts unclear', () => {
    const apart = pairsOf([...times(50, ['a']), ...times(50, ['b'])], ['a', 'b']);
    expect(apart[0]).toMatchObject({ both: 0, lift: 0, pmi: null, sign: 'apart' });
    expect(Number.isFinite(apart[0].shrunkPmi)).toBe(true);
    expect(pairsOf([['a', 'b'], ['c']])[0].sign).toBe('unclear');
  });

  it('is unclear about a label on every item, or on none', () => {
    const found = pairsOf([['a', 'b'], ['a'], ['a', 'c']]);
    expect(
      found.filter(({ a }) => a === 'a').every(({ lift, sign }) => lift === 1 && sign === 'unclear'),
    ).toBe(true);
  });

  it('does not depend on the order of labels or items', () => {
    fc.assert(
      fc.property(sets, (items) => {
        const one = pairsOf(items);
        const other = pairsOf(items.toReversed(), LABELS.toReversed());
        for (const pair of one) {
          const same = pairIn(other, pair.a, pair.b);
          expect(same).toMatchObject({ both: pair.both, sign: pair.sign });
          expect(same?.lift).toBeCloseTo(pair.lift, 12);
          expect(same?.shrunkPmi).toBeCloseTo(pair.shrunkPmi, 12);
        }
      }),
    );
  });

  it.each<[string, string[][], string[], number]>([
    ['no items', [], LABELS, 0.01],
    ['one label', [['a']], ['a'], 0.01],
    ['a label twice in the list', [['a']], ['a', 'a'], 0.01],
    ['a label that is not listed', [['a', 'z']], LABELS, 0.01],
    ['a share of 0', [['a']], LABELS, 0],
  ])('refuses %s', (_, items, labels, falseShare) => {
    expect(coOccurrences(items, labels, { falseShare }).ok).toBe(false);
    const choices = items.map((act) => ({ act, refrain: [] }));
    expect(valueConflicts(choices, labels, { falseShare }).ok).toBe(false);
  });
});

describe('conflict networks', () => {
  it('gives the worked numbers', () => {
    const ownSides = conflictsOf(times(4, { act: ['a'], refrain: ['b'] }));
    expect(ownSides).toEqual([
      expect.objectContaining({ together: 0, opposed: 4, expectedTogether: 0, alliance: 0, sign: 'unclear' }),
    ]);
    const both = [...times(2, { act: ['a'], refrain: ['b'] }), ...times(2, { act: ['b'], refrain: ['a'] })];
    const [pair] = conflictsOf(both);
    expect(pair).toMatchObject({ together: 0, opposed: 4, expectedTogether: 0.5 });
    expect(pair.alliance).toBeCloseTo(-3.17, 2);
    const [sure] = conflictsOf([...times(10, both[0]), ...times(10, both[3])]);
    expect(sure.sign).toBe('opposed');
    expect(conflictsOf(times(20, { act: ['a', 'b'], refrain: ['c', 'd'] }))[0].q).toBe(1);
  });

  it('calls values that share whichever side allies', () => {
    const choices = [
      ...times(10, { act: ['a', 'b'], refrain: ['c'] }),
      ...times(10, { act: ['c'], refrain: ['a', 'b'] }),
    ];
    expect(pairIn(conflictsOf(choices), 'a', 'b')?.sign).toBe('together');
    expect(pairIn(conflictsOf(choices), 'a', 'c')?.sign).toBe('opposed');
    expect(pairIn(conflictsOf(choices), 'a', 'd')).toBeUndefined();
  });

  it('does not depend on which side is called acting, nor on the order of the values', () => {
    const choices = fc.array(fc.record({ act: fc.subarray(LABELS), refrain: fc.subarray(LABELS) }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(choices, (list) => {
        const one = conflictsOf(list);
        const turned = list.map(({ act, refrain }) => ({ act: refrain, refrain: act }));
        const other = conflictsOf(turned, LABELS.toReversed());
        expect(other).toHaveLength(one.length);
        for (const pair of one) {
          const same = pairIn(other, pair.a, pair.b);
          expect(same).toMatchObject({ together: pair.together, opposed: pair.opposed, sign: pair.sign });
          expect(same?.alliance).toBeCloseTo(pair.alliance, 9);
        }
      }),
    );
  });
});

const touche = sharedData('touche23', 'labels-training.tsv');

describe.skipIf(!touche)('the published Touché labels', () => {
  const [header = [], ...rows] = readFileSync(touche ?? '', 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split('\t'));
  const labels = header.slice(1);
  const items = rows.map((cells) => labels.filter((_, at) => cells[at + 1] === '1'));
  const found = pairsOf(items, labels);

  it('count every pair of the twenty', () => {
    expect(items).toHaveLength(5393);
    expect(found).toHaveLength(190);
    for (const { a, b, both } of found.slice(0, 5)) {
      expect(both).toBe(items.filter((item) => item.includes(a) && item.includes(b)).length);
    }
  });

  it('say that neighbours on the circle keep company and opposites don’t', () => {
    expect(pairIn(found, 'Self-direction: thought', 'Self-direction: action')?.sign).toBe('together');
    expect(pairIn(found, 'Stimulation', 'Hedonism')?.sign).toBe('together');
    expect(pairIn(found, 'Power: dominance', 'Power: resources')?.sign).toBe('unclear');
    expect(pairIn(found, 'Hedonism', 'Conformity: rules')?.sign).toBe('apart');
  });
});

const dilemmas = sharedData('dailydilemmas', 'dilemma_to_action_to_values_aggregated.csv');

describe.skipIf(!dilemmas)('the published DailyDilemmas', () => {
  const csv = readFileSync(path.resolve(dilemmas ?? ''), 'utf8').trim();
  const { data } = Papa.parse<Partial<Record<string, string>>>(csv, { header: true });
  const values = (text = ''): string[] => [...text.matchAll(/['"]([^'"]+)['"]/g)].map(([, value]) => value);
  const byDilemma = new Map<string, { act: string[]; refrain: string[] }>();
  for (const row of data) {
    const choice = byDilemma.get(row.dilemma_idx ?? '') ?? { act: [], refrain: [] };
    choice[row.action_type === 'to_do' ? 'act' : 'refrain'] = values(row.values_aggregated);
    byDilemma.set(row.dilemma_idx ?? '', choice);
  }
  const choices = [...byDilemma.values()];
  const frequent = frequentLabels(
    choices.flatMap(({ act, refrain }) => [act, refrain]),
    50,
  );
  const known = new Set(frequent);
  const only = (list: string[]): string[] => list.filter((value) => known.has(value));
  const network = conflictsOf(
    choices.map(({ act, refrain }) => ({ act: only(act), refrain: only(refrain) })),
    frequent,
  );

  it('are 1,360 choices, with few conflicts that the guard lets pass', () => {
    expect(choices).toHaveLength(1360);
    expect(pairIn(network, 'honesty', 'self')).toMatchObject({ together: 57, opposed: 154, sign: 'opposed' });
    expect(network.filter(({ sign }) => sign !== 'unclear').length).toBeLessThan(10);
  });
});
