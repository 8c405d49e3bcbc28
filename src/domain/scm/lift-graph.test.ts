import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_MERGE } from '../values/value-in-system';
import type { MergeChoice } from '../values/merge-choice';
import { type ValueSystem, valueSystemSchema } from '../values/value-system';
import { abduct } from './abduct';
import { counterfactual } from './counterfactual';
import { allPriorities, anyGraph, compiled, graphOf, somePriorities, valueOf } from './example-graphs';
import { setAll } from './intervene';
import { liftGraph } from './lift-graph';
import { liftRelations } from './lift-relations';
import { relationsOf } from './relations';
import { type ValueGraph, valueGraphSchema } from './value-graph';

/** A system in which the parent v<i> has 1 + i % 3 children. */
function fineSystem(coarse: ValueGraph): ValueSystem {
  const ids = coarse.nodes.flatMap(({ valueId }) =>
    Array.from({ length: 1 + (Number(valueId.slice(1)) % 3) }, (_, k) => ({
      parent: valueId,
      id: `${valueId}-c${k}`,
    })),
  );
  return {
    kind: 'value-system',
    version: 1,
    id: 'fine',
    name: 'Fine',
    source: 'made up',
    licence: 'none',
    groups: [{ id: 'all', name: 'All' }],
    values: ids.map(({ id, parent }) => ({
      id,
      parent,
      code: 'Ab',
      name: id,
      definition: id,
      group: 'all',
      angle: 0,
    })),
  };
}

const read = (...segments: string[]): unknown =>
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../static-data', ...segments), 'utf8'));

describe('a lifted graph', () => {
  it('has parent means that follow the coarse graph exactly', () => {
    const cases = anyGraph.chain((graph) =>
      fc.record({ graph: fc.constant(graph), factual: allPriorities(graph), target: somePriorities(graph) }),
    );
    fc.assert(
      fc.property(cases, ({ graph, factual, target }) => {
        const system = fineSystem(graph);
        const lifted = compiled(valueOf(liftGraph(graph, system)));
        const spread = (priorities: Record<string, number>): Record<string, number> =>
          Object.fromEntries(
            system.values.flatMap(({ id, parent }) => {
              const priority = parent ? priorities[parent] : undefined;
              return priority === undefined ? [] : [[id, priority]];
            }),
          );
        const coarse = compiled(graph);
        const expected = valueOf(
          counterfactual(coarse, valueOf(abduct(coarse, factual)), setAll(target)),
        ).world;
        const fine = valueOf(
          counterfactual(lifted, valueOf(abduct(lifted, spread(factual))), setAll(spread(target))),
        );
        coarse.valueIds.forEach((parent, at) => {
          const numbers = fine.world.filter((_, i) => system.values[i].parent === parent);
          expect(numbers.reduce((sum, number) => sum + number, 0) / numbers.length).toBeCloseTo(
            expected[at],
            9,
          );
        });
      }),
    );
  });

  it('keeps the implied Σ of the means of siblings', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const system = fineSystem(graph);
        const coarse = compiled(graph);
        const lifted = compiled(valueOf(liftGraph(graph, system)));
        const children = coarse.valueIds.map((id) =>
          system.values.flatMap(({ parent }, i) => (parent === id ? [i] : [])),
        );
        children.forEach((these, p) =>
          children.forEach((those, q) => {
            const sum = these.reduce(
              (total, i) =>
                total + those.reduce((part, j) => part + lifted.covariance[i * lifted.size + j], 0),
              0,
            );
            expect(sum / these.length / those.length).toBeCloseTo(coarse.covariance[p * coarse.size + q], 9);
          }),
        );
      }),
    );
  });

  it('names a parent without children, a parent that the graph has not, and a choice for nobody', () => {
    const graph = graphOf(
      [
        ['v0', 3, 1],
        ['v1', 3, 1],
      ],
      [],
    );
    const system = fineSystem(graph);
    const onlyFirst = { ...system, values: system.values.filter((value) => value.parent === 'v0') };
    expect(liftGraph(graph, onlyFirst)).toMatchObject({ ok: false, error: { values: ['v1'] } });
    expect(liftGraph(graph, system, { 'v0-c0': 'v9' })).toMatchObject({
      ok: false,
      error: { values: ['v9'] },
    });
    expect(liftGraph(graph, system, { face: 'v0' })).toMatchObject({
      ok: false,
      error: { values: ['face'] },
    });
  });
});

describe('the shipped graph on the twenty categories', () => {
  const coarse = valueGraphSchema.parse(read('graphs', 'schwartz-10-value-portrait.json'));
  const fine = valueSystemSchema.parse(read('value-systems', 'touche-20.json'));
  const lift = (choice: MergeChoice): ValueGraph => valueOf(liftGraph(coarse, fine, choice));

  it('is a graph of its schema, in the order of the system', () => {
    const graph = valueGraphSchema.parse(lift(DEFAULT_MERGE));
    expect(graph.nodes.map((node) => node.valueId)).toEqual(fine.values.map((value) => value.id));
    expect(compiled(graph).size).toBe(20);
    expect(graph.provenance.limits).toContain('Nothing was measured');
  });

  it('puts Face and Humility where they are told, or leaves them alone', () => {
    const arrowsOf = (graph: ValueGraph, id: string): number =>
      graph.edges.filter((edge) => edge.from === id || edge.to === id).length;
    const alone = lift({ face: 'none', humility: 'none' });
    expect(arrowsOf(alone, 'face') + arrowsOf(alone, 'humility')).toBe(0);
    const placed = lift({ face: 'security', humility: 'tradition' });
    expect(arrowsOf(placed, 'face')).toBe(arrowsOf(placed, 'security-personal'));
    expect(arrowsOf(placed, 'humility')).toBe(arrowsOf(placed, 'tradition'));
  });

  it('inherits the relations of the parents', () => {
    const relations = valueOf(liftRelations(relationsOf(coarse), fine, { face: 'none', humility: 'none' }));
    expect(relations).toHaveLength(190);
    const between = (a: string, b: string): string | undefined =>
      relations.find((r) => (r.a === a && r.b === b) || (r.a === b && r.b === a))?.kind;
    expect(between('universalism-nature', 'universalism-concern')).toBe('consistent');
    expect(between('power-dominance', 'universalism-nature')).toBe('opposing');
    expect(between('face', 'achievement')).toBe('unrelated');
  });
});
