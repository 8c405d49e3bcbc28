/** Counts of one value's decisions against its labels. */
export interface Decisions {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly support: number;
}

/** Precision, recall and F1 = 2TP / (predicted + actual); each is 0 where its denominator is. */
export function decisionScores(predicted: ArrayLike<boolean>, actual: ArrayLike<boolean>): Decisions {
  let hits = 0;
  let claimed = 0;
  let support = 0;
  for (let at = 0; at < actual.length; at += 1) {
    if (predicted[at]) claimed += 1;
    if (actual[at]) support += 1;
    if (predicted[at] && actual[at]) hits += 1;
  }
  return {
    precision: claimed > 0 ? hits / claimed : 0,
    recall: support > 0 ? hits / support : 0,
    f1: claimed + support > 0 ? (2 * hits) / (claimed + support) : 0,
    support,
  };
}

/**
 * Area under the ROC curve by ranks (Mann-Whitney), ties shared; NaN where one class is missing.
 * For instance scores 1 2 3 with labels no, no, yes give 1.
 */
export function auroc(scores: ArrayLike<number>, actual: ArrayLike<boolean>): number {
  const order = Array.from(scores, (_, index) => index).sort((a, b) => scores[a] - scores[b]);
  let positives = 0;
  let rankSum = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && scores[order[to]] === scores[order[from]]) to += 1;
    for (let at = from; at < to; at += 1) {
      if (!actual[order[at]]) continue;
      positives += 1;
      rankSum += (from + 1 + to) / 2;
    }
    from = to;
  }
  const negatives = order.length - positives;
  return positives > 0 && negatives > 0
    ? (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives)
    : Number.NaN;
}

/**
 * Expected calibration error with `bins` bins of equal count, sorted by probability: the mean over bins, weighted by their
 * counts, of |mean probability - share of positives|. 0 for no data.
 */
export function calibrationError(
  probabilities: ArrayLike<number>,
  actual: ArrayLike<boolean>,
  bins = 10,
): number {
  const order = Array.from(probabilities, (_, index) => index).sort(
    (a, b) => probabilities[a] - probabilities[b],
  );
  let error = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    const members = order.slice(
      Math.floor((bin * order.length) / bins),
      Math.floor(((bin + 1) * order.length) / bins),
    );
    let difference = 0;
    for (const index of members) difference += probabilities[index] - (actual[index] ? 1 : 0);
    error += Math.abs(difference);
  }
  return order.length > 0 ? error / order.length : 0;
}
