import { directedPaths, totalEffect } from '../../domain/scm/effects';
import type { LinearScm } from '../../domain/scm/linear-scm';
import { counted } from '../../domain/text/format-number';

/** Effects below this round to 0.0 and are not told. Points on one point. */
const WORTH_TELLING = 0.05;
/** Effects below this are nothing but rounding in the arithmetic. */
const NOTHING = 1e-9;
const NAMED_AT_MOST = 4;
/** Paths that are counted; more are told as "more than". */
const PATHS_AT_MOST = 200;

export interface TotalEffect {
  to: string;
  effect: number;
}

/** What one point more on `from` does to every other node, the largest effect first. */
export function totalEffectsOf(scm: LinearScm, from: string): TotalEffect[] {
  return scm.valueIds
    .filter((to) => to !== from)
    .flatMap((to) => {
      const effect = totalEffect(scm, from, to);
      return effect.ok ? [{ to, effect: effect.value }] : [];
    })
    .sort((one, other) => Math.abs(other.effect) - Math.abs(one.effect));
}

/**
 * What one point more on a node does, in words; of many effects the four largest.
 *
 * Worked: a → b (0.5), b → c (0.4), a → c (0.3): "One more on a: 0.5 more b, through 1 path; 0.5 more c, through 2 paths."
 */
export function oneMoreOn(scm: LinearScm, from: string, nameOf: (id: string) => string): string {
  const effects = totalEffectsOf(scm, from);
  const told = effects.filter(({ effect }) => Math.abs(effect) >= WORTH_TELLING);
  if (told.length === 0) {
    const none = effects.every(({ effect }) => Math.abs(effect) < NOTHING);
    return `One more on ${nameOf(from)} changes ${none ? 'no other node' : `other nodes by less than ${WORTH_TELLING}`}.`;
  }
  const clauses = told.slice(0, NAMED_AT_MOST).map(({ to, effect }) => {
    return `${howMuch(effect)} ${nameOf(to)}, ${throughPaths(scm, from, to)}`;
  });
  const rest = told.length - clauses.length;
  const more = rest > 0 ? `; and smaller changes on ${counted(rest, 'more node')}` : '';
  return `One more on ${nameOf(from)}: ${clauses.join('; ')}${more}.`;
}

/** The same for one pair: "One more on Security: 0.4 less Stimulation, through 2 paths." */
export function oneMoreOnFor(
  scm: LinearScm,
  from: string,
  to: string,
  nameOf: (id: string) => string,
): string {
  const effect = totalEffect(scm, from, to);
  if (!effect.ok) return effect.error.message;
  return `One more on ${nameOf(from)}: ${howMuch(effect.value)} ${nameOf(to)}, ${throughPaths(scm, from, to)}.`;
}

function howMuch(effect: number): string {
  const size = Math.abs(effect).toFixed(1);
  return size === '0.0' ? 'no more and no less' : `${size} ${effect > 0 ? 'more' : 'less'}`;
}

function throughPaths(scm: LinearScm, from: string, to: string): string {
  const found = directedPaths(scm, from, to, PATHS_AT_MOST);
  if (!found.ok || found.value.paths.length === 0) return 'through no path';
  const { paths, truncated } = found.value;
  return `through ${truncated ? 'more than ' : ''}${counted(paths.length, 'path')}`;
}
