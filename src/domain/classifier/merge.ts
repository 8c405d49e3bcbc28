import type { MergeChoice } from '../values/merge-choice';
import type { ValueProbability } from './value-classifier';

/** The ten basic values (Schwartz, 1992), each with those of the twenty that it is made of. */
export const TEN_PARTS: Readonly<Record<string, readonly string[]>> = {
  'self-direction': ['self-direction-thought', 'self-direction-action'],
  stimulation: ['stimulation'],
  hedonism: ['hedonism'],
  achievement: ['achievement'],
  power: ['power-dominance', 'power-resources'],
  security: ['security-personal', 'security-societal'],
  conformity: ['conformity-rules', 'conformity-interpersonal'],
  tradition: ['tradition'],
  benevolence: ['benevolence-caring', 'benevolence-dependability'],
  universalism: [
    'universalism-concern',
    'universalism-nature',
    'universalism-tolerance',
    'universalism-objectivity',
  ],
};

/** The parts of a ten-value value with Face and Humility put where the choice says; empty for an unknown value. */
export function partsOf(valueId: string, choice: MergeChoice): string[] {
  const parts = Object.hasOwn(TEN_PARTS, valueId) ? [...TEN_PARTS[valueId]] : [];
  if (choice.face === valueId) parts.push('face');
  if (choice.humility === valueId) parts.push('humility');
  return parts;
}

/**
 * Probability of each of the ten values as the "or" of its parts, 1 - Π(1 - p), as if the parts were independent given the
 * text. For instance security-personal 0.5 and security-societal 0.2 give security 1 - 0.5 * 0.8 = 0.6. Parts that
 * are missing from `scores` count 0.
 */
export function mergeToTen(scores: readonly ValueProbability[], choice: MergeChoice): ValueProbability[] {
  const byId = new Map(scores.map(({ valueId, probability }) => [valueId, probability]));
  return Object.keys(TEN_PARTS).map((valueId) => ({
    valueId,
    probability: 1 - partsOf(valueId, choice).reduce((rest, part) => rest * (1 - (byId.get(part) ?? 0)), 1),
  }));
}
