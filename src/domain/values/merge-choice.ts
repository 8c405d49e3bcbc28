import { z } from 'zod';
import { findValue, type ValueId, type ValueSystem } from './value-system';

/**
 * Where Face and Humility go when the twenty values are read as Schwartz's ten. The ten have no place for them
 * (Face borders Power and Security, Humility borders Conformity and Tradition), so it is a choice that the screen shows.
 */
export const mergeChoiceSchema = z.object({
  face: z.enum(['power', 'achievement', 'security', 'none']),
  humility: z.enum(['conformity', 'tradition', 'none']),
});
export type MergeChoice = z.infer<typeof mergeChoiceSchema>;

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
