import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CausalGraph, causalGraphSchema } from '../../src/domain/graph/causal-graph';
import { checkCausalGraph } from '../../src/domain/graph/check-causal-graph';
import { fromValueGraph } from '../../src/domain/graph/convert-value-graph';
import { compileScm } from '../../src/domain/scm/linear-scm';
import { type ValueGraph, valueGraphSchema } from '../../src/domain/scm/value-graph';
import { sharedData } from '../../tests/shared-data';
import { circleAngle, circleExpects } from '../estimate-graph/other-samples';
import { SHIPPED_FILES } from './shipped-files';

const FOLDER = path.resolve(import.meta.dirname, '../../static-data/graphs');
const json = (file: string): unknown => JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'));
const valueGraph = (file: string): ValueGraph => valueGraphSchema.parse(json(file));
const network = (file: string): CausalGraph => causalGraphSchema.parse(json(file));
const networks = SHIPPED_FILES.map(({ file }) => file).filter((file) => file !== 'schwartz-10-pooled.json');

describe('every shipped graph', () => {
  const graphs = readdirSync(FOLDER).map((file) => {
    const data = json(file);
    const steered = valueGraphSchema.safeParse(data);
    return { file, graph: steered.success ? fromValueGraph(steered.data) : causalGraphSchema.parse(data) };
  });

  it('is well formed, and named as its file', () => {
    for (const { file, graph } of graphs) {
      expect(checkCausalGraph(graph).ok, file).toBe(true);
      expect(`${graph.id}.json`).toBe(file);
    }
  });

  it('says source, licence, method and what it can’t tell, and how many unless it has no data', () => {
    for (const { file, graph } of graphs) {
      const { source, licence, method, limits, n } = graph.provenance;
      for (const text of [source, licence, method, limits]) expect(text.length, file).toBeGreaterThan(2);
      expect(n !== undefined, file).toBe(file !== 'schwartz-10-circle.json');
    }
  });

  it('is made by a script: none is left over', () => {
    const made = [...SHIPPED_FILES.map(({ file }) => file), 'schwartz-10-value-portrait.json'];
    expect(readdirSync(FOLDER).sort()).toEqual(made.sort());
  });
});

describe('the pooled graph', () => {
  const graph = valueGraph('schwartz-10-pooled.json');

  it('compiles, and each arrow has the sign that the circle expects, its interval clear of 0', () => {
    expect(compileScm(graph).ok).toBe(true);
    const at = (id: string): number => graph.nodes.findIndex((node) => node.valueId === id);
    for (const { from, to, weight, interval = [0, 0] } of graph.edges) {
      expect(circleExpects(at(from), at(to)) * weight, `${from} ${to}`).toBeGreaterThan(0);
      expect(interval[0] * interval[1]).toBeGreaterThan(0);
      expect(interval[0]).toBeLessThanOrEqual(weight);
      expect(interval[1]).toBeGreaterThanOrEqual(weight);
    }
  });

  it('says that nobody was drawn again', () => {
    expect(graph.provenance.method).toContain('parametric bootstrap');
    expect(graph.provenance.limits).toContain('which one moves the other is not');
  });
});

describe('the networks', () => {
  it('have no arrows: nothing is called a cause that is not known to be one', () => {
    for (const file of networks) {
      const { edges, provenance } = network(file);
      expect(new Set(edges.map(({ kind }) => kind)), file).toEqual(new Set(['undirected']));
      expect(`${provenance.method} ${provenance.limits}`, file).toMatch(/not causes|no arrows/);
    }
  });

  it('join what data tell apart from nothing: intervals clear of 0 around the weight', () => {
    for (const file of networks.filter((name) => name !== 'schwartz-10-circle.json')) {
      for (const { from, to, weight = 0, interval = [0, 0] } of network(file).edges) {
        expect(interval[0] * interval[1], `${file}: ${from} ${to}`).toBeGreaterThan(0);
        expect(Math.sign(interval[0])).toBe(Math.sign(weight));
      }
    }
  });
});

describe('the circle', () => {
  const { nodes, edges } = network('schwartz-10-circle.json');

  it('joins each value with its neighbours for it and with its opposites against it', () => {
    const at = (id: string): number => nodes.findIndex((node) => node.id === id);
    for (const { from, to, weight = 0 } of edges) {
      const angle = circleAngle(at(from), at(to));
      expect(angle <= 40 ? weight > 0.7 : angle >= 160 && weight < -0.9, `${from} ${to}`).toBe(true);
    }
    const oppose = edges
      .filter(({ from, to }) => [from, to].includes('universalism'))
      .map(({ weight = 0 }) => weight < 0);
    expect(oppose.filter(Boolean)).toHaveLength(2);
    expect(oppose).toHaveLength(4);
  });
});

describe.each(SHIPPED_FILES)('$file', ({ file, needs, build }) => {
  const there = needs.every((folder) => sharedData(folder) !== undefined);
  const root = path.dirname(sharedData('survey') ?? '/nowhere/at');

  it.skipIf(!there)('is what the script makes of the data', { timeout: 60_000 }, () => {
    expect(build(root)).toEqual(json(file));
  });
});
