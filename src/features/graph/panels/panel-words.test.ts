import { describe, expect, it } from 'vitest';
import { toComputable } from '../../../domain/graph/convert-value-graph';
import { graphFrom, mark, readFrom, sampleFrom, valueOf } from '../../../domain/graph/example-causal-graphs';
import { testImplications } from '../../../domain/scm/fit-implications';
import { compileScm } from '../../../domain/scm/linear-scm';
import { adjustmentSets } from '../../../domain/scm/reading/adjustment';
import { testableImplications } from '../../../domain/scm/reading/implications';
import { instruments } from '../../../domain/scm/reading/instruments';
import { sayAdjustment, sayForbidden, sayInstrument } from './adjustment-words';
import { sayAssumed } from './assumed-words';
import { equationLines } from './equations';
import { firstQuestion } from './first-question';
import { pText, sayImplication, sayVerdicts } from './implication-words';
import { sayEffects } from './path-words';
import { offsetOf } from './text-place';

const same = (id: string): string => id;
const ASSUMED = { mean: 3, noiseVariance: 1, weight: 0.3 };

describe('adjustment in words', () => {
  const words = (x: string, y: string, effect: 'total' | 'direct', ...lines: string[]): string =>
    sayAdjustment(valueOf(adjustmentSets(readFrom(...lines), x, y, effect)), effect, x, y, same);

  it('names the one set', () => {
    expect(words('x', 'y', 'total', 'z -> x', 'z -> y', 'x -> m', 'm -> y')).toBe(
      'Adjust for z: the coefficient of x in a regression of y on x and it is the total effect.',
    );
    expect(words('x', 'y', 'direct', 'z -> x', 'z -> y', 'x -> m', 'm -> y')).toMatch(
      /^Adjust for (m and z|z and m): .* them is the direct/,
    );
  });
  it('says that nothing needs adjusting', () => {
    expect(words('x', 'y', 'total', 'x -> y')).toMatch(/^Nothing needs adjusting/);
  });
  it('says that nothing will do', () => {
    expect(words('x', 'y', 'total', 'x -> y', 'x <-> y')).toMatch(
      /^No set of seen nodes identifies the total effect by adjustment/,
    );
  });
  it('leaves the choice between several', () => {
    expect(words('x', 'y', 'total', 'z -> w', 'w -> x', 'z -> y', 'x -> y')).toMatch(
      /^2 minimal sets will do/,
    );
  });
  it('says what must not be adjusted for', () => {
    const sets = valueOf(adjustmentSets(readFrom('x -> m', 'm -> y', 'x -> y'), 'x', 'y'));
    expect(sayForbidden(sets, 'y', same)).toBe(
      'Never adjust for m: it lies on a causal path from cause to outcome, or is an effect of such a node.',
    );
  });
  it('gives the ratio of an instrument', () => {
    const [plain] = valueOf(instruments(readFrom('z -> x', 'x -> y', 'x <-> y'), 'x', 'y'));
    expect(sayInstrument(plain, 'x', 'y', same)).toBe(
      'z, with nothing held fixed: cov(z, y) / cov(z, x) is the total effect.',
    );
    expect(sayInstrument({ instrument: 'z', given: ['w'] }, 'x', 'y', same)).toContain(
      'cov(z, y | w) / cov(z, x | w)',
    );
  });
});

describe('effects in words', () => {
  it('parts the total effect into direct and indirect', () => {
    const say = (total: number, direct: number, paths: number): string =>
      sayEffects({ total, direct, paths, truncated: false }, 'a', 'c');
    expect(say(0.5, 0.3, 2)).toBe(
      'One point more on a, made by intervention, moves c by 0.50: 0.30 directly and 0.20 through 1 other path.',
    );
    expect(say(0.3, 0.3, 1)).toMatch(/by 0.30, all of it directly\.$/);
    expect(say(-0.2, 0, 2)).toMatch(/by −0.20, all of it through 2 paths\.$/);
    expect(say(0, 0, 0)).toMatch(/^No directed path leads from a to c/);
  });
});

