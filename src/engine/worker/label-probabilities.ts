/** A token that could come next, with its probability. */
export interface NextToken {
  readonly text: string;
  readonly probability: number;
}

/**
 * Turns the likeliest next tokens into a probability for each label, in the labels' order; they sum to 1. A token counts
 * for the label that it is or begins. One that begins several says nothing about which, and one that begins none is what
 * the grammar forbids: both are left out.
 * @throws Error where no token tells the labels apart
 */
export function labelProbabilities(labels: readonly string[], tokens: readonly NextToken[]): number[] {
  const mass = labels.map(() => 0);
  for (const { text, probability } of tokens) {
    if (text === '') continue;
    const begun = labels.flatMap((label, index) => (label.startsWith(text) ? [index] : []));
    const [only] = begun;
    if (begun.length === 1 && only !== undefined) mass[only] = (mass[only] ?? 0) + probability;
  }
  const sum = mass.reduce((total, part) => total + part, 0);
  if (!(sum > 0)) throw new Error(`No single token tells the labels ${labels.join(', ')} apart.`);
  return mass.map((part) => part / sum);
}
