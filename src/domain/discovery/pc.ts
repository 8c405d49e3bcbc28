import { ok } from '../result';
import { breakCircles, type ConflictRule } from './conflict-rule';
import type { DataMatrix } from './data-matrix';
import { fisherZ, type IndependenceTest } from './independence-test';
import { compileKnowledge, isKnownArrow, type Knowledge, orientKnown } from './knowledge';
import { edgesOf, type LearnedGraph } from './learned-graph';
import type { Learning } from './learning';
import { closeUnderMeek } from './meek-rules';
import { twoSidedTail } from './normal-tail';
import { findColliders, orientColliders } from './orient-colliders';
import { isConflict } from './pdag';
import { type CorrelationOptions, correlationsOf } from './regular-correlation';
import { findSkeleton, type Skeleton } from './skeleton';

export interface PcOptions extends CorrelationOptions {
  /** Level of significance, 0 to 1; 0.05 unless given. Smaller means fewer edges. */
  alpha?: number;
  knowledge?: Knowledge;
  conflicts?: ConflictRule;
  /** Largest set to condition on; all of them unless given. A bound saves time where many variables are joined. */
  maxGiven?: number;
  /** No size of set is begun with which there would be more tests than this, and a note says so; 20 million unless given. */
  maxTests?: number;
}

const MAX_TESTS = 20_000_000;

/**
 * PC-stable (Spirtes, Glymour & Scheines 2000, §5.4.2; Colombo & Maathuis 2014) with Fisher's z: the class of graphs that the
 * independencies in the data allow, if there are no hidden common causes and nothing cancels out.
 *
 * Worked: data of a → c ← b. a and b are independent, so a – c – b remains, and c separates nothing: a → c ← b, two arrows. Data
 * of a → c → b: a and b are independent given c; two lines, because a ← c ← b and a ← c → b fit as well.
 * Errors: what regular-correlation.ts and knowledge.ts name, alpha outside 0 to 1.
 */
export function* pc(data: DataMatrix, options: PcOptions = {}): Learning<LearnedGraph> {
  const correlations = correlationsOf(data, options);
  if (!correlations.ok) return correlations;
  const test = fisherZ(correlations.value, options.alpha ?? 0.05);
  if (!test.ok) return test;
  const learned = yield* pcFromTest(test.value, options);
  if (!learned.ok) return learned;
  const method = `PC-stable, Fisher’s z on ${options.scale === 'ranks' ? 'ranks' : 'correlations'}, alpha ${options.alpha ?? 0.05}`;
  return ok({ ...learned.value, method, notes: [...correlations.value.notes, ...learned.value.notes] });
}

/** The same with any test, for instance one that reads d-separation off a known graph. */
export function* pcFromTest(
  test: IndependenceTest,
  { knowledge, conflicts = 'mark', maxGiven = test.columns.length, maxTests = MAX_TESTS }: PcOptions = {},
): Learning<LearnedGraph> {
  const { columns } = test;
  const size = columns.length;
  const known = compileKnowledge(columns, knowledge);
  if (!known.ok) return known;
  const skeleton = yield* findSkeleton(test, { knowledge: known.value, maxGiven, maxTests });
  const { pdag, separated, weakest } = skeleton;

  orientKnown(pdag, known.value);
  const isKnown = (from: number, to: number): boolean => isKnownArrow(known.value, from, to);
  const colliders = findColliders(pdag, (x, y, z) => separated.get(x * size + z)?.inAnySet[y] === 0);
  orientColliders(pdag, colliders, conflicts);
  breakCircles(pdag, isKnown);
  closeUnderMeek(pdag, conflicts);
  breakCircles(pdag, isKnown);

  const p = (from: number, to: number): { p?: number } => {
    const statistic = weakest[Math.min(from, to) * size + Math.max(from, to)];
    return Number.isFinite(statistic) ? { p: twoSidedTail(statistic) } : {};
  };
  return ok({
    columns,
    method: 'PC-stable',
    pdag,
    edges: edgesOf(columns, pdag, p),
    separations: separationsOf(skeleton, columns),
    notes: notesOn(skeleton),
  });
}

function separationsOf({ separated }: Skeleton, columns: readonly string[]): LearnedGraph['separations'] {
  return [...separated].map(([pair, { given, statistic }]) => ({
    a: columns[Math.floor(pair / columns.length)],
    b: columns[pair % columns.length],
    given: given.map((at) => columns[at]),
    p: twoSidedTail(statistic),
  }));
}

function notesOn({ pdag, stoppedBefore }: Skeleton): string[] {
  const notes: string[] = [];
  if (stoppedBefore) {
    const { given, tests } = stoppedBefore;
    notes.push(
      `Nothing was tested given ${given} or more columns: sets of ${given} alone would take ${tests.toLocaleString('en')} tests. Edges that only they could remove are still there. Fewer columns or a smaller alpha make it possible.`,
    );
  }
  let conflicts = 0;
  for (let i = 0; i < pdag.size; i++) for (let j = 0; j < i; j++) if (isConflict(pdag, i, j)) conflicts++;
  if (conflicts > 0) {
    notes.push(
      `${conflicts === 1 ? 'One edge is' : `${conflicts} edges are`} directed both ways by the data: a sign of hidden common causes, of too few rows, or of relations that are not linear.`,
    );
  }
  return notes;
}
