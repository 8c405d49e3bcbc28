import { findValue } from './find-value';
import type { MergeChoice } from './merge-choice';
import type { ValueId, ValueSystem } from './value-system';

/** Face as a kind of power, Humility as a kind of tradition: the nearest neighbours on the circle. */
export const DEFAULT_MERGE: MergeChoice = { face: 'power', humility: 'tradition' };

/**
 * The value of `target` that a value of the twenty-value system stands for: itself where `target` has it,
 * else its parent, else the chosen place, else undefined (it has none).
 * For instance security-personal is security among the ten, and face is power under the default choice.
 */
export function valueInSystem(
  valueId: ValueId,
  fine: ValueSystem,
  target: ValueSystem,
  choice: MergeChoice,
): ValueId | undefined {
  if (findValue(target, valueId)) return valueId;
  const chosen = valueId === 'face' ? choice.face : valueId === 'humility' ? choice.humility : undefined;
  const parent = chosen ?? findValue(fine, valueId)?.parent ?? undefined;
  return parent !== undefined && findValue(target, parent) ? parent : undefined;
}
