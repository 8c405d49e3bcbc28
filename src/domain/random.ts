/** A source of uniform numbers in [0, 1). Domain code never calls Math.random: the caller passes one of these in. */
export type Random = () => number;

/**
 * Mulberry32: a 32-bit seeded generator, good enough for presets, bootstraps and tie-breaks.
 * The same seed gives the same sequence on every machine. Source: Tommy Ettinger, public domain.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
