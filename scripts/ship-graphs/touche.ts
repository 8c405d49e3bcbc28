import { TOUCHE_VALUES } from '../../src/domain/classifier/value-ids';
import { coOccurrences, type CoOccurrence } from '../../src/domain/discovery/networks/co-occurrence';
import { seededRandom } from '../../src/domain/random';
import type { CausalGraph } from '../../src/domain/graph/causal-graph';
import type { ValueSystem } from '../../src/domain/values/value-system';
import { readTouche } from '../train-values/read-touche';
import { type Link, network } from './network';
import { grouped, intervalsByPair } from './resampled';

const SETTINGS = { split: 'training', falseShare: 0.05, resamples: 200, seed: 20, leastBits: 1 };

interface Labelled {
  conclusion: string;
  labels: readonly string[];
}

/** The co-occurrence of the twenty value categories on arguments. Throws where the published files are not in the folder. */
export function buildTouche(folder: string, system: ValueSystem): CausalGraph {
  const items = readTouche(folder, SETTINGS.split).map(({ conclusion, labels }): Labelled => ({
    conclusion,
    labels: TOUCHE_VALUES.flatMap(({ id }, at) => (labels[at] ? [id] : [])),
  }));
  const byConclusion = grouped(items, (item) => item.conclusion);
  const shrunk = (sample: readonly Labelled[]): Map<string, number> =>
    new Map(pairsOf(sample).map((pair) => [key(pair), pair.shrunkPmi]));
  const intervalOf = intervalsByPair(byConclusion, shrunk, SETTINGS.resamples, seededRandom(SETTINGS.seed));
  const links = pairsOf(items)
    .map((pair) => ({ pair, interval: intervalOf(key(pair)) }))
    .filter(
      ({ pair, interval }) =>
        pair.sign !== 'unclear' &&
        Math.abs(pair.shrunkPmi) >= SETTINGS.leastBits &&
        interval[0] * interval[1] > 0,
    )
    .map(({ pair, interval }): Link => {
      const { a, b, both, expected, lift, shrunkPmi: weight } = pair;
      const note = `Both on ${both} arguments; ${expected.toFixed(1)} would be if the two were independent: lift ${lift.toFixed(2)}.`;
      return { from: a, to: b, weight, interval, note };
    });
  return network(
    {
      id: 'touche-20-co-occurrence',
      name: 'Twenty values, co-occurrence in arguments',
      valueSystemId: system.id,
      provenance: {
        source:
          `Touché23-ValueEval (Mirzakhmedova et al. 2023, doi.org/10.5281/zenodo.6814563), labels of the ${SETTINGS.split} split: ` +
          `${items.length.toLocaleString('en')} arguments on ${byConclusion.length.toLocaleString('en')} conclusions. Counts only, no texts.`,
        licence: 'CC BY-SA 4.0 by the README of the release; CC BY 4.0 by its page on Hugging Face',
        n: items.length,
        method:
          'Co-occurrence, not causes. The weight is shrunk pointwise mutual information in bits, log₂((together + ½) / (expected + ½)): ' +
          '1 means twice as often on one argument as if independent, −1 half as often. Kept are pairs of a false discovery rate of at most ' +
          `${SETTINGS.falseShare} (log-likelihood ratio), at least ${SETTINGS.leastBits} bits strong, whose 95 % interval excludes 0; ` +
          `the rate takes arguments as independent, the interval does not: it comes from ${SETTINGS.resamples} bootstrap samples of whole conclusions (seed ${SETTINGS.seed}).`,
        limits:
          'That people argue with two values in one breath says nothing of whether one moves the other: no edge here is a cause, and none has a ' +
          'direction. The labels are what annotators saw in short arguments on chosen conclusions; other topics would give other edges. ' +
          'A pair set apart may be of different topics, not in conflict. Pairs that are missing were too weak or too rare to tell.',
      },
    },
    TOUCHE_VALUES.map(({ id, name }) => ({ id, label: name, valueId: id })),
    links,
    'learned',
  );
}

function pairsOf(items: readonly Labelled[]): CoOccurrence[] {
  const ids = TOUCHE_VALUES.map(({ id }) => id);
  const found = coOccurrences(
    items.map((item) => item.labels),
    ids,
    { falseShare: SETTINGS.falseShare },
  );
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}

const key = ({ a, b }: CoOccurrence): string => `${a} ${b}`;
