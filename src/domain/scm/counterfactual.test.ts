import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abduct, meanWorld } from './abduct';
import { allPriorities, anyGraph, chain, compiled, graphOf, somePriorities, valueOf } from './example-graphs';
import { counterfactual } from './counterfactual';
import { descendants } from './effects';
import { intervene, setAll } from './intervene';
import { predict } from './predict';

const graphAndWorlds = anyGraph.chain((graph) =>
  fc.record({ graph: fc.constant(graph), factual: allPriorities(graph), target: somePriorities(graph) }),
);

describe('abduction', () => {
  it('gives the worked noise', () => {
    const { noise, completed } = valueOf(abduct(compiled(chain), { security: 4, conformity: 2.5 }));
    expect(Array.from(noise)).toEqual([4, 0.5]);
    expect(completed).toEqual([]);
  });

  it('marks what it completed', () => {
    const found = valueOf(abduct(compiled(chain), { security: 4 }));
    expect(found.completed).toEqual(['conformity']);
    expect(found.world[1]).toBeCloseTo(2.6 + 0.5 * 0.8, 12);
  });

  it('with everything observed is exactly u = x′ − Bx′', () => {
    fc.assert(
      fc.property(graphAndWorlds, ({ graph, factual }) => {
        const { noise } = valueOf(abduct(compiled(graph), factual));
        graph.nodes.forEach(({ valueId }, i) => {
          const into = graph.edges.filter((edge) => edge.to === valueId);
          const explained = into.reduce((sum, { from, weight }) => sum + weight * factual[from], 0);
          expect(noise[i]).toBeCloseTo(factual[valueId] - explained, 12);
        });
      }),
    );
  });

  it('then prediction without action returns the factual world', () => {
    fc.assert(
      fc.property(graphAndWorlds, ({ graph, target }) => {
        const scm = compiled(graph);
        const { noise, world } = valueOf(abduct(scm, target));
        const again = predict(valueOf(intervene(scm, {})), noise);
        again.forEach((number, i) => expect(Math.abs(number - world[i])).toBeLessThan(1e-9));
      }),
    );
  });
});

describe('a counterfactual', () => {
  it('gives the worked ripple, with the cut arrow where the effect is set', () => {
    const scm = compiled(chain);
    const factual = valueOf(abduct(scm, { security: 4, conformity: 2.5 }));
    const { ripple } = valueOf(counterfactual(scm, factual, { security: { kind: 'set', to: 2 } }));
    expect(ripple).toEqual([
      { valueId: 'security', before: 4, after: 2, change: -2, kind: 'set', cut: [] },
      { valueId: 'conformity', before: 2.5, after: 1.5, change: -1, kind: 'follows', cut: [] },
    ]);
    const other = valueOf(counterfactual(scm, factual, { conformity: { kind: 'set', to: 5 } })).ripple;
    expect(other.map((step) => step.kind)).toEqual(['unaffected', 'set']);
    expect(other[1].cut).toEqual(scm.graph.edges);
    const fromMeans = valueOf(counterfactual(scm, meanWorld(scm), { security: { kind: 'set', to: 2 } }));
    expect(fromMeans.world[1]).toBeCloseTo(2.0, 12);
  });

  it('shifts and scales a mechanism without cutting it', () => {
    const scm = compiled(chain);
    const factual = valueOf(abduct(scm, { security: 4, conformity: 2.5 }));
    const both = { security: { kind: 'set', to: 2 }, conformity: { kind: 'shift', by: 1 } } as const;
    expect(valueOf(counterfactual(scm, factual, both)).world[1]).toBeCloseTo(1.5 + 1, 12);
    const scaled = { security: { kind: 'set', to: 2 }, conformity: { kind: 'scale', by: 2 } } as const;
    const { world, ripple } = valueOf(counterfactual(scm, factual, scaled));
    expect(world[1]).toBeCloseTo(3, 12);
    expect(ripple[1]).toMatchObject({ kind: 'set', cut: [] });
  });

  it('changes only descendants of what was set, to the last bit', () => {
    fc.assert(
      fc.property(graphAndWorlds, ({ graph, factual, target }) => {
        const scm = compiled(graph);
        const { ripple } = valueOf(counterfactual(scm, valueOf(abduct(scm, factual)), setAll(target)));
        const set = Object.keys(target).map((id) => scm.index.get(id) ?? -1);
        const below = set.map((at) => descendants(scm, at));
        for (const step of ripple) {
          const at = scm.index.get(step.valueId) ?? -1;
          if (set.includes(at)) expect(step).toMatchObject({ kind: 'set', after: target[step.valueId] });
          else if (below.every((reached) => reached[at] === 0)) {
            expect(step).toMatchObject({ kind: 'unaffected', change: 0, after: factual[step.valueId] });
          } else expect(step.kind).toBe('follows');
        }
      }),
    );
  });

  it('moves every value by the total effect of a shift', () => {
    fc.assert(
      fc.property(graphAndWorlds, fc.double({ min: -2, max: 2, noNaN: true }), ({ graph, factual }, by) => {
        const scm = compiled(graph);
        const { world } = valueOf(
          counterfactual(scm, valueOf(abduct(scm, factual)), { v0: { kind: 'shift', by } }),
        );
        graph.nodes.forEach(({ valueId }, i) => {
          expect(world[i] - factual[valueId]).toBeCloseTo(by * scm.totalEffects[i * scm.size], 9);
        });
      }),
    );
  });

  it('leaves the other piece of a disconnected graph alone', () => {
    const scm = compiled(
      graphOf(
        [
          ['a', 3, 1],
          ['b', 3, 1],
          ['lone', 2, 1],
        ],
        [['a', 'b', 1]],
      ),
    );
    const { ripple } = valueOf(counterfactual(scm, meanWorld(scm), { a: { kind: 'set', to: 5 } }));
    expect(ripple.find((step) => step.valueId === 'lone')).toMatchObject({ kind: 'unaffected', after: 2 });
  });

  it('refuses unknown values and numbers that are none, by name', () => {
    const scm = compiled(chain);
    const unknown = counterfactual(scm, meanWorld(scm), { securty: { kind: 'set', to: 2 } });
    expect(unknown).toMatchObject({ ok: false, error: { values: ['securty'] } });
    const nan = counterfactual(scm, meanWorld(scm), { security: { kind: 'shift', by: NaN } });
    expect(nan).toMatchObject({ ok: false, error: { values: ['security'] } });
    expect(abduct(scm, { conformity: Infinity })).toMatchObject({
      ok: false,
      error: { values: ['conformity'] },
    });
    expect(abduct(scm, { nobody: 3 })).toMatchObject({ ok: false, error: { values: ['nobody'] } });
  });
});
