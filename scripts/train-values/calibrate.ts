/**
 * Platt scaling: slope and offset that maximise the likelihood of `labels` under sigmoid(slope * score + offset), by thirty
 * Newton steps. The two targets are drawn in slightly, (n+ + 1) / (n+ + 2) and 1 / (n- + 2), as Platt (1999) does.
 */
export function plattScaling(
  scores: readonly number[],
  labels: readonly boolean[],
): { slope: number; offset: number } {
  const positives = labels.filter(Boolean).length;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (labels.length - positives + 2);
  let slope = 1;
  let offset = 0;
  for (let step = 0; step < 30; step += 1) {
    let [g1, g2, h11, h12, h22] = [0, 0, 1e-9, 0, 1e-9];
    scores.forEach((score, index) => {
      const probability = 1 / (1 + Math.exp(-(slope * score + offset)));
      const error = probability - (labels[index] ? high : low);
      const weight = probability * (1 - probability);
      g1 += error * score;
      g2 += error;
      h11 += weight * score * score;
      h12 += weight * score;
      h22 += weight;
    });
    const determinant = h11 * h22 - h12 * h12;
    slope -= (h22 * g1 - h12 * g2) / determinant;
    offset -= (h11 * g2 - h12 * g1) / determinant;
  }
  return { slope, offset };
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
