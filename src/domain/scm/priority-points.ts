import { PRIORITY_MAX, PRIORITY_MIN } from '../values/priority';

/**
 * The unit of every number in a value graph is the priority point, 1 (not important at all) to 5 (very important).
 *
 * Survey answers come as person-centred PVQ-21 scores: answers on 1 to 6, minus the person's own mean answer. They become
 * priority points by `3 + 0.8 × centred score`: 0.8 = 4/5 is the ratio of the lengths of the two scales (5 − 1 over 6 − 1),
 * and 3 is the middle of the priority scale. A weight (points on `to` for one point on `from`) is therefore the same number
 * in both units; means become 3 + 0.8 × mean, variances and covariances are multiplied by 0.64.
 */
export const POINTS_PER_ANSWER_STEP = 0.8;
export const NEUTRAL_PRIORITY = 3;

/** Person-centred PVQ-21 score to priority points. Worked: 0.5 → 3 + 0.8 × 0.5 = 3.4. Not clamped to 1..5. */
export function pointsFromCentred(centredScore: number): number {
  return NEUTRAL_PRIORITY + POINTS_PER_ANSWER_STEP * centredScore;
}

export interface ShownPriority {
  /** The number, brought inside 1..5. */
  priority: number;
  /** Which end of the scale the model's number lay beyond, or null. A linear model knows no ends. */
  beyond: 'below' | 'above' | null;
}

/** What a scale of 1 to 5 can show of a model's number. Worked: 5.3 → { priority: 5, beyond: 'above' }. */
export function onPriorityScale(points: number): ShownPriority {
  if (points < PRIORITY_MIN) return { priority: PRIORITY_MIN, beyond: 'below' };
  if (points > PRIORITY_MAX) return { priority: PRIORITY_MAX, beyond: 'above' };
  return { priority: points, beyond: null };
}
