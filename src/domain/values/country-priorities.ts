import { PRIORITY_MAX, PRIORITY_MIN } from './priority';
import type { ValueId } from './value-system';

/** Priority points for one step on the survey's answer scale. See COUNTRY_PRIORITY_RULE for why 1.4. */
const POINTS_PER_SCALE_STEP = 1.4;
const NEUTRAL = (PRIORITY_MIN + PRIORITY_MAX) / 2;

/** The rule in plain words, for the screen that shows a country's priorities next to its measured means. */
export const COUNTRY_PRIORITY_RULE =
  'Priority = 3 + 1.4 × (the mean of the value − the mean of the ten values), to one decimal, kept within 1 and 5. ' +
  'A value that matters as much as the ten do on average gets 3. ' +
  'The factor is the same for every country, so that profiles can be compared: ' +
  'where respondents set the ten values further apart, the priorities lie further apart too. ' +
  'It is 1.4 because that is the largest factor, to one decimal, with which no mean of the 30 countries leaves the scale.';

/**
 * Survey means of values, centred on each person's own mean (steps on the answers' scale of 1 to 6), to priorities of
 * 1 to 5 in tenths: `p = clamp(3 + 1.4 × (m − mean of m))`, in the words of COUNTRY_PRIORITY_RULE.
 *
 * Centring uses all 21 items, three of them for Universalism, so the ten means need not sum to zero: their own mean is
 * taken off. A higher mean never gets a lower priority. One factor for all, instead of scaling within each country,
 * keeps what the survey measured: respondents who set values further apart get a profile that is further from flat.
 * Means that are not finite are left out (not set).
 *
 * Worked: Benevolence 0.99 where the ten average −0.04: 3 + 1.4 × 1.03 = 4.442 → 4.4.
 */
export function countryPriorities(means: Readonly<Record<ValueId, number>>): Record<ValueId, number> {
  const known = Object.entries(means).filter(([, mean]) => Number.isFinite(mean));
  // Dividing first keeps the sum of very large numbers finite.
  const centre = known.reduce((sum, [, mean]) => sum + mean / known.length, 0);
  return Object.fromEntries(known.map(([id, mean]) => [id, toPriority(mean - centre)]));
}

function toPriority(distance: number): number {
  const points = NEUTRAL + POINTS_PER_SCALE_STEP * distance;
  return Math.min(PRIORITY_MAX, Math.max(PRIORITY_MIN, Math.round(points * 10) / 10));
}
