import type { Option, Question } from '../../domain/questions/question';
import { PRIORITY_MAX, PRIORITY_MIN } from '../../domain/values/priority';
import type { Target } from '../../domain/values/profile';
import type { ValueId } from '../../domain/values/value-system';

export interface OptionScore {
  readonly option: Option;
  /** Sum over the option's considerations: + weight where it serves a value, − weight where it strains one. */
  readonly score: number;
}

/** The weight of a priority in a choice: 0 at "not important at all" (1), 1 at "very important" (5). */
export function choiceWeight(priority: number): number {
  return (priority - PRIORITY_MIN) / (PRIORITY_MAX - PRIORITY_MIN);
}

/**
 * The options of a question weighed by what they serve, best first; equal scores keep the question's order.
 * A value counts once an option and direction, however many considerations name it, so that wordiness decides nothing.
 * For instance an option that serves security (5) and strains self-direction (2) scores 1 − 0.25 = 0.75.
 */
export function weighOptions(
  question: Question,
  priorities: Target,
  toSystem: (fine: ValueId) => ValueId | undefined,
): OptionScore[] {
  const scored = question.options.map((option) => {
    const counted = new Set<string>();
    let score = 0;
    for (const { valueId, effect } of option.considerations) {
      const value = toSystem(valueId);
      const priority = value === undefined ? undefined : priorities[value];
      if (value === undefined || priority === undefined || counted.has(`${effect} ${value}`)) continue;
      counted.add(`${effect} ${value}`);
      score += (effect === 'serves' ? 1 : -1) * choiceWeight(priority);
    }
    return { option, score };
  });
  return scored.sort((a, b) => b.score - a.score);
}

/** The option to advise, or null where the question has none or nothing speaks for one rather than another. */
export function decidedOption(scores: readonly OptionScore[]): Option | null {
  if (scores.length === 0) return null;
  if (scores.length === 1) return scores[0].option;
  return scores[0].score - scores[1].score > 1e-9 ? scores[0].option : null;
}

/** For instance "A +1.25, B −0.50". */
export function describeScores(scores: readonly OptionScore[]): string {
  return scores
    .map(({ option, score }) => `${option.id} ${score < 0 ? '−' : '+'}${Math.abs(score).toFixed(2)}`)
    .join(', ');
}
