import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '../../src/domain/random';
import { percentileInterval } from './bootstrap';
import { classArrows, equivalentGraphs } from './equivalence-class';
import { estimate, SETTINGS } from './estimate';
import { parseIndividuals } from './individuals';
import { circleExpects } from './other-samples';

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Six values from a known tree, 2 ← 1 ← 0 → 3 → 4 with 5 alone, and unit noise. */
function tree(random: Random): number[] {
  const u = Array.from({ length: 6 }, () => normal(random));
  const x1 = 0.6 * u[0] + u[1];
  const x3 = -0.6 * u[0] + u[3];
  return [u[0], x1, -0.6 * x1 + u[2], x3, 0.6 * x3 + u[4], u[5]];
}

/** Ten values in five pairs that go together, all values alike in what they share with the rest; then centred. */
function centredPairs(random: Random): number[] {
  const scores = Array.from({ length: 5 }, () => {
    const first = normal(random);
    return [first, 0.5 * first + Math.sqrt(0.75) * normal(random)];
  }).flat();
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return scores.map((score) => score - mean);
}

function sampleOf(person: (random: Random) => number[]): { valueIds: string[]; rows: number[][] } {
  const random = seededRandom(7);
  const rows = Array.from({ length: 600 }, () => person(random));
  return { valueIds: rows[0].map((_, i) => `v${i}`), rows };
}

const few = { ...SETTINGS, resamples: 20 };
const joinedBy = (edges: readonly { from: number; to: number }[]): string[] =>
  edges.map(({ from, to }) => `${Math.min(from, to)} ${Math.max(from, to)}`).sort();

describe('estimating a graph', () => {
  const individuals = sampleOf(tree);
  const found = estimate(individuals, few);

  it('recovers the joined pairs of a known graph, and the signs', () => {
    expect(joinedBy(found.edges)).toEqual(['0 1', '0 3', '1 2', '3 4']);
    for (const edge of found.edges) {
      expect(Math.sign(edge.weight)).toBe(['0 1', '3 4'].includes(joinedBy([edge])[0]) ? 1 : -1);
      expect(edge.interval[0]).toBeLessThanOrEqual(edge.weight);
      expect(edge.interval[1]).toBeGreaterThanOrEqual(edge.weight);
    }
  });

  it('says that no direction of a tree without colliders is decided by the data', () => {
    expect(found.edges.every((edge) => edge.undecided)).toBe(true);
    expect(found.classSize).toBe(5);
  });

  it('gives the same numbers twice', () => {
    expect(estimate(individuals, few).edges).toEqual(found.edges);
  });

  it('finds in centred scores what is there, and not what centring put there', { timeout: 30_000 }, () => {
    const { edges, moments } = estimate(sampleOf(centredPairs), few);
    expect(moments.level).toBeGreaterThan(0.05);
    expect(joinedBy(edges)).toEqual(['0 1', '2 3', '4 5', '6 7', '8 9']);
    expect(edges.every((edge) => edge.weight > 0)).toBe(true);
  });
});

describe('the equivalence class', () => {
  it('turns a chain every way that makes no collider, and leaves a collider as it is', () => {
    expect(equivalentGraphs([[], [0], [1]])).toHaveLength(3);
    const collider = classArrows(equivalentGraphs([[], [], [0, 1]]));
    expect([collider[0][2], collider[2][0]]).toEqual([true, false]);
    expect(equivalentGraphs([[], [0], [0, 1]])).toHaveLength(6);
  });
});

describe('small parts', () => {
  it('interpolates percentiles', () => {
    expect(percentileInterval(Array.from({ length: 101 }, (_, i) => i))).toEqual([2.5, 97.5]);
  });

  it('expects neighbours on the circle to agree and opposites to conflict', () => {
    expect(circleExpects(0, 1)).toBeGreaterThan(0);
    expect(circleExpects(4, 9)).toBeLessThan(0);
  });

  it('names a missing column and the line of a bad number', () => {
    const header = 'id,SD,ST,HE,AC,PO,SE,CO,TR,BE,UN';
    const missing = parseIndividuals('id,SD\nP1,2');
    expect(missing.ok ? '' : missing.error).toContain('UN');
    const bad = parseIndividuals(`${header}\nP1,1,1,1,1,1,1,1,1,1,1\nP2,1,1,x,1,1,1,1,1,1,1`);
    expect(bad.ok ? '' : bad.error).toBe('Line 3: HE is "x", not a number.');
  });
});
