import { readFileSync } from 'node:fs';
import path from 'node:path';
import Papa from 'papaparse';
import { z } from 'zod';
import { seededRandom } from '../../src/domain/random';
import { removeCentringFloor } from '../../src/domain/scm/centring-floor';
import type { ValueGraph } from '../../src/domain/scm/value-graph';
import { buildGraph, type Told } from '../estimate-graph/build-graph';
import { type Estimate, estimateFrom, SETTINGS } from '../estimate-graph/estimate';
import { VALUE_OF_COLUMN } from '../estimate-graph/individuals';
import type { Moments } from '../estimate-graph/moments';
import { parametricSamples } from './parametric-samples';

export const POOLED_FILES = [
  'corr_pooled.json',
  'corr_ess9_germany.json',
  'corr_pvq21_us_prolific_valueportrait_centred.csv',
] as const;

/** People behind the three matrices whose mean is pooled. */
const PEOPLE = { germany: 2326, portrait: 569, us: 151 };

const list = z.array(z.number()).length(10);
const pooledFile = z.object({ corr_mean_of_3: z.array(list).length(10) });
const germanyFile = z.object({ mean: list, sd: list });

/**
 * The n of the one sample whose correlations would vary as much as the mean of correlations from samples of these sizes:
 * k² / Σ 1/nᵢ, because the variance of a correlation goes with 1/n. Worked: (100, 100) gives 200; (2326, 569, 151) gives 1,021.
 */
export function effectiveSize(sizes: readonly number[]): number {
  return Math.floor(sizes.length ** 2 / sizes.reduce((sum, size) => sum + 1 / size, 0));
}

/** Σ, means and effective n from the published tables: nobody's answers. */
export function pooledMoments(folder: string): Moments & { covariance: number[][] } {
  const [pooled, germany, portrait] = POOLED_FILES.map((file) =>
    readFileSync(path.join(folder, file), 'utf8'),
  );
  const correlation = pooledFile.parse(JSON.parse(pooled)).corr_mean_of_3;
  const one = germanyFile.parse(JSON.parse(germany));
  const rows = Papa.parse<string[]>(portrait.trim(), { header: false }).data.slice(1);
  const other = {
    mean: list.parse(rows.map((row) => Number(row[1]))),
    sd: list.parse(rows.map((row) => Number(row[2]))),
  };
  const means = one.mean.map((mean, at) => (mean + other.mean[at]) / 2);
  const sd = one.sd.map((deviation, at) => Math.sqrt((deviation ** 2 + other.sd[at] ** 2) / 2));
  const covariance = correlation.map((row, i) => row.map((r, j) => r * sd[i] * sd[j]));
  const { covariance: regular, level } = removeCentringFloor(covariance);
  return { n: effectiveSize(Object.values(PEOPLE)), means, covariance, regular, level };
}

export function buildPooled(folder: string): ValueGraph {
  const moments = pooledMoments(folder);
  const draw = parametricSamples(moments.covariance, moments.n, seededRandom(SETTINGS.seed));
  const estimated = estimateFrom(moments, draw, SETTINGS);
  return buildGraph(Object.values(VALUE_OF_COLUMN), estimated, tell(estimated));
}

function tell({ moments, classSize }: Estimate): Told {
  const people = Object.values(PEOPLE).reduce((sum, size) => sum + size, 0);
  const n = moments.n.toLocaleString('en');
  return {
    id: 'schwartz-10-pooled',
    name: 'Ten values, three samples pooled',
    provenance: {
      source:
        'Unweighted mean of three published correlation matrices of person-centred scores: Germany in ESS round 9 ' +
        `(n ${PEOPLE.germany.toLocaleString('en')}), Value Portrait (n ${PEOPLE.portrait}; the people of the graph of 569), United States ` +
        `(PVQ40agg of the R package smacof, n ${PEOPLE.us}). Means and variances: mean of the first two, which answered the same 21 questions.`,
      licence:
        'Estimates only, no answers. The matrices come from ESS data (free for non-commercial use), Value Portrait (MIT) and ' +
        'smacof (GPL-3).',
      n: people,
      method:
        `Searched as one sample of ${n}: nine over the sum of 1/n, the n at which one correlation varies as much as this mean of three. ` +
        `Centring floor removed (${moments.level.toFixed(4)} answer points squared). Exact search for the graph of best extended BIC ` +
        `(gamma ${SETTINGS.gamma}, at most ${SETTINGS.maxParents} causes a value) among the pairs that at least ` +
        `${Math.round(100 * SETTINGS.keepFrom)} % of ${SETTINGS.resamples} simulated samples join; weights by least squares. There are no ` +
        'individual answers, so nobody could be drawn again: frequencies and 95 % intervals are a parametric bootstrap, from ' +
        `normal samples of ${n} with this covariance (seed ${SETTINGS.seed}), the intervals given this graph.`,
      limits:
        'The intervals leave out how much the three samples and questionnaires differ, and that answers are not normal: they are too narrow. ' +
        'These are answers of one moment, not an experiment: that two values go together is measured, which one moves the other is not. ' +
        `${classSize} graphs that differ in the direction of arrows fit exactly as well; this one was chosen by a rule. ` +
        'Causes outside the ten values are not in it. The scores are centred within each person: what people put first, not how high ' +
        'they rate everything. It is no check on the graph of 569: those people are part of it.',
    },
  };
}
