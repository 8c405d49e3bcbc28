import { abduct } from '../../src/domain/scm/abduct';
import { counterfactual } from '../../src/domain/scm/counterfactual';
import type { Intervention } from '../../src/domain/scm/intervene';
import { compileScm, type LinearScm } from '../../src/domain/scm/linear-scm';
import { separated } from '../../src/domain/scm/reading/d-separation';
import { readingGraph } from '../../src/domain/scm/reading/reading-graph';
import type { ValueGraph } from '../../src/domain/scm/value-graph';
import { timeOf } from '../figure';
import type { Comparison } from './comparison';
import type { Peer } from './learning-tasks';
import { askPeer, PEER_TASKS } from './peer-answers';
import type { PeerData } from './peer-data';

type Weights = readonly (readonly [from: number, to: number, weight: number])[];

/** dowhy fits the weights; ours computes with the same ones. Everything is observed, so means and noise don't matter. */
export async function compareCounterfactual(
  { counterfactual: { data, task } }: PeerData,
  peer: Peer,
): Promise<Comparison> {
  const answer =
    peer && (await askPeer(peer.python, peer.folder, 'counterfactual', PEER_TASKS.counterfactual));
  const weights = answer?.weights ?? task.arrows.map(([from, to]) => [from, to, 0.5] as const);
  const scm = compiled(benchGraph(data.columns.length, weights));
  const observed = Object.fromEntries(scm.valueIds.map((id, at) => [id, data.values[at * data.rows]]));
  const intervention: Intervention = Object.fromEntries(
    Object.entries(task.set).map(([at, to]) => [scm.valueIds[Number(at)], { kind: 'set', to } as const]),
  );
  const once = (): Float64Array => {
    const factual = abduct(scm, observed);
    const result = factual.ok ? counterfactual(scm, factual.value, intervention) : undefined;
    if (!result?.ok) throw new Error('The counterfactual has no answer.');
    return result.value.world;
  };
  const world = once();
  const apart = answer ? Math.max(...answer.world.map((x, at) => Math.abs(x - world[at]))) : 0;
  return {
    task: 'counterfactual, 20 values, linear additive noise',
    oursMs: timeOf(once, 2000),
    limitMs: 0.02,
    shareMax: 0.001,
    ...(answer
      ? {
          peerMs: answer.seconds * 1000,
          agreement: { agrees: apart <= 1e-6, said: `numbers differ by at most ${apart.toPrecision(2)}` },
        }
      : {}),
  };
}

const LARGE = 54;

/** 54 values, each a cause of the next twenty: 870 arrows. */
function largeGraph(): ValueGraph {
  const weights = Array.from({ length: LARGE }, (_, from) =>
    Array.from({ length: Math.min(20, LARGE - 1 - from) }, (__, k) => [from, from + 1 + k, 0.05] as const),
  ).flat();
  return benchGraph(LARGE, weights);
}

/** Compiling a graph computes every total effect. */
export function timeTotalEffects(): Comparison {
  const graph = largeGraph();
  return {
    task: `all pairs of total effects on ${LARGE} values with ${graph.edges.length} arrows, graph checks included`,
    oursMs: timeOf(() => compiled(graph).totalEffects, 20),
    limitMs: 10,
  };
}

/** One question to a graph made ready before: the ends given five values between them. */
export function timeSeparation(): Comparison {
  const { nodes, edges } = largeGraph();
  const graph = readingGraph({
    nodes: nodes.map(({ valueId }) => ({ id: valueId })),
    edges: edges.map(({ from, to }) => ({ kind: 'directed', from, to })),
  });
  if (!graph.ok) throw new Error(graph.error.message);
  const given = ['x5', 'x15', 'x25', 'x35', 'x45'];
  return {
    task: `d-separation on ${LARGE} nodes with ${edges.length} arrows`,
    oursMs: timeOf(() => separated(graph.value, ['x1'], [`x${LARGE}`], given), 200),
    limitMs: 0.2,
  };
}

function compiled(graph: ValueGraph): LinearScm {
  const scm = compileScm(graph);
  if (!scm.ok) throw new Error(scm.error.message);
  return scm.value;
}

function benchGraph(size: number, weights: Weights): ValueGraph {
  const ids = Array.from({ length: size }, (_, at) => `x${at + 1}`);
  return {
    kind: 'value-graph',
    version: 1,
    id: 'bench',
    name: 'Benchmark',
    valueSystemId: 'bench',
    nodes: ids.map((valueId) => ({ valueId, mean: 0, noiseVariance: 1 })),
    edges: weights.map(([from, to, weight]) => ({
      from: ids[from],
      to: ids[to],
      weight,
      status: 'given' as const,
    })),
    covariance: ids.map((_, row) => ids.map((__, column) => (row === column ? 1 : 0))),
    provenance: {
      source: 'made for the benchmark',
      licence: 'MIT',
      method: 'none',
      limits: 'It means nothing.',
    },
  };
}
