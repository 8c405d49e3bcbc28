import { auroc, calibrationError, decisionScores } from '../../src/domain/classifier/metrics';
import type { ValueClassifier } from '../../src/domain/classifier/value-classifier';
import type { Argument } from './read-touche';

export interface ValueEvaluation {
  readonly valueId: string;
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  /** Null where the split has no positive or no negative. */
  readonly auroc: number | null;
  readonly calibrationError: number;
  readonly threshold: number;
  readonly support: number;
}

export interface Evaluation {
  /** Mean F1 over all values; a value without positives counts 0. */
  readonly macroF1: number;
  /** Mean F1 over the values with positives. */
  readonly macroF1WithPositives: number;
  readonly valuesWithPositives: number;
  /** Mean over the values where it is defined. */
  readonly auroc: number | null;
  readonly calibrationError: number;
  readonly values: readonly ValueEvaluation[];
}

/** The classifier's decisions at its own thresholds against the labels. */
export function evaluate(
  classifier: ValueClassifier,
  args: readonly Argument[],
  { context }: { context: boolean },
): Evaluation {
  const rows = args.map(({ premise, conclusion }) =>
    classifier.classify({ text: premise, context: context ? conclusion : undefined }),
  );
  const values = classifier.decisions.map(({ valueId, threshold }, index): ValueEvaluation => {
    const probabilities = rows.map((row) => row[index].probability);
    const labels = args.map((argument) => argument.labels[index]);
    const { f1, precision, recall, support } = decisionScores(
      probabilities.map((probability) => probability >= threshold),
      labels,
    );
    const area = auroc(probabilities, labels);
    return {
      valueId,
      f1,
      precision,
      recall,
      auroc: Number.isNaN(area) ? null : area,
      calibrationError: calibrationError(probabilities, labels),
      threshold,
      support,
    };
  });
  const present = values.filter(({ support }) => support > 0);
  const areas = values.flatMap((row) => (row.auroc === null ? [] : [row.auroc]));
  return {
    macroF1: mean(values.map(({ f1 }) => f1)) ?? 0,
    macroF1WithPositives: mean(present.map(({ f1 }) => f1)) ?? 0,
    valuesWithPositives: present.length,
    auroc: mean(areas),
    calibrationError: mean(values.map((row) => row.calibrationError)) ?? 0,
    values,
  };
}

function mean(values: readonly number[]): number | null {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
}
