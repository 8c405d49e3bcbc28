import type { ValuePair } from './delta';

export interface AbsoluteError {
  /** Σ |measured − target| over the active values: the reading under which COUPLE's published figures make sense. */
  sum: number;
  /** The sum divided by the number of active values, 0 to 4; null where no value is active. */
  mean: number | null;
}

export interface MeanAbsoluteError {
  raw: AbsoluteError;
  /**
   * The same after each profile's own mean over the active values is subtracted: the error of the order and spacing, whatever
   * the level. Null with fewer than two active values, where every profile would be right.
   */
  centred: AbsoluteError | null;
}

/**
 * Mean absolute error between measured and target priorities, as a sum and as a mean, raw and centred.
 *
 * Worked: measured (3, 4, 1), target (5, 2, 3). Raw: 2 + 2 + 2 = 6, mean 2. Own means 8/3 and 10/3: centred measured
 * (1/3, 4/3, −5/3), target (5/3, −4/3, −1/3), errors 4/3 + 8/3 + 4/3 = 16/3, mean 16/9.
 */
export function meanAbsoluteError(pairs: readonly ValuePair[]): MeanAbsoluteError {
  const measuredMean = mean(pairs.map((pair) => pair.measured));
  const targetMean = mean(pairs.map((pair) => pair.target));
  const raw = pairs.map((pair) => pair.measured - pair.target);
  return {
    raw: summarise(raw),
    centred: pairs.length < 2 ? null : summarise(raw.map((error) => error - (measuredMean - targetMean))),
  };
}

function summarise(errors: readonly number[]): AbsoluteError {
  const sum = errors.reduce((total, error) => total + Math.abs(error), 0);
  return { sum, mean: errors.length === 0 ? null : sum / errors.length };
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
