import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toComputable } from '../../graph/convert-value-graph';
import { anyShape, valueOf, withSampledNoise } from '../../graph/example-causal-graphs';
import { abduct } from '../abduct';
import { counterfactual } from '../counterfactual';
import { allPriorities, anyGraph, chain, compiled, confounded, graphOf } from '../example-graphs';
import { intervene } from '../intervene';
import { compileScm } from '../linear-scm';
import { abductNoise, additiveScm, predictAdditive } from '../mechanism';
import { withNoiseCovariances } from './correlated-noise';
import { doAndSee } from './do-and-see';
import { resampleNoise } from './resample-noise';

const arrow = compiled(
  graphOf(
    [
      ['x', 3, 1],
      ['y', 3, 1],
    ],
    [['x', 'y', 1]],
  ),
);

describe('intervention against conditioning', () => {
  it('gives the worked numbers, with ↔ and with a drawn common cause', () => {
    const { scm } = valueOf(withNoiseCovariances(arrow, [{ between: ['x', 'y'], covariance: 0.5 }]));
    expect(scm.covariance[3]).toBeCloseTo(3, 12);
    const answer = valueOf(doAndSee(scm, { x: 5 }, 'y'));
    expect(answer).toEqual({ done: 5, seen: expect.closeTo(6, 12), before: 3 });
    const drawn = valueOf(doAndSee(compiled(confounded), { conformity: 5 }, 'tradition'));
    expect(drawn).toEqual({ done: expect.closeTo(4, 12), seen: expect.closeTo(5, 12), before: 3 });
  });

  it('do cuts: setting an effect leaves its causes where they were; conditioning does not', () => {
    fc.assert(
      fc.property(
        anyShape({ minSize: 2, kinds: ['directed', 'bidirected'] }).filter((graph) => graph.edges.length > 0),
        (graph) => {
          const { graph: computable, noiseCovariances } = valueOf(toComputable(withSampledNoise(graph)));
          const { scm } = valueOf(withNoiseCovariances(valueOf(compileScm(computable)), noiseCovariances));
          const { from, to } = graph.edges[0];
          const set = valueOf(doAndSee(scm, { [to]: 2 }, from));
          expect(set.done).toBeCloseTo(set.before, 12);
          const at = scm.index.get(to) ?? 0;
          const other = scm.index.get(from) ?? 0;
          const slope = scm.covariance[other * scm.size + at] / scm.covariance[at * scm.size + at];
          expect(set.seen).toBeCloseTo(2 * slope, 9);
        },
      ),
    );
  });

  it('refuses what no common cause can give, and unknown values', () => {
    expect(withNoiseCovariances(arrow, [{ between: ['x', 'y'], covariance: 1.5 }])).toMatchObject({
      ok: false,
      error: { values: ['y'] },
    });
    expect(withNoiseCovariances(arrow, [{ between: ['x', 'q'], covariance: 0.1 }]).ok).toBe(false);
    expect(withNoiseCovariances(arrow, [{ between: ['x', 'x'], covariance: 0.1 }]).ok).toBe(false);
    expect(doAndSee(arrow, { x: 5 }, 'q').ok).toBe(false);
    expect(doAndSee(arrow, { x: NaN }, 'y').ok).toBe(false);
  });
});

describe('noise held and noise resampled', () => {
  const plain = valueOf(withNoiseCovariances(compiled(chain), []));

  it('gives the worked numbers', () => {
    const set = valueOf(resampleNoise(plain, { security: { kind: 'set', to: 2 } }));
    expect([...set.mean]).toEqual([2, expect.closeTo(2, 12)]);
    expect([...set.variance]).toEqual([0, expect.closeTo(0.3, 12)]);
    const none = valueOf(resampleNoise(plain, {}));
    expect([...none.variance]).toEqual([0.4, expect.closeTo(0.4, 12)]);
    const scaled = valueOf(resampleNoise(plain, { conformity: { kind: 'scale', by: 2 } }));
    expect([...scaled.variance]).toEqual([0.4, expect.closeTo(1.6, 12)]);
    const held = valueOf(
      counterfactual(plain.scm, valueOf(abduct(plain.scm, { security: 4, conformity: 2.5 })), {
        security: { kind: 'set', to: 2 },
      }),
    );
    expect([...held.world]).toEqual([2, expect.closeTo(1.5, 12)]);
  });

  it('without an intervention is the model itself, and do shrinks no one else’s noise', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const model = valueOf(withNoiseCovariances(compiled(graph), []));
        const { mean, covariance } = valueOf(resampleNoise(model, {}));
        mean.forEach((number, at) => expect(number).toBeCloseTo(model.scm.means[at], 9));
        covariance.forEach((entry, at) => expect(entry).toBeCloseTo(model.scm.covariance[at], 9));
      }),
    );
  });
});

describe('mechanisms', () => {
  it('linear ones are the model: abduction and prediction give the factual world', () => {
    fc.assert(
      fc.property(
        anyGraph.chain((graph) => allPriorities(graph).map((world) => ({ graph, world }))),
        ({ graph, world }) => {
          const scm = compiled(graph);
          const model = additiveScm(scm);
          const factual = Float64Array.from(scm.valueIds, (id) => world[id]);
          const noise = abductNoise(model, factual);
          const again = predictAdditive(model, valueOf(intervene(scm, {})), noise);
          again.forEach((x, at) => expect(x).toBeCloseTo(factual[at], 9));
          const shifted = valueOf(intervene(scm, { [scm.valueIds[0]]: { kind: 'shift', by: 1 } }));
          const ours = predictAdditive(model, shifted, noise);
          const theirs = valueOf(
            counterfactual(scm, valueOf(abduct(scm, world)), { [scm.valueIds[0]]: { kind: 'shift', by: 1 } }),
          ).world;
          ours.forEach((x, at) => expect(x).toBeCloseTo(theirs[at], 9));
        },
      ),
    );
  });

  it('a curve has a place: the worked example', () => {
    const linear = additiveScm(compiled(chain));
    const square = { kind: 'square', causes: [0], evaluate: ([cause]: Float64Array) => cause * cause };
    const model = { ...linear, mechanisms: [linear.mechanisms[0], square] };
    const noise = abductNoise(model, Float64Array.of(2, 5));
    expect([...noise]).toEqual([2, 1]);
    const set = valueOf(intervene(compiled(chain), { security: { kind: 'set', to: 3 } }));
    expect([...predictAdditive(model, set, noise)]).toEqual([3, 10]);
  });
});
