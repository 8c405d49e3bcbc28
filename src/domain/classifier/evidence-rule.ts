/**
 * How scores of sentences become a priority. Every number of the rule is here.
 *
 * 1. A sentence's log odds for a value are compared with those of the training arguments that lack the value:
 *    z = (log odds - their mean) / their deviation.
 *    Where the whole text stands less than one deviation above them, z loses half of what is missing to one: a sentence
 *    about everyday matters often scores high on some value by chance, and the rest of the text then says otherwise.
 * 2. Evidence grows from 0 at Z_FLOOR (one in ten arguments without the value scores as high, as 1.28 deviations leave
 *    10 % of a normal distribution above) to CEILING at Z_FULL, linearly.
 * 3. Values of the same sentence compete: evidence falls to 0 as z falls COMPETITION below the sentence's highest.
 * 4. Sentences add up as independent pieces of evidence do: 1 - Π(1 - e), "noisy or"; those that play the value down are
 *    gathered in the same way and taken off: E = F * (1 - A).
 * 5. priority = 1 + 4E. A value that is only played down gets 2 - A, between 1 and 2. A value whose F and A stay
 *    below RELEVANT plays no part.
 */
export const Z_FLOOR = 1.28;
export const Z_FULL = 2.2;
/** Most that one sentence can give: one sentence alone is worth a priority of 1 + 4 * 0.65 = 3.6. */
export const CEILING = 0.65;
/** Most that a mention in passing can give: 1 + 4 * 0.35 = 2.4. */
export const PASSING_CEILING = 0.35;
export const COMPETITION = 0.8;
export const RELEVANT = 0.2;

/** The end of rule 1. For instance z 2 in a text with z 0.4 becomes 1.7; in a text with z 1 or more it stays 2. */
export function temper(z: number, wholeText: number): number {
  return z - 0.5 * Math.max(0, 1 - wholeText);
}

/** Rules 2 and 3 for one value in one sentence: 0 to `ceiling`. For instance z 2.2, highest of its sentence, gives 0.65. */
export function evidenceOf(z: number, highest: number, ceiling: number): number {
  const own = Math.min(1, Math.max(0, (z - Z_FLOOR) / (Z_FULL - Z_FLOOR)));
  const place = Math.min(1, Math.max(0, 1 - (highest - z) / COMPETITION));
  return ceiling * own * place;
}

/** 1 - Π(1 - e). For instance 0.65 twice gives 0.8775. */
export function noisyOr(evidence: readonly number[]): number {
  return 1 - evidence.reduce((rest, each) => rest * (1 - each), 1);
}

/** F and A of one value in one text. */
export interface Balance {
  readonly speaksFor: number;
  readonly against: number;
}

/** Rule 5: the priority, or null for a value that plays no part. F 0.88, A 0 gives 4.5; F 0, A 0.6 gives 1.4. */
export function priorityOf({ speaksFor, against }: Balance): number | null {
  if (speaksFor < RELEVANT && against < RELEVANT) return null;
  return speaksFor < RELEVANT ? 2 - against : 1 + 4 * speaksFor * (1 - against);
}
