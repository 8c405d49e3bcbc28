import type { Word } from './words';

/** Most words of a quote. */
const LONGEST = 6;
/** Words that a quote does not begin or end with: they say nothing without their neighbours. */
const EDGE =
  /^(?:a|an|the|and|or|but|so|as|of|to|in|on|at|by|for|from|with|that|this|these|those|it|its|is|are|was|were|be|been|has|have|had|do|does|will|would|can|could|should|must|may|i|we|you|he|she|they|them|their|our|my|your|his|her|who|which|what|when|where|than|then|too|also|very|only|one|not|no|if|because|since|while|there|here)$/i;

/**
 * The run of at most six words that moved a value's score most: the highest sum of `pulls`, without empty words at
 * its edges. Undefined where no word moved the score upwards.
 */
export function strongestRun(
  text: string,
  words: readonly Word[],
  pulls: readonly number[],
): { start: number; end: number } | undefined {
  const edge = words.map(({ start, end }) => EDGE.test(text.slice(start, end)));
  let best: { start: number; end: number; sum: number } | undefined;
  for (let first = 0; first < words.length; first += 1) {
    if (edge[first]) continue;
    let sum = 0;
    for (let last = first; last < Math.min(words.length, first + LONGEST); last += 1) {
      sum += pulls[last];
      if (edge[last] || sum <= (best?.sum ?? 0)) continue;
      best = { start: words[first].start, end: words[last].end, sum };
    }
  }
  return best && { start: best.start, end: best.end };
}
