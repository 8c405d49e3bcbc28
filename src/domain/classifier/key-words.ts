import type { WordEvidence } from './value-classifier';

/** Most words of a quote. */
const LONGEST = 6;
/** Words that a quote does not begin or end with: they say nothing without their neighbours. */
const EDGE =
  /^(?:a|an|the|and|or|but|so|as|of|to|in|on|at|by|for|from|with|that|this|these|those|it|its|is|are|was|were|be|been|has|have|had|do|does|will|would|can|could|should|must|may|i|we|you|he|she|they|them|their|our|my|your|his|her|who|which|what|when|where|than|then|too|also|very|only|one|not|no|if|because|since|while|there|here)$/i;

/**
 * The run of at most six words that moved a value's score most: the highest sum of contributions, without empty words at
 * its edges. `share` is its part of all positive contributions, 0 to 1. Undefined where nothing moved the score upwards.
 */
export function keyWords(
  text: string,
  words: readonly WordEvidence[],
): { start: number; end: number; share: number } | undefined {
  let best: { start: number; end: number; sum: number } | undefined;
  for (let first = 0; first < words.length; first += 1) {
    if (EDGE.test(text.slice(words[first].start, words[first].end))) continue;
    let sum = 0;
    for (let last = first; last < Math.min(words.length, first + LONGEST); last += 1) {
      sum += words[last].contribution;
      if (sum <= (best?.sum ?? 0) || EDGE.test(text.slice(words[last].start, words[last].end))) continue;
      best = { start: words[first].start, end: words[last].end, sum };
    }
  }
  if (!best) return undefined;
  const positive = words.reduce((sum, { contribution }) => sum + Math.max(0, contribution), 0);
  return { start: best.start, end: best.end, share: Math.min(1, best.sum / positive) };
}
