/** 97.5th percentile of the standard normal. */
const Z = 1.959963984540054;

/**
 * A 95 % interval for an area under the ROC curve from few cases: the values θ from which the measured one lies no further
 * than z standard errors, with Hanley and McNeil's variance at θ itself,
 * V(θ) = θ(1 − θ)(1 + n((1 − θ)/(2 − θ) + θ/(1 + θ)))/(m₁m₂), n = (m₁ + m₂)/2 − 1. It has a width at 0 and at 1 too, where a
 * bootstrap has none. Source: Newcombe (2006), Statistics in Medicine 25, 559-573, method 5.
 * Worked: 1 from 6 and 6 cases gives 0.69 to 1; 0.5 gives 0.22 to 0.78.
 * @param auroc 0 to 1
 * @param positives cases of each class, 1 or more
 */
export function aurocInterval(auroc: number, positives: number, negatives: number): [number, number] {
  const n = (positives + negatives) / 2 - 1;
  const variance = (t: number) =>
    (t * (1 - t) * (1 + n * ((1 - t) / (2 - t) + t / (1 + t)))) / (positives * negatives);
  const reaches = (t: number) => Math.abs(auroc - t) <= Z * Math.sqrt(variance(t));
  return [edge(auroc, 0, reaches), edge(auroc, 1, reaches)];
}

/** The last point from `inside` towards `outside` that is reached, by bisection. */
function edge(inside: number, outside: number, reaches: (t: number) => boolean): number {
  if (reaches(outside)) return outside;
  let [near, far] = [inside, outside];
  for (let step = 0; step < 60; step += 1) {
    const middle = (near + far) / 2;
    if (reaches(middle)) near = middle;
    else far = middle;
  }
  return near;
}
