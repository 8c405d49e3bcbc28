import type { RunConfig } from '../../../domain/runs/step-event';

/**
 * How a language model came to its priorities, in words.
 * @param sampled its engine told no probabilities, so that each priority is the one digit that it wrote
 */
export function ratingWords(rating: RunConfig['rating'] | undefined, sampled: boolean): string {
  const how =
    rating === 'joint'
      ? 'all in one conversation in which it saw its ratings so far'
      : 'one at a time, without seeing its other ratings';
  const gave = `The model gave each value that plays a part a priority from 1 to 5, ${how}.`;
  return sampled
    ? `${gave} Its engine gives one sample, no probabilities: v′ is the digit that the model wrote, and nobody can tell how sure it was of it. The range is one point to each side.`
    : `${gave} Nobody looks at the digit that it wrote: v′ is the mean over the probabilities of all five digits, the range is one standard deviation to each side, and the entropy says how torn it was: 0 bits is sure, 2.32 bits is no idea.`;
}
