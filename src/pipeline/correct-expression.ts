import type { Concept } from '../domain/runs/attribution';
import type { Verification } from '../domain/runs/verification';
import { sentenceSpans } from '../domain/text/sentences';
import type { Target } from '../domain/values/profile';
import type { ValueId } from '../domain/values/value-system';

/** How each set value is to be said in the next response. */
export interface Expression {
  /** What is asked for, whatever the attempts say; it decides what is said first. */
  readonly target: Target;
  /** How strongly, in priority points; starts at the target. */
  readonly emphasis: Target;
  /** How often other words have been asked for, since the judge did not read the first ones as meant; 0 where absent. */
  readonly variant: Target;
  /** Sentences in which the judge read a value too strongly; not to be used again. */
  readonly avoid: readonly string[];
}

/** The first response says the target as it stands. */
export function plainExpression(target: Target): Expression {
  return { target, emphasis: target, variant: {}, avoid: [] };
}

/** Emphasis may leave the scale a little, to say more than "very important" or nothing at all. */
export const EMPHASIS_MIN = 0;
export const EMPHASIS_MAX = 6;
/** A value this near to its target is left as it is said, in priority points. */
const NEAR_ENOUGH = 0.5;

/**
 * The expression for the next attempt. A value that is off its target is said more or less strongly by what it lacks
 * (v_i − v'_i), and in other words; the others stay as they are. Where a value came out too high, the sentences in which the
 * judge found it are not used again: they may have been meant for another value. Null where every value is near enough.
 * For instance security at emphasis 4, measured 3.2 against a target of 4, goes to emphasis 4.8 in its second words.
 */
export function correctExpression(
  expression: Expression,
  { deviations, measured }: Pick<Verification, 'deviations' | 'measured'>,
  text: string,
): Expression | null {
  const emphasis: Target = { ...expression.emphasis };
  const variant: Target = { ...expression.variant };
  const avoid = new Set(expression.avoid);
  let moved = false;
  for (const { valueId, observed, target } of deviations) {
    const now = expression.emphasis[valueId];
    if (now === undefined || Math.abs(target - observed) <= NEAR_ENOUGH) continue;
    emphasis[valueId] = Math.min(EMPHASIS_MAX, Math.max(EMPHASIS_MIN, now + target - observed));
    variant[valueId] = (variant[valueId] ?? 0) + 1;
    if (observed > target)
      for (const sentence of sentencesSaying(valueId, measured.concepts, text)) avoid.add(sentence);
    moved = true;
  }
  return moved ? { target: expression.target, emphasis, variant, avoid: [...avoid] } : null;
}

function sentencesSaying(valueId: ValueId, concepts: readonly Concept[], text: string): string[] {
  const quotes = concepts.flatMap((concept) =>
    concept.valueId === valueId && concept.quote ? [concept.quote] : [],
  );
  return sentenceSpans(text)
    .filter(({ start, end }) => quotes.some((quote) => quote.start < end && quote.end > start))
    .map(({ start, end }) => text.slice(start, end));
}
