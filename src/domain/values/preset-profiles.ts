import { seededRandom } from '../random';
import { PRIORITY_MAX, PRIORITY_MIN } from './priority';
import type { Profile } from './profile';
import type { ValueSystem } from './value-system';

/** The middle of the scale: a flat profile prefers nothing. */
const MIDDLE = (PRIORITY_MIN + PRIORITY_MAX) / 2;
/** Random priorities stand on half points, as the sliders do: 1, 1.5, … 5. */
const STEPS = (PRIORITY_MAX - PRIORITY_MIN) * 2;

/** Seeds of random profiles: whole numbers a person can type and read aloud. */
export const SEED_MIN = 0;
export const SEED_MAX = 999_999;

/** Every value of the system at 3: the profile that asks for no value more than for another. */
export function flatProfile(system: ValueSystem): Profile {
  return {
    kind: 'profile',
    version: 1,
    id: `flat-${system.id}`,
    name: 'Flat',
    description: 'Every value matters the same: 3 of 5. A profile to compare others with.',
    valueSystemId: system.id,
    target: Object.fromEntries(system.values.map(({ id }) => [id, MIDDLE])),
    source: { label: 'Defined as 3 for every value' },
  };
}

/**
 * Every value drawn evenly and independently from 1, 1.5, … 5. The same seed and system give the same profile on every
 * machine (random.ts, mulberry32). Not a finding about anybody: a profile without a preference of its author.
 */
export function randomProfile(system: ValueSystem, seed: number): Profile {
  const random = seededRandom(seed);
  const draw = () => PRIORITY_MIN + Math.floor(random() * (STEPS + 1)) / 2;
  return {
    kind: 'profile',
    version: 1,
    id: `random-${system.id}-${seed}`,
    name: `Random, seed ${seed}`,
    description:
      'Every value drawn by chance from 1, 1.5, … 5. The same seed gives the same profile everywhere.',
    valueSystemId: system.id,
    target: Object.fromEntries(system.values.map(({ id }) => [id, draw()])),
    source: { label: `Drawn by chance with the seed ${seed}` },
  };
}

/** The seed that a person typed: a whole number from 0 to 999,999, or undefined. */
export function readSeed(typed: string): number | undefined {
  const text = typed.trim();
  if (!/^\d{1,6}$/.test(text)) return undefined;
  return Number(text);
}
