import { describe, expect, it } from 'vitest';
import { toComputable } from '../../domain/graph/convert-value-graph';
import { graphFrom, valueOf } from '../../domain/graph/example-causal-graphs';
import { compileScm } from '../../domain/scm/linear-scm';
import { oneMoreOn, totalEffectsOf } from './effect-words';

const WEIGHTS: Partial<Record<string, number>> = { ab: 0.5, bc: 0.4, ac: 0.3, ad: -0.01 };

function example() {
  const drawn = graphFrom('a -> b', 'b -> c', 'a -> c', 'a -> d');
  const edges = drawn.edges.map((edge) => ({ ...edge, weight: WEIGHTS[edge.from + edge.to] ?? 0 }));
  const converted = toComputable({ ...drawn, edges }, { mean: 3, noiseVariance: 1, weight: 0 });
  return valueOf(compileScm(valueOf(converted).graph));
}

describe('one more on a node', () => {
  it('tells effects, largest first, with the number of paths, and passes over what rounds to nothing', () => {
    expect(oneMoreOn(example(), 'a', (id) => id)).toBe(
      'One more on a: 0.5 more b, through 1 path; 0.5 more c, through 2 paths.',
    );
  });

  it('says so where nothing follows', () => {
    expect(oneMoreOn(example(), 'c', (id) => id.toUpperCase())).toBe('One more on C changes no other node.');
  });

  it('does not call a small effect none', () => {
    const drawn = graphFrom('a -> b');
    const edges = drawn.edges.map((edge) => ({ ...edge, weight: 0.04 }));
    const converted = toComputable({ ...drawn, edges }, { mean: 3, noiseVariance: 1, weight: 0 });
    const scm = valueOf(compileScm(valueOf(converted).graph));
    expect(oneMoreOn(scm, 'a', (id) => id)).toBe('One more on a changes other nodes by less than 0.05.');
  });

  it('counts what it does not name as changes, up or down', () => {
    const drawn = graphFrom(...['b', 'c', 'd', 'e', 'f', 'g'].map((to) => `a -> ${to}`));
    const edges = drawn.edges.map((edge, at) => ({ ...edge, weight: 0.9 - at / 10 }));
    const converted = toComputable({ ...drawn, edges }, { mean: 3, noiseVariance: 1, weight: 0 });
    const scm = valueOf(compileScm(valueOf(converted).graph));
    expect(oneMoreOn(scm, 'a', (id) => id)).toMatch(/; and smaller changes on 2 more nodes\.$/);
  });

  it('sums the paths: 0.3 + 0.5 × 0.4', () => {
    expect(totalEffectsOf(example(), 'a').find(({ to }) => to === 'c')?.effect).toBeCloseTo(0.5, 12);
  });
});
