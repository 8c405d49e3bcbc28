import type { AdjustmentSets, Effect } from '../../../domain/scm/reading/adjustment';
import type { Instrument } from '../../../domain/scm/reading/instruments';
import { listed } from './node-names';

type Named = (id: string) => string;

/** {a, b}, as sets are written; {} is the empty set. */
export function drawSet(ids: readonly string[], nameOf: Named): string {
  return `{${ids.map(nameOf).join(', ')}}`;
}

/**
 * What the minimal adjustment sets for an effect mean, in one sentence. Worked: z → x → y, z → y, total effect: “Adjust for z: the
 * coefficient of x in a regression of y on x and z is the total effect.”
 */
export function sayAdjustment(
  { sets, truncated }: AdjustmentSets,
  effect: Effect,
  x: string,
  y: string,
  nameOf: Named,
): string {
  const [cause, outcome] = [nameOf(x), nameOf(y)];
  const first = sets.at(0);
  if (!first) {
    const rest = effect === 'total' ? 'path that is not causal' : 'other path';
    return `No set of seen nodes identifies the ${effect} effect by adjustment: some ${rest} between ${cause} and ${outcome} can’t be blocked by what is seen.`;
  }
  if (first.length === 0)
    return `Nothing needs adjusting: the coefficient of ${cause} in a regression of ${outcome} on ${cause} alone is the ${effect} effect.`;
  const one = `the coefficient of ${cause} in a regression of ${outcome} on ${cause} and`;
  if (sets.length === 1)
    return `Adjust for ${listed(first.map(nameOf))}: ${one} ${first.length === 1 ? 'it' : 'them'} is the ${effect} effect.`;
  const count = `${truncated ? 'more than ' : ''}${sets.length}`;
  return `${count} minimal sets will do, and any one of them is enough: ${one} the set is the ${effect} effect.`;
}

/** Which nodes no valid set may hold, and why; empty where there is none besides the outcome. */
export function sayForbidden({ forbidden, because }: AdjustmentSets, y: string, nameOf: Named): string {
  const others = forbidden.filter((id) => id !== y);
  if (others.length === 0) return '';
  if (because.startsWith('it ')) {
    const each = others.length === 1 ? because : `each ${because.replace(/^it /, '')}`;
    return `Never adjust for ${listed(others.map(nameOf))}: ${each}`;
  }
  return `Never adjust for ${listed(others.map(nameOf))}: ${because}`;
}

/**
 * An instrument as a person reads it. Worked: z → x → y, x ↔ y: “z, with nothing held fixed: cov(z, y) / cov(z, x) is the total effect.”
 */
export function sayInstrument(
  { instrument, given }: Instrument,
  x: string,
  y: string,
  nameOf: Named,
): string {
  const [z, cause, outcome] = [instrument, x, y].map(nameOf);
  const condition = given.length === 0 ? '' : ` | ${given.map(nameOf).join(', ')}`;
  const held = given.length === 0 ? 'nothing' : listed(given.map(nameOf));
  return `${z}, with ${held} held fixed: cov(${z}, ${outcome}${condition}) / cov(${z}, ${cause}${condition}) is the total effect.`;
}
