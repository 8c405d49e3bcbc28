import type { ImplicationTest, TestedImplication } from '../../../domain/scm/fit-implications';
import type { Implication } from '../../../domain/scm/reading/implications';
import { fixed } from '../../../domain/text/format-number';
import { listed } from './node-names';

type Named = (id: string) => string;

/** “Security is independent of Tradition, given Conformity”. */
export function sayImplication({ x, y, given }: Implication, nameOf: Named): string {
  const condition = given.length === 0 ? '' : `, given ${listed(given.map(nameOf))}`;
  return `${nameOf(x)} is independent of ${nameOf(y)}${condition}`;
}

/** A p-value as it is printed: three decimals, and “<0.001” below them. */
export function pText(p: number): string {
  if (Number.isNaN(p)) return '–';
  return p < 0.001 ? '<0.001' : p.toFixed(3);
}

/**
 * What to make of the verdicts, in words that do not claim more than a test can: a graph is contradicted, never confirmed. Most of
 * them contradicted says that edges or common causes are missing, and which pair is the first to look at.
 */
export function sayVerdicts(
  { tested, contradicted, untestable, alpha }: ImplicationTest,
  nameOf: Named,
): string {
  const testable = tested.length - untestable;
  if (testable === 0) return 'There is nothing here that these data could contradict.';
  if (contradicted === 0)
    return 'None is contradicted. That does not show the graph to be true: every graph that implies the same independencies fares as well, and dependence that is not linear is not seen.';
  const worst = strongest(tested);
  const where = worst
    ? ` The strongest is between ${nameOf(worst.x)} and ${nameOf(worst.y)} (partial correlation ${fixed(worst.partialCorrelation, 2)}): an edge between the two, or an unseen common cause (↔), would withdraw that claim.`
    : '';
  if (contradicted > testable / 2)
    return `Most of what this graph implies is contradicted: it leaves out edges or common causes that these data show, so effects computed with it are not to be trusted for these data.${where}`;
  if (contradicted <= Math.max(1, alpha * testable))
    return `No more are contradicted than chance would contradict if the graph were true.${where}`;
  return `More are contradicted than chance would contradict if the graph were true: some edges or common causes are missing.${where}`;
}

function strongest(tested: readonly TestedImplication[]): TestedImplication | undefined {
  return tested
    .filter(({ verdict }) => verdict === 'contradicted')
    .reduce<TestedImplication | undefined>(
      (best, one) =>
        best && Math.abs(best.partialCorrelation) >= Math.abs(one.partialCorrelation) ? best : one,
      undefined,
    );
}

/** What the restored level means for a person who reads the verdicts. */
export const LEVEL_EXPLAINED =
  'Each row of these data adds up to the same sum, so a person who is higher on one value must be lower on others, whatever causes what. Putting back a common level, of the variance at which the values are uncorrelated on average, takes that tie out. That level is chosen, not measured: verdicts that turn when it is left out rest on the choice.';
