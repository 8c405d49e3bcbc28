import { ok, type Result } from '../result';
import { conditionalMoments } from '../discovery/conditional-moments';
import type { DataMatrix } from '../discovery/data-matrix';
import { correlationFrom } from '../discovery/moments';
import { twoSidedTail } from '../discovery/normal-tail';
import { fitMoments, type FitOptions } from './fit-data';
import type { Implication } from './reading/implications';
import { scmFail, type ScmError } from './scm-error';

export interface TestedImplication extends Implication {
  /** Partial correlation of x and y given the set, −1 to 1; NaN where it can't be computed. */
  partialCorrelation: number;
  /** Two-sided p-value of it being 0, by Fisher's z; NaN as above. */
  p: number;
  verdict: 'holds' | 'contradicted' | 'untestable';
}

export interface ImplicationTest {
  tested: TestedImplication[];
  contradicted: number;
  untestable: number;
  alpha: number;
  /** One sentence for a screen. */
  sentence: string;
  /** What has to be said beside the verdicts. */
  notes: readonly string[];
}

/**
 * Asks the data about each implied independence: r = partial correlation, z = ½ ln((1 + r) / (1 − r)) · √(n − |given| − 3) is
 * standard normal in a large sample where it holds (Fisher 1924). `contradicted` where p < alpha; of true implications a share of
 * about alpha is contradicted by chance, so the sentence says how many that would be. Only linear dependence is seen.
 *
 * Worked: r = 0.1, nothing given, n = 403: z = 0.10034 × 20 = 2.007, p = 0.045, contradicted at 0.05.
 * Errors: a node without a column, missing or constant columns, too few rows, an alpha outside 0 to 1.
 */
export function testImplications(
  implications: readonly Implication[],
  data: DataMatrix,
  { alpha = 0.05, ...options }: FitOptions & { alpha?: number } = {},
): Result<ImplicationTest, ScmError> {
  if (!(alpha > 0 && alpha < 1)) return scmFail('The significance level must lie between 0 and 1.');
  const ids = [...new Set(implications.flatMap(({ x, y, given }) => [x, y, ...given]))];
  if (ids.length === 0) {
    const sentence = 'The graph implies no independence, so no data could contradict it.';
    return ok({ tested: [], contradicted: 0, untestable: 0, alpha, sentence, notes: [] });
  }
  const moments = fitMoments(data, ids, options);
  if (!moments.ok) return moments;
  const { index, rows, covariance } = moments.value;
  const at = (id: string): number => index.get(id) ?? -1; // fitMoments has a column for each
  const conditional = conditionalMoments(correlationFrom(covariance, ids.length), ids.length);
  const tested = implications.map((implication): TestedImplication => {
    const { x, y, given } = implication;
    const r = conditional.partialCorrelation(at(x), at(y), given.map(at), given.length);
    const freedom = rows - given.length - 3;
    const p = freedom > 0 ? twoSidedTail(Math.atanh(r) * Math.sqrt(freedom)) : Number.NaN;
    if (Number.isNaN(r) || Number.isNaN(p)) {
      return { ...implication, partialCorrelation: r, p: Number.NaN, verdict: 'untestable' };
    }
    return { ...implication, partialCorrelation: r, p, verdict: p < alpha ? 'contradicted' : 'holds' };
  });
  const contradicted = tested.filter(({ verdict }) => verdict === 'contradicted').length;
  const untestable = tested.filter(({ verdict }) => verdict === 'untestable').length;
  const count = tested.length - untestable;
  const sentence =
    `${count} implied ${count === 1 ? 'independence' : 'independencies'}, ${contradicted} contradicted by these ${rows} rows at ${alpha}; ` +
    `by chance it would be about ${(alpha * count).toFixed(1)}.` +
    (untestable > 0 ? ` ${untestable} could not be tested: the set fixes one of the two.` : '');
  return ok({ tested, contradicted, untestable, alpha, sentence, notes: moments.value.notes });
}
