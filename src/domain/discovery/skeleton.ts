import { type CompiledKnowledge, isForbiddenPair, isRequiredPair } from './knowledge';
import type { IndependenceTest } from './independence-test';
import type { LearningStep } from './learning';
import { emptyPdag, isJoined, type Pdag, setLine, unjoin } from './pdag';
import { choices, nextCombination } from './combinations';

/** How two variables were separated. */
export interface SeparatedPair {
  /** 1 for every variable that was in any of the sets that separated the two at the size at which they were separated. */
  inAnySet: Uint8Array;
  /** The set with the smallest statistic. */
  given: readonly number[];
  statistic: number;
}

export interface Skeleton {
  pdag: Pdag;
  /** By low · size + high. Pairs that knowledge keeps apart are missing: no data separated them. */
  separated: Map<number, SeparatedPair>;
  /** Per pair, at low · size + high: the smallest statistic of all its tests. */
  weakest: Float64Array;
  tests: number;
  /** The size of set that was not begun, because it alone would have taken so many tests. */
  stoppedBefore?: { given: number; tests: number };
}

export interface SkeletonOptions {
  knowledge: CompiledKnowledge;
  /** No sets larger than this are conditioned on. */
  maxGiven: number;
  /** No size of set is begun with which there would be more tests than this in all. */
  maxTests: number;
}

const TESTS_A_STEP = 2000;

/**
 * Which variables are joined: the stable version of PC's first part (Colombo & Maathuis 2014, algorithm 4.1). All pairs are
 * joined at first; for sets of size 0, 1, 2, … each pair is tested given the sets of neighbours of one of the two, and edges
 * are removed only once the whole size is done, so the order of the variables does not matter. All sets of a size are tried,
 * also after one has separated the pair, because the v-structures rest on every one of them (orient-colliders.ts).
 *
 * Required edges are not tested. A set holds nothing of a tier after both of the pair (Bang & Didelez 2023).
 *
 * Worked, chain a → b → c: size 0 removes nothing, size 1 tests a, c given b and removes a – c with the set {b}.
 */
export function* findSkeleton(
  test: IndependenceTest,
  { knowledge, maxGiven, maxTests }: SkeletonOptions,
): Generator<LearningStep, Skeleton, void> {
  const size = test.columns.length;
  const pdag = emptyPdag(size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) if (!isForbiddenPair(knowledge, i, j)) setLine(pdag, i, j);
  }
  const found: Skeleton = {
    pdag,
    separated: new Map(),
    weakest: new Float64Array(size * size).fill(Number.POSITIVE_INFINITY),
    tests: 0,
  };
  const candidates = new Int32Array(size);
  const given = new Int32Array(size);
  for (let depth = 0; depth <= maxGiven; depth++) {
    const tests = countTests(pdag, knowledge, depth, candidates);
    if (found.tests + tests > maxTests) {
      found.stoppedBefore = { given: depth, tests };
      break;
    }
    const leaving: [number, number][] = [];
    let anySet = false;
    for (let x = 0; x < size; x++) {
      for (let y = 0; y < size; y++) {
        if (x === y || !isJoined(pdag, x, y) || isRequiredPair(knowledge, x, y)) continue;
        const count = listCandidates(pdag, knowledge, x, y, candidates);
        if (count < depth) continue;
        anySet = true;
        const low = Math.min(x, y);
        const pair = low * size + Math.max(x, y);
        const places = Int32Array.from({ length: depth }, (_, k) => k);
        do {
          for (let k = 0; k < depth; k++) given[k] = candidates[places[k]];
          // Among the neighbours of both, the set was tried when the pair came the other way round.
          if (x > y && allJoined(pdag, y, given, depth)) continue;
          const statistic = test.statistic(x, y, given, depth);
          found.tests++;
          if (statistic < found.weakest[pair]) found.weakest[pair] = statistic;
          if (statistic < test.critical) {
            leaving.push([x, y]);
            recordSet(found.separated, pair, size, given, depth, statistic);
          }
          if (found.tests % TESTS_A_STEP === 0) {
            yield { phase: `conditioning on ${depth}`, share: shareDone(depth + (x + y / size) / size) };
          }
        } while (nextCombination(places, depth, count));
      }
    }
    for (const [x, y] of leaving) unjoin(pdag, x, y);
    if (!anySet) break;
    yield { phase: `conditioning on ${depth}`, share: shareDone(depth + 1) };
  }
  return found;
}

/**
 * At most how many tests a size takes. Where all of 54 variables are joined, sets of 6 alone take 58 billion; a search that begins
 * them never ends.
 */
function countTests(pdag: Pdag, knowledge: CompiledKnowledge, depth: number, scratch: Int32Array): number {
  let tests = 0;
  for (let x = 0; x < pdag.size; x++) {
    for (let y = 0; y < pdag.size; y++) {
      if (x === y || !isJoined(pdag, x, y) || isRequiredPair(knowledge, x, y)) continue;
      tests += choices(listCandidates(pdag, knowledge, x, y, scratch), depth);
    }
  }
  return tests;
}

/** Grows towards 1: most tests fall into the first sizes, but how many sizes there will be is not known. */
const shareDone = (sizes: number): number => 1 - 2 ** -sizes;

/** Neighbours of x other than y that a set may hold. */
function listCandidates(
  pdag: Pdag,
  { tier }: CompiledKnowledge,
  x: number,
  y: number,
  into: Int32Array,
): number {
  const latest = tier[x] < 0 || tier[y] < 0 ? Number.POSITIVE_INFINITY : Math.max(tier[x], tier[y]);
  let count = 0;
  for (let k = 0; k < pdag.size; k++) {
    if (k !== y && k !== x && tier[k] <= latest && isJoined(pdag, x, k)) into[count++] = k;
  }
  return count;
}

function allJoined(pdag: Pdag, y: number, given: Int32Array, count: number): boolean {
  for (let k = 0; k < count; k++) if (!isJoined(pdag, y, given[k])) return false;
  return true;
}

function recordSet(
  separated: Map<number, SeparatedPair>,
  pair: number,
  size: number,
  given: Int32Array,
  count: number,
  statistic: number,
): void {
  const known = separated.get(pair);
  const record = known ?? { inAnySet: new Uint8Array(size), given: [], statistic: Number.POSITIVE_INFINITY };
  if (!known) separated.set(pair, record);
  for (let k = 0; k < count; k++) record.inAnySet[given[k]] = 1;
  if (statistic < record.statistic) {
    record.given = Array.from(given.subarray(0, count));
    record.statistic = statistic;
  }
}
