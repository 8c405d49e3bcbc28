import { POINTS_PER_ANSWER_STEP, pointsFromCentred } from '../../src/domain/scm/priority-points';
import type { GraphEdge, ValueGraph } from '../../src/domain/scm/value-graph';
import type { Estimate, EstimatedEdge, Settings } from './estimate';

/** Of the resamples that join two values, at least this share must agree with an arrow for it to pass without a note. */
const AGREED_FROM = 0.8;

/** What a file says of itself, beside its numbers. */
export type Told = Pick<ValueGraph, 'id' | 'name' | 'provenance'>;

/** The estimate in the persisted shape and in priority points: weights stay, means become 3 + 0.8 m, variances × 0.64. */
export function buildGraph(valueIds: readonly string[], estimated: Estimate, told: Told): ValueGraph {
  const { moments, edges, residualVariances } = estimated;
  const squared = POINTS_PER_ANSWER_STEP ** 2;
  return {
    kind: 'value-graph',
    version: 1,
    id: told.id,
    name: told.name,
    valueSystemId: 'schwartz-10',
    nodes: valueIds.map((valueId, at) => ({
      valueId,
      mean: rounded(pointsFromCentred(moments.means[at])),
      noiseVariance: rounded(squared * residualVariances[at]),
    })),
    edges: edges.map((edge) => buildEdge(valueIds, edge)),
    covariance: moments.regular.map((row) => row.map((entry) => rounded(squared * entry))),
    provenance: told.provenance,
  };
}

/** What the graph of the 569 respondents says of itself. */
export function tellPortrait({ moments, classSize }: Estimate, settings: Settings): Told {
  return {
    id: 'schwartz-10-value-portrait',
    name: 'Ten values, 569 respondents',
    provenance: {
      source:
        'Value Portrait (github.com/holi-lab/ValuePortrait): PVQ-21 answers of 569 Prolific raters, person-centred, one score for each value.',
      licence: 'MIT',
      n: moments.n,
      method:
        `Centring floor removed (${moments.level.toFixed(4)} answer points squared added to every entry of the covariance). ` +
        `Exact search for the graph of best extended BIC (gamma ${settings.gamma}, at most ${settings.maxParents} causes a value) ` +
        `among the pairs that at least ${Math.round(100 * settings.keepFrom)} % of ${settings.resamples} bootstrap resamples ` +
        '(seed ' +
        `${settings.seed}) join; weights by least squares, intervals are 95 % percentile bootstrap intervals given this graph. ` +
        'Covariance: of the data, floor removed.',
      limits:
        `These are answers of one moment, not an experiment: that two values go together is measured, which one moves the other is not. ` +
        `${classSize} graphs that differ in the direction of arrows fit these answers exactly as well; this one was chosen by a rule. ` +
        'Causes outside the ten values are not in it. The answers are centred within each person, so they say what people put ' +
        'first, not how high they rate everything. The respondents are one online sample, not a country.',
    },
  };
}

function buildEdge(valueIds: readonly string[], edge: EstimatedEdge): GraphEdge {
  const note = noteOn(edge);
  return {
    from: valueIds[edge.from],
    to: valueIds[edge.to],
    weight: rounded(edge.weight),
    status: 'learned',
    interval: [rounded(edge.interval[0]), rounded(edge.interval[1])],
    frequency: { joined: rounded(edge.joined), directed: rounded(edge.directed) },
    ...(note !== undefined && { note }),
  };
}

function noteOn({ undecided, joined, directed }: EstimatedEdge): string | undefined {
  if (undecided) {
    return 'Direction not decided by the data: a graph with this arrow reversed fits exactly as well.';
  }
  if (directed >= AGREED_FROM * joined) return undefined;
  const percent = Math.round((100 * directed) / joined);
  return `Direction weakly supported: of the resamples that join the two values, ${percent} % agree with it (an undecided one counts half).`;
}

/** Four decimals: finer than any interval here, and the same file on every machine. */
function rounded(number: number): number {
  return Math.round(number * 10_000) / 10_000;
}
