import { fnv1a } from '../domain/hash';

/**
 * A seed for one part of a run, from the run's own and what the part is: no counter is involved, so a run that goes on
 * after a break gives the same calls the same seeds. A whole number from 0 to 2³¹ − 1.
 */
export function deriveSeed(seed: number, ...parts: readonly (string | number)[]): number {
  return fnv1a([seed, ...parts].join('|')) >>> 1;
}
