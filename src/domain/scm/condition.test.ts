import { describe, expect, it } from 'vitest';
import { completeTarget } from './completion';
import { conditionalExpectation } from './condition';
import { chain, compiled, confounded, graphOf, valueOf } from './example-graphs';

describe('seeing and doing', () => {
  it('differ where a common cause stands behind: the worked numbers', () => {
    const scm = compiled(confounded);
    const seen = valueOf(conditionalExpectation(scm, { conformity: 5 }));
    const done = valueOf(completeTarget(scm, { conformity: 5 }));
    expect(Array.from(seen)).toEqual([4, 5, 5].map((v) => expect.closeTo(v, 10)));
    expect(done.map((value) => value.points)).toEqual([3, 5, 4].map((v) => expect.closeTo(v, 10)));
  });

  it('agree where the set value has no causes', () => {
    const scm = compiled(confounded);
    const seen = valueOf(conditionalExpectation(scm, { security: 5 }));
    const done = valueOf(completeTarget(scm, { security: 5 }));
    done.forEach(({ points }, i) => expect(points).toBeCloseTo(seen[i], 10));
  });

  it('expects the means when nothing is seen', () => {
    expect(Array.from(valueOf(conditionalExpectation(compiled(chain), {})))).toEqual([3.2, 2.6]);
  });

  it('names the value that the other observed ones already fix', () => {
    const fixed = graphOf(
      [
        ['a', 3, 1],
        ['b', 3, 0],
        ['c', 3, 1],
      ],
      [['a', 'b', 1]],
    );
    const seen = conditionalExpectation(compiled(fixed), { a: 4, b: 2 });
    expect(seen).toMatchObject({ ok: false, error: { values: ['b'] } });
  });
});

describe('a completed target', () => {
  it('follows the arrows and says what it predicted', () => {
    const completed = valueOf(completeTarget(compiled(chain), { security: 5 }));
    expect(completed).toEqual([
      { valueId: 'security', points: 5, predicted: false },
      { valueId: 'conformity', points: expect.closeTo(3.5, 12), predicted: true },
    ]);
  });

  it('does not run against the arrows', () => {
    const [security] = valueOf(completeTarget(compiled(chain), { conformity: 5 }));
    expect(security).toEqual({ valueId: 'security', points: 3.2, predicted: true });
  });
});
