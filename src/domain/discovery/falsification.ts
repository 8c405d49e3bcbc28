import { ok } from '../result';
import { seededRandom } from '../random';
import { discoveryFail, quoteNames } from './discovery-error';
import type { IndependenceTest } from './independence-test';
import type { Learning } from './learning';
import type { Implication } from '../scm/reading/implications';
import { twoSidedTail } from './normal-tail';
import { shuffle } from './simulate';

export interface Verdict extends Implication {
  /** How surprising the data would be if it were true; 0 where it can't be tested. */
  p: number;
  /** untestable: the given ones fix x or y, or there are too few rows. */
  verdict: 'holds' | 'contradicted' | 'untestable';
}

export interface Falsification {
  verdicts: Verdict[];
  holding: number;
  /** How many graphs with shuffled labels were tried, and how many of them have at least as many holding implications. */
  shuffled: number;
  asGood: number;
  sentence: string;
}

export interface FalsificationOptions {
  shuffled?: number;
  seed: number;
}

/** Up to this share of shuffled graphs doing as well, the graph counts as better than chance. */
const CHANCE = 0.05;
const SHUFFLES_A_STEP = 20;

/**
 * How many of the independencies that a graph implies the data bear out, and how many a graph of the same shape does whose labels
 * were shuffled (Eulig et al. 2023). A graph that does no better than shuffled ones carries no information about these data. The
 * implications of a shuffled graph are those of the graph, renamed.
 *
 * Worked: chain a → b → c implies a ⫫ c given b. In data of that chain it holds; of the six labellings, those with b in the middle
 * (2 of 6) do as well, so about a third of the shuffles do: one implication says too little.
 * Errors: an unknown or repeated name in an implication, no shuffles.
 */
export function* falsify(
  test: IndependenceTest,
  implications: readonly Implication[],
  { shuffled = 1000, seed }: FalsificationOptions,
): Learning<Falsification> {
  if (!(shuffled >= 1)) return discoveryFail('At least one graph with shuffled labels is needed.');
  const { columns } = test;
  const index = new Map(columns.map((name, at) => [name, at]));
  const named = new Set(implications.flatMap(({ x, y, given }) => [x, y, ...given]));
  const unknown = [...named].filter((name) => !index.has(name));
  if (unknown.length > 0) {
    return discoveryFail(
      `The graph has ${quoteNames(unknown)}, which the data don't have. Leave them out of the graph, or choose data with these columns.`,
      unknown,
    );
  }
  const twice = implications.find(({ x, y, given }) => new Set([x, y, ...given]).size < given.length + 2);
  if (twice)
    return discoveryFail(
      `An implication names a column twice: ${quoteNames([twice.x, twice.y, ...twice.given])}.`,
      [twice.x, twice.y],
    );

  const places = implications.map(({ x, y, given }) =>
    Int32Array.from([x, y, ...given], (name) => index.get(name) ?? 0),
  );
  const given = new Int32Array(columns.length);
  const statistic = (of: Int32Array, label: Int32Array): number => {
    for (let k = 2; k < of.length; k++) given[k - 2] = label[of[k]];
    return test.statistic(label[of[0]], label[of[1]], given, of.length - 2);
  };
  const own = Int32Array.from(columns, (_, at) => at);
  const verdicts = implications.map((implication, at): Verdict => {
    const z = statistic(places[at], own);
    const verdict = z < test.critical ? 'holds' : Number.isFinite(z) ? 'contradicted' : 'untestable';
    return { ...implication, p: twoSidedTail(z), verdict };
  });
  const holding = verdicts.filter(({ verdict }) => verdict === 'holds').length;
  const testable = verdicts.filter(({ verdict }) => verdict !== 'untestable').length;

  // Only the graph's own columns change places: others in the data are no part of it.
  const used = [...named].map((name) => index.get(name) ?? 0);
  const random = seededRandom(seed);
  const label = Int32Array.from(own);
  let asGood = 0;
  for (let s = 0; s < shuffled; s++) {
    for (const [at, other] of shuffle(used.length, random).entries()) label[used[at]] = used[other];
    let holds = 0;
    for (const of of places) if (statistic(of, label) < test.critical) holds++;
    if (holds >= holding) asGood++;
    if (s % SHUFFLES_A_STEP === SHUFFLES_A_STEP - 1)
      yield { phase: 'shuffling labels', share: (s + 1) / shuffled };
  }
  return ok({
    verdicts,
    holding,
    shuffled,
    asGood,
    sentence: sayVerdict({ holding, testable, asGood, shuffled, alpha: twoSidedTail(test.critical) }),
  });
}

/**
 * Worked: 31 of 34 at alpha 0.05, and 4 of 1,000 shuffled graphs: “31 of 34 implied independencies hold; of 1,000 graphs with
 * shuffled labels, 4 do as well. The graph says more about these data than chance would; 3 implications are contradicted,
 * where about 1.7 would be by chance if all were true.”
 */
export function sayVerdict({ holding, testable, asGood, shuffled, alpha }: Counts): string {
  if (testable === 0) return 'The graph implies no independence that these data could contradict.';
  const number = (count: number): string => count.toLocaleString('en');
  const first = `${number(holding)} of ${number(testable)} implied independencies hold; of ${number(shuffled)} graphs with shuffled labels, ${number(asGood)} ${asGood === 1 ? 'does' : 'do'} as well.`;
  const second =
    asGood / shuffled <= CHANCE
      ? 'The graph says more about these data than chance would'
      : 'The graph fits these data no better than chance would';
  const against = testable - holding;
  if (against === 0) return `${first} ${second}.`;
  const said = against === 1 ? '1 implication is' : `${number(against)} implications are`;
  return `${first} ${second}; ${said} contradicted, where about ${(alpha * testable).toFixed(1)} would be by chance if all were true.`;
}

interface Counts {
  holding: number;
  testable: number;
  asGood: number;
  shuffled: number;
  alpha: number;
}
