import { ok, type Result } from '../../result';
import { type DiscoveryError, discoveryFail } from '../discovery-error';
import { countLabels } from './label-counts';
import { falseDiscoveryRates, logLikelihoodRatio, tailOf } from './significance';

/** How two labels keep company. An association, not a cause. */
export interface CoOccurrence {
  a: string;
  b: string;
  /** Items with both, and how many there would be if the labels were independent. */
  both: number;
  expected: number;
  /** both / expected: 1 at independence, 2 where they meet twice as often. */
  lift: number;
  /** log₂ lift, in bits; null where they never meet. */
  pmi: number | null;
  /** log₂ ((both + ½) / (expected + ½)): the same, drawn towards 0 where counts are small, and finite. */
  shrunkPmi: number;
  /** Share of false findings among all pairs that are at least as surprising (Benjamini & Hochberg). */
  q: number;
  /** together or apart where q is small enough, else the data can't tell. */
  sign: 'together' | 'apart' | 'unclear';
}

export interface NetworkOptions {
  /** Largest accepted q; 0.05 unless given. */
  falseShare?: number;
}

/**
 * All pairs of labels, the surest first.
 *
 * Worked: 100 items, 20 with a, 20 with b, 10 with both: expected 20 × 20 / 100 = 4, lift 2.5, PMI 1.322,
 * shrunk PMI log₂(10.5 / 4.5) = 1.222; G² = 12.07, p = 0.0005.
 * Pairs of which one label is on no item, or on every one, can't be told and come last as `unclear`, with lift 1.
 * Errors: what label-counts.ts names, a share outside 0 to 1.
 */
export function coOccurrences(
  items: readonly (readonly string[])[],
  labels: readonly string[],
  { falseShare = 0.05 }: NetworkOptions = {},
): Result<CoOccurrence[], DiscoveryError> {
  if (!(falseShare > 0 && falseShare < 1)) {
    return discoveryFail(
      `The accepted share of false findings is ${falseShare}; it must lie between 0 and 1.`,
    );
  }
  const counted = countLabels(items, labels);
  if (!counted.ok) return counted;
  const { single, both, items: n } = counted.value;
  const pairs = labels.flatMap((a, i) =>
    labels.slice(i + 1).map((b, k) => {
      const j = i + 1 + k;
      const met = both[i * labels.length + j];
      const g2 = logLikelihoodRatio(met, single[i], single[j], n);
      return { a, b, both: met, expected: (single[i] * single[j]) / n, p: tailOf(g2) };
    }),
  );
  const q = falseDiscoveryRates(pairs.map((pair) => pair.p));
  const found = pairs.map(({ a, b, both: met, expected }, at): CoOccurrence => {
    const lift = expected === 0 ? 1 : met / expected;
    const direction = met > expected ? 'together' : 'apart';
    return {
      a,
      b,
      both: met,
      expected,
      lift,
      pmi: lift > 0 ? Math.log2(lift) : null,
      shrunkPmi: Math.log2((met + 0.5) / (expected + 0.5)),
      q: q[at],
      sign: q[at] <= falseShare ? direction : 'unclear',
    };
  });
  return ok(
    found.sort((one, other) => one.q - other.q || Math.abs(other.shrunkPmi) - Math.abs(one.shrunkPmi)),
  );
}
