/** Number of buckets that character n-grams are hashed into. */
export const GRAM_BUCKETS = 1 << 14;
const SHORTEST = 3;
const LONGEST = 5;

/**
 * The buckets of a word's character n-grams (3 to 5 characters, a space standing for either end of the word), with
 * repetition: "care" has " ca", " car", " care", "car", "care", … Hash: FNV-1a over UTF-16 units, folded to 14 bits.
 */
export function gramBuckets(word: string): number[] {
  const padded = ` ${word} `;
  const buckets: number[] = [];
  for (let start = 0; start + SHORTEST <= padded.length; start += 1) {
    let hash = 0x811c9dc5;
    const stop = Math.min(padded.length, start + LONGEST);
    for (let at = start; at < stop; at += 1) {
      hash = Math.imul(hash ^ padded.charCodeAt(at), 0x01000193);
      if (at - start + 1 >= SHORTEST) buckets.push(((hash >>> 14) ^ hash) & (GRAM_BUCKETS - 1));
    }
  }
  return buckets;
}
