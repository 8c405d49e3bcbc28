import schwartz from '../../static-data/value-systems/schwartz-10.json';
import touche from '../../static-data/value-systems/touche-20.json';
import type { Concept } from '../../src/domain/runs/attribution';
import type { ValueEffect } from '../../src/domain/runs/intervention';
import type { GraphEdge, ValueGraph } from '../../src/domain/scm/value-graph';
import type { Target } from '../../src/domain/values/profile';
import { type ValueSystem, valueSystemSchema } from '../../src/domain/values/value-system';

/** Made-up numbers and texts to look at components with. None of them is a result. */
export const TEN: ValueSystem = valueSystemSchema.parse(schwartz);
export const TWENTY: ValueSystem = valueSystemSchema.parse(touche);

export const OBSERVED: Target = {
  'self-direction': 4.2,
  stimulation: 2.1,
  hedonism: 1.8,
  achievement: 2.2,
  power: 1.9,
  security: 2.4,
  conformity: 2,
  tradition: 1.7,
  benevolence: 3.1,
  universalism: 2.9,
};

const EDGES: [string, string, number][] = [
  ['self-direction', 'stimulation', 0.34],
  ['stimulation', 'hedonism', 0.37],
  ['achievement', 'power', 0.44],
  ['security', 'conformity', 0.41],
  ['conformity', 'tradition', 0.46],
  ['benevolence', 'universalism', 0.33],
  ['self-direction', 'conformity', -0.36],
  ['security', 'self-direction', -0.24],
  ['security', 'stimulation', -0.38],
  ['benevolence', 'power', -0.31],
  ['universalism', 'power', -0.22],
  ['tradition', 'hedonism', -0.27],
];

function graphOf(system: ValueSystem, edges: [string, string, number][]): ValueGraph {
  return {
    kind: 'value-graph',
    version: 1,
    id: 'sample',
    name: 'Sample',
    valueSystemId: system.id,
    nodes: system.values.map((value) => ({ valueId: value.id, mean: 2.5, noiseVariance: 0.5 })),
    edges: edges.map(([from, to, weight]): GraphEdge => ({ from, to, weight, status: 'given' })),
    covariance: [],
    provenance: { source: 'made up', licence: 'none', method: 'none', limits: 'all' },
  };
}

export const GRAPH = graphOf(TEN, EDGES);

const ids = TWENTY.values.map((value) => value.id);
/** Twenty values with eighty edges: near values strengthen, far ones weaken each other. */
export const DENSE = graphOf(
  TWENTY,
  Array.from({ length: 80 }, (_, at): [string, string, number] => {
    const from = at % 20;
    const step = 1 + Math.floor(at / 20) * 4 + (at % 3);
    const to = from + step < 20 ? from + step : from - 1 < 0 ? 19 : from - 1;
    return [ids[Math.min(from, to)], ids[Math.max(from, to)], (step > 6 ? -1 : 1) * (0.1 + (at % 7) * 0.05)];
  }).filter(
    ([from, to], at, all) => from !== to && all.findIndex((e) => e[0] === from && e[1] === to) === at,
  ),
);

/** A stand-in for the engine: sets values and pushes changes along the edges in the order of the system's list. */
export function effectsOf(graph: ValueGraph, set: Target, observed: Target): ValueEffect[] {
  const order = topological(graph);
  const change = new Map<string, number>();
  return order.map((valueId): ValueEffect => {
    const before = observed[valueId] ?? 2.5;
    const to = set[valueId];
    const into = graph.edges.filter((edge) => edge.to === valueId);
    const pushed = into.reduce((sum, edge) => sum + edge.weight * (change.get(edge.from) ?? 0), 0);
    const moved = to === undefined ? pushed : to - before;
    change.set(valueId, moved);
    const role = to !== undefined ? 'set' : moved === 0 ? 'unaffected' : 'follows';
    return { valueId, before, observed: true, noise: 0, after: before + moved, change: moved, role };
  });
}

function topological(graph: ValueGraph): string[] {
  const left = new Set(graph.nodes.map((node) => node.valueId));
  const order: string[] = [];
  while (left.size > 0) {
    const next =
      [...left].find((id) => !graph.edges.some((edge) => edge.to === id && left.has(edge.from))) ??
      [...left][0];
    left.delete(next);
    order.push(next);
  }
  return order;
}

export const BEFORE_TEXT =
  'The piano is the child’s own hobby, so the choice should stay with her. Talk with her first about what she still likes, and drive her to the lesson on the days that suit her. Ask what she would rather play and let her set the pace.';
export const AFTER_TEXT =
  'Keep the lessons until the summer: one broken promise teaches that promises are cheap. Talk with her first about what she still likes, because you care how she feels, and drive her to the lesson on the days that suit her. Ask her teacher for an honest report, so that the rule comes from someone with the duty to decide. She can choose the pieces herself once the term is over.';

function concept(valueId: string, words: string, stance: 'for' | 'against' = 'for'): Concept {
  const start = AFTER_TEXT.indexOf(words);
  return {
    id: `${valueId}-${start}`,
    valueId,
    label: words,
    stance,
    weight: 0.5,
    quote: { start, end: start + words.length, text: words },
  };
}

export const CONCEPTS: Concept[] = [
  concept('security', 'Keep the lessons until the summer'),
  concept('tradition', 'promises are cheap', 'against'),
  concept('benevolence', 'Talk with her first about what she still likes, because you care how she feels'),
  concept('universalism', 'you care how she feels'),
  concept('security', 'Ask her teacher for an honest report'),
  concept('conformity', 'someone with the duty to decide'),
  concept('self-direction', 'She can choose the pieces herself'),
];
