import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileScm } from '../../src/domain/scm/linear-scm';
import { relationsOf } from '../../src/domain/scm/relations';
import { tensionOf } from '../../src/domain/scm/tension';
import { valueGraphSchema } from '../../src/domain/scm/value-graph';
import { sharedData } from '../../tests/shared-data';
import { buildGraph, tellPortrait } from './build-graph';
import { estimate, SETTINGS } from './estimate';
import { parseIndividuals, VALUE_OF_COLUMN } from './individuals';
import { circleExpects } from './other-samples';

const file = path.resolve(import.meta.dirname, '../../static-data/graphs/schwartz-10-value-portrait.json');
const graph = valueGraphSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
const answers = sharedData('survey', 'valueportrait_pvq21_individuals.csv');

describe('the shipped graph', () => {
  it('compiles: the ten values in circumplex order, and no cycle', () => {
    const scm = compileScm(graph);
    expect(scm.ok).toBe(true);
    expect(graph.nodes.map((node) => node.valueId)).toEqual(Object.values(VALUE_OF_COLUMN));
  });

  it('has arrows with interval, frequencies and the sign that the circle expects, each interval clear of 0', () => {
    const at = (id: string): number => graph.nodes.findIndex((node) => node.valueId === id);
    for (const { from, to, weight, interval = [0, 0], frequency } of graph.edges) {
      expect(circleExpects(at(from), at(to)) * weight).toBeGreaterThan(0);
      expect(interval[0] * interval[1]).toBeGreaterThan(0);
      expect(frequency?.joined).toBeGreaterThanOrEqual(SETTINGS.keepFrom - 1e-4);
    }
  });

  it('says who, how many, under what licence, how, and what it cannot tell', () => {
    expect(graph.provenance).toMatchObject({ n: 569, licence: 'MIT' });
    expect(graph.provenance.limits).toContain('which one moves the other is not');
  });

  it('has a regular Σ in which the known opposites oppose', () => {
    const scm = compileScm(graph);
    const everything = Object.fromEntries(graph.nodes.map(({ valueId }) => [valueId, 3]));
    expect(scm.ok && tensionOf(scm.value, everything).ok).toBe(true);
    const kinds = new Map(relationsOf(graph).map((r) => [`${r.a} ${r.b}`, r.kind]));
    expect(kinds.get('power universalism')).toBe('opposing');
    expect(kinds.get('benevolence universalism')).toBe('consistent');
  });

  it.skipIf(answers === undefined)('is what the script makes of the answers', { timeout: 60_000 }, () => {
    const individuals = parseIndividuals(readFileSync(answers ?? '', 'utf8'));
    expect(individuals.ok).toBe(true);
    if (!individuals.ok) return;
    const estimated = estimate(individuals.value);
    const told = tellPortrait(estimated, SETTINGS);
    const made = buildGraph(individuals.value.valueIds, estimated, told);
    expect(made).toEqual(graph);
  });
});
