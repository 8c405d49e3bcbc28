/**
 * Platt scaling: slope and offset that maximise the likelihood of `labels` under sigmoid(slope * score + offset). The two
 * targets are drawn in slightly, (n+ + 1) / (n+ + 2) and 1 / (n- + 2), as Platt (1999) does. Newton's method with halved
 * steps where a full one would raise the loss: without that it diverges for values with few positives.
 */
export function plattScaling(
  scores: readonly number[],
  labels: readonly boolean[],
): { slope: number; offset: number } {
  const positives = labels.filter(Boolean).length;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (labels.length - positives + 2);
  const targets = labels.map((label) => (label ? high : low));
  let at = { slope: 0, offset: Math.log((positives + 1) / (labels.length - positives + 1)) };
  let loss = plattLoss(scores, targets, at);
  for (let step = 0; step < 50; step += 1) {
    const full = newtonStep(scores, targets, at);
    let share = 1;
    let next = at;
    let nextLoss = Number.POSITIVE_INFINITY;
    for (; share > 1e-6 && !(nextLoss <= loss); share /= 2) {
      next = { slope: at.slope - share * full.slope, offset: at.offset - share * full.offset };
      nextLoss = plattLoss(scores, targets, next);
    }
    if (!(nextLoss < loss - 1e-9)) break;
    [at, loss] = [next, nextLoss];
  }
  return at;
}

function plattLoss(
  scores: readonly number[],
  targets: readonly number[],
  { slope, offset }: { slope: number; offset: number },
): number {
  return scores.reduce((sum, score, index) => {
    const value = slope * score + offset;
    return sum + Math.max(value, 0) - value * targets[index] + Math.log1p(Math.exp(-Math.abs(value)));
  }, 0);
}

function newtonStep(
  scores: readonly number[],
  targets: readonly number[],
  { slope, offset }: { slope: number; offset: number },
): { slope: number; offset: number } {
  let [g1, g2, h11, h12, h22] = [0, 0, 1e-9, 0, 1e-9];
  scores.forEach((score, index) => {
    const probability = 1 / (1 + Math.exp(-(slope * score + offset)));
    const error = probability - targets[index];
    const weight = probability * (1 - probability);
    g1 += error * score;
    g2 += error;
    h11 += weight * score * score;
    h12 += weight * score;
    h22 += weight;
  });
  const determinant = h11 * h22 - h12 * h12;
  return { slope: (h22 * g1 - h12 * g2) / determinant, offset: (h11 * g2 - h12 * g1) / determinant };
}

/**
 * The threshold with the best F1 along the ranking, after the curve of F1 by rank was smoothed by a moving mean over
 * `window` ranks: a single lucky row does not set it.
 */
export function bestThreshold(scores: readonly number[], labels: readonly boolean[], window = 101): number {
  const order = scores.map((_, index) => index).sort((a, b) => scores[b] - scores[a]);
  const positives = labels.filter(Boolean).length;
  const sums = [0];
  let hits = 0;
  order.forEach((index, rank) => {
    if (labels[index]) hits += 1;
    sums.push(sums[rank] + (2 * hits) / (rank + 1 + positives));
  });
  let best = 0;
  let bestValue = -1;
  for (let rank = 0; rank < order.length; rank += 1) {
    const from = Math.max(0, rank - (window >> 1));
    const to = Math.min(order.length, rank + (window >> 1) + 1);
    const value = (sums[to] - sums[from]) / (to - from);
    if (value > bestValue) [best, bestValue] = [rank, value];
  }
  return scores[order[best]];
}
