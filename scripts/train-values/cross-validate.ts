import { auroc, decisionScores } from '../../src/domain/classifier/metrics';
import { TOUCHE_VALUES } from '../../src/domain/classifier/value-ids';
import { bestThreshold } from './calibrate';
import { buildFeatureTables, type Vocabulary } from './feature-tables';
import { featurise, fit, score } from './fit';
import type { Argument } from './read-touche';

/** Logits of texts that the model which gave them was not trained on, in the order of the arguments. */
export interface OutOfFold {
  readonly own: { nets: Float64Array; grams: Float64Array }[];
  /** The same for conclusion and premise read together. */
  readonly together: { nets: Float64Array; grams: Float64Array }[];
}

/** Trains once for each fold on the others; document frequencies too are counted on the others only. */
export function outOfFold(
  args: readonly Argument[],
  targets: readonly Float64Array[],
  folds: readonly number[],
  vocabulary: Vocabulary,
  descriptions: readonly string[],
): OutOfFold {
  const own: OutOfFold['own'] = [];
  const together: OutOfFold['together'] = [];
  for (let fold = 0; fold <= Math.max(...folds); fold += 1) {
    const inside = args.map((_, index) => index).filter((index) => folds[index] !== fold);
    const texts = inside.map((index) => args[index].premise);
    const tables = buildFeatureTables(vocabulary, texts, descriptions);
    const fitted = fit(
      texts.map((text) => featurise(tables, text)),
      inside.map((index) => targets[index]),
    );
    args.forEach(({ premise, conclusion }, index) => {
      if (folds[index] !== fold) return;
      own[index] = score(fitted, featurise(tables, premise));
      together[index] = score(fitted, featurise(tables, `${conclusion}\n${premise}`));
    });
  }
  return { own, together };
}

/**
 * Macro-F1 with each fold decided by thresholds fitted on the other folds, and mean AUROC. This is the figure that the
 * choices of the training script were made by.
 */
export function crossFitted(
  logits: readonly Float64Array[],
  args: readonly Argument[],
  folds: readonly number[],
): { f1: number; auroc: number } {
  let f1 = 0;
  let area = 0;
  TOUCHE_VALUES.forEach((_, value) => {
    const scores = logits.map((row) => row[value]);
    const labels = args.map((argument) => argument.labels[value]);
    const thresholds = Array.from({ length: Math.max(...folds) + 1 }, (_unused, fold) => {
      const others = scores.map((__, index) => index).filter((index) => folds[index] !== fold);
      return bestThreshold(
        others.map((index) => scores[index]),
        others.map((index) => labels[index]),
      );
    });
    const decided = scores.map((each, index) => each >= thresholds[folds[index]]);
    f1 += decisionScores(decided, labels).f1 / TOUCHE_VALUES.length;
    area += auroc(scores, labels) / TOUCHE_VALUES.length;
  });
  return { f1, auroc: area };
}
