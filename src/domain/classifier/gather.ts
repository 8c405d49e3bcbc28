import type { MergeChoice } from '../values/merge-choice';
import type { ValueSystem } from '../values/value-system';
import { noisyOr, type Balance } from './evidence-rule';
import { partsOf } from './merge';
import type { ReadPiece } from './read-sentences';
import { TOUCHE_VALUE_IDS } from './value-ids';

/** Whether a system's values are among the twenty; otherwise they are taken for the ten. */
export function isTwenty(system: Pick<ValueSystem, 'values'>): boolean {
  return system.values.every(({ id }) => TOUCHE_VALUE_IDS.includes(id));
}

/** The places among the twenty values of what a value of the twenty or the ten is made of. */
export function partIndices(valueId: string, twenty: boolean, merge: MergeChoice): number[] {
  return (twenty ? [valueId] : partsOf(valueId, merge)).map((part) => TOUCHE_VALUE_IDS.indexOf(part));
}

/** What one piece says about one value. */
export interface Found {
  readonly evidence: number;
  /** Index of the value among the twenty that gave it. */
  readonly part: number;
}

/** The most that a piece says about any of these values. */
export function strongest(piece: ReadPiece, parts: readonly number[]): Found {
  return parts.reduce<Found>(
    (best, part) => (piece.evidence[part] > best.evidence ? { evidence: piece.evidence[part], part } : best),
    { evidence: 0, part: parts[0] ?? -1 },
  );
}

/** F and A over all pieces, or over all but one. */
export function balance(pieces: readonly ReadPiece[], found: readonly Found[], leftOut = -1): Balance {
  const gather = (against: boolean) =>
    noisyOr(
      found.flatMap(({ evidence }, index) =>
        index !== leftOut && (pieces[index].emphasis === 'against') === against ? [evidence] : [],
      ),
    );
  return { speaksFor: gather(false), against: gather(true) };
}
