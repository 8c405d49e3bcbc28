import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import { equivalenceClass } from '../scm/reading/equivalence-class';
import { readingGraph } from '../scm/reading/reading-graph';
import { breakCircles, orientTogether } from './conflict-rule';
import { classOfDag, consistentDag } from './dag-class';
import { edgesOf } from './learned-graph';
import { closeUnderMeek } from './meek-rules';
import { isConflict, structuralDistance } from './pdag';
import { randomDag } from './simulate';
import { drawn, letters } from './test-graphs';

const closed = (size: number, ...edges: string[]) => {
  const pdag = drawn(size, ...edges);
  closeUnderMeek(pdag, 'mark');
  return pdag;
};

describe('Meek’s rules', () => {
  it('1: no new v-structure', () => {
    expect(closed(3, 'a>b', 'b-c')).toEqual(drawn(3, 'a>b', 'b>c'));
    expect(closed(3, 'a>b', 'b-c', 'a-c')).toEqual(drawn(3, 'a>b', 'b-c', 'a-c'));
  });

  it('2: no circle', () => {
    expect(closed(3, 'a>b', 'b>c', 'a-c')).toEqual(drawn(3, 'a>b', 'b>c', 'a>c'));
  });

  it('3: two ways into the same v-structure', () => {
    expect(closed(4, 'a-b', 'b>d', 'a-c', 'c>d', 'a-d')).toEqual(drawn(4, 'a-b', 'b>d', 'a-c', 'c>d', 'a>d'));
  });

  it('4: what knowledge makes follow', () => {
    // a – b → c → d, a – d, a – c; b and d not joined: d → a would need b → a by rule 1, and then c … a closes a circle.
    expect(closed(4, 'a-b', 'b>c', 'c>d', 'a-d', 'a-c')).toEqual(drawn(4, 'a-b', 'b>c', 'c>d', 'a>d', 'a-c'));
  });

  it('leaves conflicts as they are', () => {
    expect(closed(3, 'a!b', 'b-c')).toEqual(drawn(3, 'a!b', 'b-c'));
  });
});

describe('conflicts', () => {
  it('mark a line that is wanted both ways, and leave arrows', () => {
    const pdag = drawn(3, 'a-b', 'b>c');
    orientTogether(pdag, [
      [0, 1],
      [1, 0],
      [2, 1],
    ]);
    expect(pdag).toEqual(drawn(3, 'a!b', 'b>c'));
  });

  it('mark a circle, but for what is known', () => {
    const pdag = drawn(4, 'a>b', 'b>c', 'c>a', 'c>d');
    expect(breakCircles(pdag, (from, to) => from === 0 && to === 1)).toBe(2);
    expect(pdag).toEqual(drawn(4, 'a>b', 'b!c', 'c!a', 'c>d'));
    expect(isConflict(pdag, 0, 2)).toBe(true);
  });
});

describe('classes of acyclic graphs', () => {
  it('chain and fork are one class, the collider another', () => {
    const chain = classOfDag(drawn(3, 'a>b', 'b>c'));
    expect(chain).toEqual(drawn(3, 'a-b', 'b-c'));
    expect(classOfDag(drawn(3, 'b>a', 'b>c'))).toEqual(chain);
    expect(classOfDag(drawn(3, 'a>b', 'c>b'))).toEqual(drawn(3, 'a>b', 'c>b'));
  });

  const dags = fc
    .tuple(fc.integer(), fc.integer({ min: 1, max: 12 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([seed, size, density]) => randomDag(size, density, seededRandom(seed)));

  it('agrees with the edge labelling of Chickering', () => {
    fc.assert(
      fc.property(dags, (dag) => {
        const ids = letters(dag.size);
        const edges = edgesOf(ids, dag).map(({ a, b }) => ({ kind: 'directed' as const, from: a, to: b }));
        const graph = readingGraph({ nodes: ids.map((id) => ({ id })), edges });
        const labelled = graph.ok ? equivalenceClass(graph.value) : graph;
        if (!labelled.ok) throw new Error('no class');
        const key = (kind: string, from: string, to: string) =>
          kind === 'directed' ? `${from}>${to}` : [from, to].sort().join('-');
        const theirs = labelled.value.map(({ kind, from, to }) => key(kind, from, to)).sort();
        const ours = edgesOf(ids, classOfDag(dag))
          .map(({ kind, a, b }) => key(kind, a, b))
          .sort();
        expect(ours).toEqual(theirs);
      }),
    );
  });

  it('have a member that leads back to them', () => {
    fc.assert(
      fc.property(dags, (dag) => {
        const found = classOfDag(dag);
        const member = consistentDag(found);
        expect(member && structuralDistance(classOfDag(member), found)).toBe(0);
      }),
    );
  });

  it('a square of lines has none', () => {
    expect(consistentDag(drawn(4, 'a-b', 'b-c', 'c-d', 'd-a'))).toBeUndefined();
  });
});
