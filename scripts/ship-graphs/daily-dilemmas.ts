import { type CoOccurrence, coOccurrences } from '../../src/domain/discovery/networks/co-occurrence';
import { type ValueConflict, valueConflicts } from '../../src/domain/discovery/networks/conflict-network';
import type { CausalGraph } from '../../src/domain/graph/causal-graph';
import { seededRandom } from '../../src/domain/random';
import { type Dilemma, type Framework, readCategories, readDilemmas } from './daily-dilemmas-data';
import { type Link, network } from './network';
import { intervalsByPair } from './resampled';

/** A category on fewer actions, or a pair that meets less often, says too little to be drawn. */
const SETTINGS = { falseShare: 0.05, resamples: 200, seed: 20, leastActions: 50, leastMeetings: 20 };

/**
 * Which categories of one framework are named for one and the same action, and whether they stand against each other between doing and
 * not doing. The first is the edge; the second is in its note, and where the data can tell it, in the provenance.
 */
export function buildDailyDilemmas(folder: string, framework: Framework): CausalGraph {
  const dilemmas = inCategories(readDilemmas(folder), readCategories(folder, framework));
  const counts = countActions(dilemmas);
  const kept = [...counts].flatMap(([name, count]) => (count >= SETTINGS.leastActions ? [name] : [])).sort();
  const rare = [...counts].filter(([name]) => !kept.includes(name)).sort(([, a], [, b]) => b - a);
  const choices = inCategories(dilemmas, new Map(kept.map((name) => [name, name])));
  const intervalOf = intervalsByPair(
    choices.map((choice) => [choice]),
    (sample) => new Map(onOneAction(sample, kept).map((pair) => [key(pair), pair.shrunkPmi])),
    SETTINGS.resamples,
    seededRandom(SETTINGS.seed),
  );
  const conflicts = betweenActions(choices, kept).filter(
    ({ together, opposed }) => together + opposed >= SETTINGS.leastMeetings,
  );
  const byPair = new Map(conflicts.map((pair) => [key(pair), pair]));
  const links = onOneAction(choices, kept).flatMap((pair): Link[] => {
    const conflict = byPair.get(key(pair));
    const interval = intervalOf(key(pair));
    if (!conflict || pair.sign === 'unclear' || interval[0] * interval[1] <= 0) return [];
    return [
      { from: slug(pair.a), to: slug(pair.b), weight: pair.shrunkPmi, interval, note: note(pair, conflict) },
    ];
  });
  return network(
    {
      id: `daily-dilemmas-${framework.slug}`,
      name: `DailyDilemmas, ${framework.name}`,
      provenance: tell(framework, choices.length, conflicts, rare),
    },
    kept.map((name) => ({ id: slug(name), label: capital(name) })),
    links,
    'learned',
  );
}

function onOneAction(dilemmas: readonly Dilemma[], names: readonly string[]): CoOccurrence[] {
  const actions = dilemmas.flatMap(({ act, refrain }) => [act, refrain]);
  const found = coOccurrences(actions, names, { falseShare: SETTINGS.falseShare });
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}

function betweenActions(dilemmas: readonly Dilemma[], names: readonly string[]): ValueConflict[] {
  const found = valueConflicts(dilemmas, names, { falseShare: SETTINGS.falseShare });
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}

function note(
  { both, expected, lift }: CoOccurrence,
  { together, opposed, expectedTogether }: ValueConflict,
): string {
  const percent = (share: number): string => `${Math.round(100 * share)} %`;
  return (
    `Both on ${both} actions; ${expected.toFixed(1)} would be if the two were independent: lift ${lift.toFixed(2)}. ` +
    `Between doing and not doing: ${together} times on one side, ${opposed} times on opposite sides, ` +
    `${percent(together / (together + opposed))} together where ${percent(expectedTogether)} would be expected.`
  );
}

function tell(
  { what, column }: Framework,
  n: number,
  conflicts: readonly ValueConflict[],
  rare: readonly (readonly [string, number])[],
): CausalGraph['provenance'] {
  const leftOut = rare.map(([name, count]) => `${capital(name)} (${count})`).join(', ');
  return {
    source:
      `DailyDilemmas (Chiu, Jiang & Choi 2024, arXiv 2410.02683): ${n.toLocaleString('en')} dilemmas, each with the values named for doing and for ` +
      `not doing it, and its map of the values to ${what} (column ${column}). Counts only, no texts.`,
    licence: 'CC BY 4.0',
    n,
    method:
      'Co-occurrence, not causes. A category counts once on an action. The weight is shrunk pointwise mutual information in bits, ' +
      'log₂((together + ½) / (expected + ½)), over all actions, two for each dilemma. Kept are pairs that meet in at least ' +
      `${SETTINGS.leastMeetings} places, of a false discovery rate of at most ${SETTINGS.falseShare}, whose 95 % interval (${SETTINGS.resamples} ` +
      `bootstrap samples of dilemmas, seed ${SETTINGS.seed}) excludes 0. ${sidesWords(conflicts)}`,
    limits:
      'The dilemmas and their values were written by a language model (GPT-4), not by people in these situations. That two categories are named ' +
      'for one action says nothing of whether one moves the other: no edge is a cause, and none has a direction. Most associations are ' +
      'weak, and sure only because the actions are many. A category takes in very different values, and many values have no place in the map' +
      (column === 'Maslow' ? '; the most frequent of all, “self”, counts as self-esteem' : '') +
      `.${leftOut === '' ? '' : ` Left out, on fewer than ${SETTINGS.leastActions} actions: ${leftOut}.`}`,
  };
}

/** What the data can tell of doing against not doing. */
function sidesWords(conflicts: readonly ValueConflict[]): string {
  const beyond = 'beyond what the frequencies of the two on either side give';
  const told = conflicts.filter(({ sign }) => sign !== 'unclear');
  if (told.length === 0) {
    return `Between doing and not doing no pair is on one side or on opposite sides ${beyond} (same rate).`;
  }
  const pairs = told.map(
    ({ a, b, sign }) =>
      `${capital(a)} and ${capital(b)} on ${sign === 'together' ? 'one side' : 'opposite sides'}`,
  );
  return `Between doing and not doing, ${beyond} (same rate): ${pairs.join(', ')}; no other pair.`;
}

/** The categories of each side, each once; values without one are passed over. */
function inCategories(dilemmas: readonly Dilemma[], categoryOf: ReadonlyMap<string, string>): Dilemma[] {
  const side = (values: readonly string[]): string[] => [
    ...new Set(values.flatMap((value) => categoryOf.get(value) ?? [])),
  ];
  return dilemmas.map(({ act, refrain }) => ({ act: side(act), refrain: side(refrain) }));
}

/** On how many actions each category stands, of two for each dilemma. */
function countActions(dilemmas: readonly Dilemma[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of dilemmas.flatMap(({ act, refrain }) => [...act, ...refrain])) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

const key = ({ a, b }: { a: string; b: string }): string => `${a} ${b}`;
const slug = (name: string): string => name.toLowerCase().replaceAll(' ', '-');
const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
