import { ok, type Result } from '../../../domain/result';
import type { LinearScm } from '../../../domain/scm/linear-scm';
import { type NoiseCovariance, withNoiseCovariances } from '../../../domain/scm/reading/correlated-noise';
import { doAndSee } from '../../../domain/scm/reading/do-and-see';
import { pathsBetween, type ReadPath } from '../../../domain/scm/reading/paths';
import type { ReadingGraph } from '../../../domain/scm/reading/reading-graph';
import type { ScmError } from '../../../domain/scm/scm-error';
import { fixed } from '../../../domain/text/format-number';
import { drawPath } from './path-words';

type Named = (id: string) => string;

/** What one point more on a cause says about, and does to, an outcome. Points on the outcome. */
export interface OneMore {
  /** E[Y | X = μ + 1] − E[Y]: conditioning. */
  seen: number;
  /** E[Y | do(X = μ + 1)] − E[Y]: intervention. */
  done: number;
}

/**
 * The same question asked twice, one point above the mean of X: intervention against conditioning (do-and-see.ts), with the
 * confounding of ↔ edges.
 *
 * Worked: x → y with weight 1, unit noise variances, x ↔ y with the noise covariance 0.5: done 1, seen 1.5.
 * Errors: unknown nodes, X fixed by nothing that varies, more confounding than the noise variances allow.
 */
export function oneMore(
  scm: LinearScm,
  noise: readonly NoiseCovariance[],
  x: string,
  y: string,
): Result<OneMore, ScmError> {
  const confounded = withNoiseCovariances(scm, noise);
  if (!confounded.ok) return confounded;
  const mean = scm.means[scm.index.get(x) ?? -1] ?? 0; // doAndSee names an unknown value
  const answer = doAndSee(confounded.value.scm, { [x]: mean + 1 }, y);
  if (!answer.ok) return answer;
  const { done, seen, before } = answer.value;
  return ok({ seen: seen - before, done: done - before });
}

/** “0.41 higher”, “0.20 lower”, “unchanged”. */
export function sayChange(change: number): string {
  const size = fixed(Math.abs(change), 2);
  if (Number(size) === 0) return 'unchanged';
  return `${size} ${change > 0 ? 'higher' : 'lower'}`;
}

/**
 * In one sentence why conditioning and intervention give different numbers, or why they agree, by the open paths between the two
 * that are not causal (Pearl, Causality, 2nd ed., §3.3.1): a path that is open while nothing is held fixed has no collider, so it
 * leads from both ends back to a common cause, seen or unseen, or from Y to X.
 *
 * Worked: z → x, z → y: “They differ because z is a common cause of the two (x ← z → y): …”.
 * Errors: unknown nodes, both the same.
 */
export function whyTheyDiffer(
  graph: ReadingGraph,
  x: string,
  y: string,
  { seen, done }: OneMore,
  nameOf: Named,
): Result<string, ScmError> {
  const read = pathsBetween(graph, x, y);
  if (!read.ok) return read;
  const open = read.value.paths.filter((path) => path.open);
  const biasing = open.filter(({ kind }) => kind === 'biasing');
  const first = biasing.at(0);
  if (sayChange(seen) === sayChange(done))
    return ok(whyTheyAgree(open, first, read.value.truncated, x, nameOf));
  if (!first) return ok('They differ through a path too long to be listed here.');
  const more = biasing.length - 1;
  const rest = more === 0 ? '' : `; ${more} more such ${more === 1 ? 'path is' : 'paths are'} open`;
  return ok(`They differ because ${becauseOf(first, x, y, nameOf)}${rest}.`);
}

function whyTheyAgree(
  open: readonly ReadPath[],
  biasing: ReadPath | undefined,
  truncated: boolean,
  x: string,
  nameOf: Named,
): string {
  if (biasing) {
    const drawn = drawPath(biasing.nodes, nameOf, biasing.steps);
    return `They agree to two decimals although an open path is not causal (${drawn}): what it carries is too little to show, or is cancelled by another path.`;
  }
  if (truncated) return 'They agree; there are too many paths between the two to list them all.';
  return open.length === 0
    ? 'They agree because no open path joins the two.'
    : `They agree because only causal paths out of ${nameOf(x)} join the two: no common cause, and no way back.`;
}

/** What an open path that is not causal stands for; its steps are ←s, then at most one ↔, then →s. */
function becauseOf({ nodes, steps }: ReadPath, x: string, y: string, nameOf: Named): string {
  const [cause, outcome] = [nameOf(x), nameOf(y)];
  const drawn = drawPath(nodes, nameOf, steps);
  const cut = `making it higher cuts the arrows into ${cause}`;
  const unseen = steps.indexOf('↔');
  if (unseen >= 0) {
    const [one, other] = [nameOf(nodes[unseen]), nameOf(nodes[unseen + 1])];
    return `an unseen common cause moves ${one} and ${other} (${drawn}): seeing ${cause} higher also tells of that cause, while ${cut}`;
  }
  const back = steps.filter((step) => step === '←').length;
  if (back === steps.length) {
    return `${outcome} is a cause of ${cause} (${drawn}): seeing ${cause} higher also tells of its cause, while ${cut} and reaches nothing before it`;
  }
  const common = nameOf(nodes[back]);
  return `${common} is a common cause of the two (${drawn}): seeing ${cause} higher also tells of ${common}, while ${cut} and leaves ${common} as it is`;
}
