import { z } from 'zod';

/**
 * Where Face and Humility go when the twenty values are read as Schwartz's ten. The ten have no place for them
 * (Face borders Power and Security, Humility borders Conformity and Tradition), so it is a choice that the screen shows.
 */
export const mergeChoiceSchema = z.object({
  face: z.enum(['power', 'achievement', 'security', 'none']),
  humility: z.enum(['conformity', 'tradition', 'none']),
});
export type MergeChoice = z.infer<typeof mergeChoiceSchema>;