describe('equations', () => {
  it('are those of the worked example', () => {
    const graph = graphFrom('Security -> Conformity');
    const computed = valueOf(
      toComputable({
        ...graph,
        nodes: [
          { id: 'Security', label: 'Security', mean: 3.2, noiseVariance: 0.4, marks: [] },
          { id: 'Conformity', label: 'Conformity', mean: 2.6, noiseVariance: 0.3, marks: [] },
        ],
        edges: graph.edges.map((edge) => ({ ...edge, weight: 0.5 })),
      }),
    );
    const lines = equationLines({ ...computed, scm: valueOf(compileScm(computed.graph)) }, same);
    expect(lines.map(({ equation }) => equation)).toEqual([
      'Security = 3.20 + u',
      'Conformity = 1.00 + 0.50 × Security + u',
    ]);
    expect(lines[1].variance).toBeCloseTo(0.4, 12);
    expect(lines[1].assumed).toEqual([]);
  });

  it('and the words beside them say what was assumed and left out', () => {
    const computed = valueOf(toComputable(graphFrom('a -> b', 'b -- c', 'a <-> c'), ASSUMED));
    const scm = valueOf(compileScm(computed.graph));
    expect(sayAssumed({ ...computed, scm }, same)).toBe(
      'Assumed, because the graph has no number: a weight of 0.30 for a → b; a mean of 3.00 for a, b and c; a noise variance of 1.00 for a, b and c. Left out of all numbers, because they have no direction: b — c. Left out of all numbers, because they have no covariance: a ↔ c.',
    );
    expect(equationLines({ ...computed, scm }, same).find(({ id }) => id === 'b')?.assumed).toContain(
      'weight of a',
    );
  });
});

describe('implications in words', () => {
  const chain = graphFrom('a -> b', 'b -> c');
  const strong = { ...chain, edges: chain.edges.map((edge) => ({ ...edge, weight: 1 })) };

  it('say what follows, and what it is worth that nothing contradicts it', () => {
    const implied = valueOf(testableImplications(readFrom('a -> b', 'b -> c')));
    expect(implied.map((one) => sayImplication(one, same))).toEqual(['a is independent of c, given b']);
    const test = valueOf(testImplications(implied, sampleFrom(strong, 500, 1)));
    expect(sayVerdicts(test, same)).toMatch(
      /^None is contradicted\. That does not show the graph to be true/,
    );
  });

  it('say that most are contradicted, and where to look first', () => {
    const implied = valueOf(testableImplications(readFrom('a', 'b', 'c')));
    const test = valueOf(testImplications(implied, sampleFrom(strong, 500, 1)));
    expect(test.contradicted).toBe(3);
    expect(sayVerdicts(test, same)).toMatch(
      /^Most of what this graph implies is contradicted: .* The strongest is between b and c/,
    );
  });

  it('print small p-values as a bound', () => {
    expect([0.0004, 0.048, Number.NaN].map(pText)).toEqual(['<0.001', '0.048', '–']);
  });
});

describe('what is asked first', () => {
  const graph = graphFrom('a', 'b -> c', 'c -> d');
  it('is about the selected edge, the marked nodes, or something that is caused', () => {
    expect(firstQuestion(graph, { kind: 'edge', edge: { kind: 'directed', from: 'c', to: 'd' } })).toEqual({
      from: 'c',
      to: 'd',
    });
    expect(firstQuestion(mark(graph, { a: ['exposure'], d: ['outcome'] }), null)).toEqual({
      from: 'a',
      to: 'd',
    });
    expect(firstQuestion(graph, null)).toEqual({ from: 'b', to: 'c' });
    expect(firstQuestion(graph, { kind: 'node', id: 'a' })).toEqual({ from: 'a', to: 'b' });
    expect(firstQuestion(graphFrom('a'), null)).toBeNull();
  });
});

describe('a place in a text', () => {
  it('is found from line and column, and the nearest one where there is none', () => {
    expect(offsetOf('ab\ncd', 2, 1)).toBe(3);
    expect(offsetOf('ab\ncd', 2, 9)).toBe(5);
    expect(offsetOf('ab\ncd', 7, 1)).toBe(5);
  });
});
