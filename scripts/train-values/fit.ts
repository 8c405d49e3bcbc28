import {
  denseFeatures,
  gramFeatures,
  sumWords,
  type FeatureTables,
} from '../../src/domain/classifier/text-features';
import { words } from '../../src/domain/classifier/words';
import { scoreGrams, trainGrams, type SparseRow, type TrainedGrams } from './train-grams';
import { runNet, trainNet, type TrainedNet } from './train-net';

/** Networks that differ in their seed only; their logits are averaged. */
const SEEDS = [1, 2, 3];
/** Weight of the n-gram logit beside the mean logit of the networks. */
export const GRAM_WEIGHT = 0.7;

export interface Features {
  readonly dense: Float64Array;
  readonly grams: SparseRow;
}

export interface Fitted {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
  readonly nets: readonly TrainedNet[];
  readonly grams: TrainedGrams;
}

export function featurise(tables: FeatureTables, text: string): Features {
  const sums = sumWords(tables, words(text));
  return { dense: denseFeatures(tables, sums), grams: gramFeatures(tables, sums) };
}

/** Trains both halves on these rows. */
export function fit(rows: readonly Features[], targets: readonly Float64Array[]): Fitted {
  const size = rows[0].dense.length;
  const mean = new Float64Array(size);
  const deviation = new Float64Array(size);
  for (const { dense } of rows) for (let at = 0; at < size; at += 1) mean[at] += dense[at] / rows.length;
  for (const { dense } of rows) {
    for (let at = 0; at < size; at += 1) deviation[at] += (dense[at] - mean[at]) ** 2 / rows.length;
  }
  for (let at = 0; at < size; at += 1) deviation[at] = Math.sqrt(deviation[at]) || 1;
  const inputs = rows.map(({ dense }) => standardise(dense, mean, deviation));
  return {
    mean,
    deviation,
    nets: SEEDS.map((seed) => trainNet(inputs, targets, seed)),
    grams: trainGrams(
      rows.map(({ grams }) => grams),
      targets,
    ),
  };
}

/** The two halves' logits of one text. */
export function score(
  fitted: Fitted,
  { dense, grams }: Features,
): { nets: Float64Array; grams: Float64Array } {
  const input = standardise(dense, fitted.mean, fitted.deviation);
  const nets = new Float64Array(fitted.nets[0].outputs);
  for (const net of fitted.nets) {
    const logits = runNet(net, input);
    for (let at = 0; at < nets.length; at += 1) nets[at] += logits[at] / fitted.nets.length;
  }
  return { nets, grams: scoreGrams(fitted.grams, grams) };
}

function standardise(dense: Float64Array, mean: Float64Array, deviation: Float64Array): Float64Array {
  return dense.map((value, at) => (value - mean[at]) / deviation[at]);
}
