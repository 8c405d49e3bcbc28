import { ok, type Result } from '../../result';
import { type DiscoveryError, discoveryFail } from '../discovery-error';
import type { NetworkOptions } from './co-occurrence';
import { placesOf } from './label-counts';
import { falseDiscoveryRates, tailOf } from './significance';

/** One choice: the values that acting serves, and those that not acting serves. */
export interface Choice {
  readonly act: readonly string[];
  readonly refrain: readonly string[];
}

/** Whether two values stand on one side of choices or against each other. */
export interface ValueConflict {
  a: string;
  b: string;
  /** Choices with both on one side (twice where on both sides), and with one on each side (twice where both ways). */
  together: number;
  opposed: number;
  /** Share of `together` that the frequencies of the two on either side alone would give. */
  expectedTogether: number;
  /**
   * log₂ of the odds together : opposed, over the odds expected; ½ added to each count. Above 0: they side with each other more
   * than chance would have it. Below 0: they are set against each other.
   */
  alliance: number;
  q: number;
  sign: 'together' | 'opposed' | 'unclear';
}

/**
 * All pairs of values that meet in any choice, the surest first: a signed network. Symmetric in the two values and in the two
 * sides.
 *
 * By chance, with n choices, value a on n_a+ acting and n_a− refraining sides, together (n_a+ n_b+ + n_a− n_b−) / n and opposed
 * (n_a+ n_b− + n_a− n_b+) / n are expected. The share of together among all meetings is tested against the share so expected
 * (binomial log-likelihood ratio, one degree of freedom).
 *
 * Worked: 4 choices, a always acting, b always refraining: together 0, opposed 4, but expected together is 0 of 4 too:
 * alliance log₂((0.5 / 4.5) / (0.5 / 4.5)) = 0. That they are opposed follows from each having its own side. If each is
 * twice on either side and yet always against the other, a half is expected: alliance log₂((0.5 / 4.5) / 1) = −3.17.
 * Errors: what label-counts.ts names, a share outside 0 to 1.
 */
export function valueConflicts(
  choices: readonly Choice[],
  values: readonly string[],
  { falseShare = 0.05 }: NetworkOptions = {},
): Result<ValueConflict[], DiscoveryError> {
  if (!(falseShare > 0 && falseShare < 1)) {
    return discoveryFail(
      `The accepted share of false findings is ${falseShare}; it must lie between 0 and 1.`,
    );
  }
  const act = placesOf(
    choices.map((choice) => choice.act),
    values,
  );
  if (!act.ok) return act;
  const refrain = placesOf(
    choices.map((choice) => choice.refrain),
    values,
  );
  if (!refrain.ok) return refrain;
  const size = values.length;
  const acting = new Int32Array(size);
  const refraining = new Int32Array(size);
  const together = new Int32Array(size * size);
  const opposed = new Int32Array(size * size);
  for (const [at, one] of act.value.entries()) {
    const other = refrain.value[at];
    for (const i of one) acting[i]++;
    for (const i of other) refraining[i]++;
    for (const side of [one, other]) for (const i of side) for (const j of side) together[i * size + j]++;
    for (const i of one) {
      for (const j of other) {
        opposed[i * size + j]++;
        opposed[j * size + i]++;
      }
    }
  }
  const n = choices.length;
  const pairs: (Omit<ValueConflict, 'q' | 'sign'> & { p: number })[] = [];
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      const [met, against] = [together[i * size + j], opposed[i * size + j]];
      if (met + against === 0) continue;
      const chanceTogether = (acting[i] * acting[j] + refraining[i] * refraining[j]) / n;
      const chanceOpposed = (acting[i] * refraining[j] + refraining[i] * acting[j]) / n;
      const expectedTogether = chanceTogether / (chanceTogether + chanceOpposed);
      pairs.push({
        a: values[i],
        b: values[j],
        together: met,
        opposed: against,
        expectedTogether,
        alliance: allianceOf(met, against, expectedTogether),
        p: tailOf(binomialRatio(met, against, expectedTogether)),
      });
    }
  }
  const q = falseDiscoveryRates(pairs.map((pair) => pair.p));
  const found = pairs.map(({ p: _, ...pair }, at): ValueConflict => {
    const share = pair.together / (pair.together + pair.opposed);
    const direction = share > pair.expectedTogether ? 'together' : 'opposed';
    return { ...pair, q: q[at], sign: q[at] <= falseShare ? direction : 'unclear' };
  });
  return ok(found.sort((one, other) => one.q - other.q || Math.abs(other.alliance) - Math.abs(one.alliance)));
}

/** The expected counts for as many meetings get ½ too, so that a pair just as expected has 0. */
function allianceOf(together: number, opposed: number, share: number): number {
  const met = together + opposed;
  return Math.log2((together + 0.5) / (opposed + 0.5) / ((met * share + 0.5) / (met * (1 - share) + 0.5)));
}

function binomialRatio(together: number, opposed: number, share: number): number {
  const met = together + opposed;
  const cell = (observed: number, expected: number): number =>
    observed > 0 ? 2 * observed * Math.log(observed / expected) : 0;
  return Math.max(0, cell(together, met * share) + cell(opposed, met * (1 - share)));
}
