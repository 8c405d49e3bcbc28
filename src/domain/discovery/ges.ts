import { ok } from '../result';
import { breakCircles } from './conflict-rule';
import { classOfDag, consistentDag } from './dag-class';
import type { DataMatrix } from './data-matrix';
import { discoveryFail } from './discovery-error';
import { gaussianScore, type LocalScore } from './gaussian-score';
import { bestDelete, bestInsert, type Move, surroundings } from './ges-moves';
import {
  type CompiledKnowledge,
  compileKnowledge,
  isForbiddenPair,
  isKnownArrow,
  type Knowledge,
} from './knowledge';
import { edgesOf, type LearnedGraph } from './learned-graph';
import type { Learning } from './learning';
import { closeUnderMeek } from './meek-rules';
import {
  copyPdag,
  emptyPdag,
  isArrow,
  isJoined,
  isLine,
  type Pdag,
  setArrow,
  setConflict,
  setLine,
  unjoin,
} from './pdag';
import { type CorrelationOptions, correlationsOf } from './regular-correlation';

export interface GesOptions extends CorrelationOptions {
  /** Factor on BIC's price of an edge, 1 unless given. Larger means fewer edges. */
  penalty?: number;
  /** See `orientAsKnown`: only pairs forbidden both ways change the search itself. */
  knowledge?: Knowledge;
}

/** A gain below this is rounding. */
const GAIN_MIN = 1e-9;

/**
 * Greedy equivalence search (Chickering 2002): from the graph without edges, the edge that raises BIC most is added to the
 * *class* of graphs until none does; then the edge whose removal raises it most is taken away until none does. With enough rows
 * it ends in the true class, if there are no hidden common causes.
 *
 * For one pair at most SETS_MAX sets of neighbours are tried, which is all of them unless ten or more are joined with one another.
 *
 * Worked: data of a → c ← b. The strongest of a – c and b – c is added first; then the other, as a → c ← b, which scores higher
 * than any direction of a chain, because a and b are independent.
 * Errors: what regular-correlation.ts and knowledge.ts name, a penalty that is not above 0.
 */
export function* ges(data: DataMatrix, options: GesOptions = {}): Learning<LearnedGraph> {
  const { penalty = 1 } = options;
  if (!(penalty > 0)) return discoveryFail(`The penalty is ${penalty}; it must be above 0, for instance 1.`);
  const correlations = correlationsOf(data, options);
  if (!correlations.ok) return correlations;
  const { columns } = data;
  const knowledge = compileKnowledge(columns, options.knowledge);
  if (!knowledge.ok) return knowledge;
  const score = gaussianScore(correlations.value, penalty);

  let pdag = emptyPdag(columns.length);
  for (const phase of ['adding edges', 'removing edges'] as const) {
    for (;;) {
      let best: Move | undefined;
      for (let y = 0; y < pdag.size; y++) {
        best = bestAt(pdag, score, y, phase, knowledge.value, best);
        yield { phase, share: phase === 'adding edges' ? shareAdded(pdag) : 0.95 };
      }
      if (!best) break;
      const dag = consistentDag(phase === 'adding edges' ? inserted(pdag, best) : removed(pdag, best));
      if (!dag) break; // a valid move has one (Chickering 2002, theorems 15 and 17); a tie by rounding may not
      pdag = classOfDag(dag);
    }
  }
  const notes = orientAsKnown(pdag, knowledge.value, columns);
  const method = `GES, BIC${penalty === 1 ? '' : ` with ${penalty} times the penalty`}${options.scale === 'ranks' ? ' on ranks' : ''}`;
  return ok({
    columns,
    method,
    pdag,
    edges: edgesOf(columns, pdag),
    separations: [],
    notes: [...correlations.value.notes, ...notes],
  });
}

/** The better of `before` and the best move at y. */
function bestAt(
  pdag: Pdag,
  score: LocalScore,
  y: number,
  phase: 'adding edges' | 'removing edges',
  knowledge: CompiledKnowledge,
  before: Move | undefined,
): Move | undefined {
  const around = surroundings(pdag, y);
  let best = before;
  for (let x = 0; x < pdag.size; x++) {
    if (x === y) continue;
    const atLeast = best?.gain ?? GAIN_MIN;
    if (phase === 'adding edges') {
      if (isJoined(pdag, x, y) || isForbiddenPair(knowledge, x, y)) continue;
      best = bestInsert(around, score, x, atLeast) ?? best;
    } else if (isLine(pdag, x, y) || isArrow(pdag, x, y)) {
      best = bestDelete(around, score, x, atLeast) ?? best;
    }
  }
  return best;
}

/** Grows with the edges there are, towards an edge and a half a variable: where it ends the data decide. */
function shareAdded(pdag: Pdag): number {
  const edges = pdag.marks.reduce((count, mark) => count + (mark === 0 ? 0 : 0.5), 0);
  return 0.9 * (1 - Math.exp(-edges / (1.5 * pdag.size)));
}

function inserted(pdag: Pdag, { x, y, set }: Move): Pdag {
  const next = copyPdag(pdag);
  setArrow(next, x, y);
  for (const t of set) setArrow(next, t, y);
  return next;
}

function removed(pdag: Pdag, { x, y, set }: Move): Pdag {
  const next = copyPdag(pdag);
  unjoin(next, x, y);
  for (const h of set) {
    setArrow(next, y, h);
    if (isLine(next, x, h)) setArrow(next, x, h);
  }
  return next;
}

/**
 * Knowledge on the finished class: its lines take the known direction and Meek's rules say what follows; an arrow that
 * contradicts it becomes a conflict; a required edge that is missing is added. Each such case is a note, because the
 * score did not choose it.
 */
function orientAsKnown(pdag: Pdag, knowledge: CompiledKnowledge, columns: readonly string[]): string[] {
  const notes: string[] = [];
  for (let i = 0; i < pdag.size; i++) {
    for (let j = 0; j < pdag.size; j++) {
      if (i === j || !isKnownArrow(knowledge, i, j)) continue;
      if (knowledge.required[i * pdag.size + j] === 1 && !isJoined(pdag, i, j)) {
        setLine(pdag, i, j);
        notes.push(`“${columns[i]}” → “${columns[j]}” is required; the data did not ask for it.`);
      }
      if (isLine(pdag, i, j)) setArrow(pdag, i, j);
      else if (isArrow(pdag, j, i)) {
        setConflict(pdag, i, j);
        notes.push(`The data direct “${columns[j]}” → “${columns[i]}”, against what is known.`);
      }
    }
  }
  closeUnderMeek(pdag, 'mark');
  breakCircles(pdag, (from, to) => isKnownArrow(knowledge, from, to));
  return notes;
}
