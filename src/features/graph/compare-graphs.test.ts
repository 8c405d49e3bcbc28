import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyShape, graphFrom } from '../../domain/graph/example-causal-graphs';
import { compareGraphs } from './compare-graphs';
import { comparePlaces } from './compare-places';

describe('two graphs side by side', () => {
  const left = graphFrom('a -> b', 'b -> c', 'e');
  const right = graphFrom('b -> a', 'b -> c', 'c -> d');

  it('counts pairs that differ: the structural Hamming distance', () => {
    const { distance, counts, sentence, pairs } = compareGraphs(left, right);
    expect(distance).toBe(2);
    expect(counts).toEqual({ 'only-left': 0, 'only-right': 1, direction: 1, weight: 0, none: 1 });
    expect(sentence).toBe(
      'Structural Hamming distance 2: 0 edges only left, 1 only right and 1 with another direction or kind; 0 more have other weights, and 1 is the same. Of the nodes, only left has e and only right has d.',
    );
    expect(pairs.map(({ left, right }) => `${left} | ${right}`)).toEqual([
      '– | c → d',
      'a → b | b → a',
      'b → c | b → c',
    ]);
  });

  it('takes weights that print alike for the same', () => {
    const weighted = (weight: number) => ({
      ...left,
      edges: left.edges.map((edge) => ({ ...edge, weight })),
    });
    expect(compareGraphs(weighted(0.41), weighted(0.4149)).counts).toMatchObject({ weight: 0, none: 2 });
    expect(compareGraphs(weighted(0.41), weighted(0.42)).counts).toMatchObject({ weight: 2, none: 0 });
  });

  it('says that there is nothing to compare', () => {
    expect(compareGraphs(graphFrom('a'), graphFrom('a')).sentence).toBe('Neither graph has an edge.');
  });

  it('has distance 0 exactly to the same edges, and the same distance both ways', () => {
    fc.assert(
      fc.property(anyShape(), anyShape(), (one, other) => {
        expect(compareGraphs(one, one).distance).toBe(0);
        expect(compareGraphs(one, other).distance).toBe(compareGraphs(other, one).distance);
      }),
    );
  });

  it('gives each node one place, the same in both pictures', () => {
    const places = comparePlaces(left, right);
    expect(places.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'e', 'd']);
    expect(new Set(places.map(({ x, y }) => `${x.toFixed(3)} ${y.toFixed(3)}`)).size).toBe(5);
  });
});
