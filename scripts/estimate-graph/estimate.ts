import { seededRandom } from '../../src/domain/random';
import type { Individuals } from './individuals';
import { type Bootstrap, bootstrap, percentileInterval } from './bootstrap';
import { classArrows, equivalentGraphs } from './equivalence-class';
import { bestGraph, type Parents, type Search } from './exact-search';
import { type Moments, momentsOf } from './moments';
import { regress } from './regression';

export interface Settings extends Search {
  resamples: number;
  /** Two values may be joined in the final graph where at least this share of resamples joins them. */
  keepFrom: number;
  seed: number;
}

export const SETTINGS: Settings = { maxParents: 3, gamma: 0.5, resamples: 200, keepFrom: 2 / 3, seed: 20 };

export interface EstimatedEdge {
  from: number;
  to: number;
  weight: number;
  interval: [number, number];
  joined: number;
  directed: number;
  /** The reversed arrow fits exactly as well in some graph of the class. */
  undecided: boolean;
}

export interface Estimate {
  moments: Moments;
  edges: EstimatedEdge[];
  residualVariances: number[];
  /** The number of graphs that fit exactly as well. */
  classSize: number;
}

/** Structure, weights and their uncertainty from individual answers; the method is told in docs/causal-model.md. */
export function estimate({ rows }: Individuals, settings: Settings = SETTINGS): Estimate {
  const random = seededRandom(settings.seed);
  const people = (): number[] => rows.map(() => Math.floor(random() * rows.length));
  return estimateFrom(momentsOf(rows, [...rows.keys()]), () => momentsOf(rows, people()).regular, settings);
}

/** The same from moments alone; `draw` gives the Σ of another sample of `moments.n` people, floor removed. */
export function estimateFrom(moments: Moments, draw: () => number[][], settings: Settings): Estimate {
  const { n: people, means } = moments;
  const resampled = bootstrap(draw, { size: means.length, people, resamples: settings.resamples }, settings);
  // Searching again among the stable pairs, and not only dropping unstable arrows, lets the rest rearrange around the gap.
  const mayJoin = (a: number, b: number): boolean => resampled.joined[a][b] >= settings.keepFrom;
  const best = bestGraph(moments.regular, people, { ...settings, mayJoin });
  const members = equivalentGraphs(best);
  const graph = chooseMember(members, resampled, means);
  const points = classArrows(members);
  const fits = graph.map((causes, effect) => regress(moments.regular, effect, causes));

  const edges = graph.flatMap((causes, to) => {
    const refits = resampled.covariances.map((covariance) => regress(covariance, to, causes).weights);
    return causes.map((from, k) => ({
      from,
      to,
      weight: fits[to].weights[k],
      interval: percentileInterval(refits.map((weights) => weights[k])),
      joined: resampled.joined[from][to],
      directed: resampled.directed[from][to],
      undecided: points[to][from],
    }));
  });
  const residualVariances = fits.map((fit) => fit.residualVariance);
  return { moments, edges, residualVariances, classSize: members.length };
}

/**
 * Data can't choose within the class, so a rule does: the member whose arrows the resamples favour most (sum of directed
 * frequencies), and among equals the one whose arrows run most from values with a higher mean to values with a lower one.
 */
function chooseMember(
  members: readonly Parents[],
  { directed }: Bootstrap,
  means: readonly number[],
): Parents {
  const sumOver = (graph: Parents, worth: (from: number, to: number) => number): number =>
    graph.reduce((sum, causes, to) => sum + causes.reduce((part, from) => part + worth(from, to), 0), 0);
  const favour = (graph: Parents): number => sumOver(graph, (from, to) => directed[from][to]);
  const downhill = (graph: Parents): number => sumOver(graph, (from, to) => means[from] - means[to]);
  return members.reduce((chosen, graph) => {
    const gain = favour(graph) - favour(chosen);
    if (Math.abs(gain) > 1e-9) return gain > 0 ? graph : chosen;
    return downhill(graph) > downhill(chosen) + 1e-9 ? graph : chosen;
  });
}
