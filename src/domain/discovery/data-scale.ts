import { POINTS_PER_ANSWER_STEP, pointsFromCentred } from '../scm/priority-points';
import { lostLevel } from '../scm/fit-level';
import { PRIORITY_MAX, PRIORITY_MIN } from '../values/priority';
import type { DataMatrix } from './data-matrix';

/**
 * What the numbers of a table mean, so that means come out in priority points:
 * - points: priorities of 1 to 5 already, or no priorities at all: taken as they are;
 * - centred: answers of 1 to 6 minus each person's own mean, as PVQ scores are given (scm/priority-points.ts);
 * - answers: `lowest` to `highest`, stretched onto 1 to 5.
 */
export type DataScale =
  | { readonly kind: 'points' }
  | { readonly kind: 'centred' }
  | { readonly kind: 'answers'; readonly lowest: number; readonly highest: number };

/**
 * The numbers in priority points. All columns are moved and stretched alike, so weights and learned edges stay the same.
 * Worked: answers from 0 to 1: 1 becomes 5, 0 becomes 1. centred: 0.5 becomes 3.4.
 */
export function inPoints(data: DataMatrix, scale: DataScale): DataMatrix {
  if (scale.kind === 'points') return data;
  if (scale.kind === 'centred') return { ...data, values: data.values.map(pointsFromCentred) };
  const { lowest, highest } = scale;
  if (!(highest > lowest)) return data;
  const step = (PRIORITY_MAX - PRIORITY_MIN) / (highest - lowest);
  return { ...data, values: data.values.map((x) => PRIORITY_MIN + step * (x - lowest)) };
}

/**
 * What the numbers look like: centred where a sum of the columns is the same in every row, points where all lie between 1 and
 * 5, else answers from the lowest to the highest number. A guess, for a person to correct.
 */
export function guessScale(data: DataMatrix): DataScale {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const x of data.values) {
    if (x < lowest) lowest = x;
    if (x > highest) highest = x;
  }
  if (!Number.isFinite(lowest) || !Number.isFinite(highest)) return { kind: 'points' };
  if (lowest < 0 && lostLevel(data) !== null) return { kind: 'centred' };
  if (lowest >= PRIORITY_MIN && highest <= PRIORITY_MAX) return { kind: 'points' };
  return { kind: 'answers', lowest, highest };
}

/** In words, for the provenance of a graph. */
export function describeScale(scale: DataScale): string {
  if (scale.kind === 'points') return 'Numbers as they are.';
  if (scale.kind === 'centred')
    return `Centred scores as priority points (3 + ${POINTS_PER_ANSWER_STEP} × score).`;
  return `Answers of ${scale.lowest} to ${scale.highest} stretched onto ${PRIORITY_MIN} to ${PRIORITY_MAX}.`;
}
