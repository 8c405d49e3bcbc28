import { z } from 'zod';
import { directLingam } from './direct-lingam';
import { ges } from './ges';
import type { Knowledge } from './knowledge';
import type { Learner } from './learning';
import { pc } from './pc';

const arrow = z.object({ from: z.string(), to: z.string() });
const knowledge = z.object({
  required: z.array(arrow).default([]),
  forbidden: z.array(arrow).default([]),
  tiers: z.array(z.array(z.string())).default([]),
});
const correlation = {
  scale: z.enum(['linear', 'ranks']).default('linear'),
  singular: z.enum(['refuse', 'restore-level', 'keep']).default('refuse'),
};

/** A method with all it needs besides the data: what a screen edits, a worker runs and a learned graph cites. */
export const learnerSettingsSchema = z.discriminatedUnion('method', [
  z.object({
    method: z.literal('pc'),
    alpha: z.number().gt(0).lt(1).default(0.05),
    conflicts: z.enum(['mark', 'first']).default('mark'),
    /** Largest set to condition on; null for no bound. */
    maxGiven: z.number().int().nonnegative().nullable().default(null),
    ...correlation,
    knowledge: knowledge.prefault({}),
  }),
  z.object({
    method: z.literal('ges'),
    penalty: z.number().positive().default(1),
    ...correlation,
    knowledge: knowledge.prefault({}),
  }),
  z.object({ method: z.literal('direct-lingam'), knowledge: knowledge.prefault({}) }),
]);
export type LearnerSettings = z.infer<typeof learnerSettingsSchema>;

/** Worked: `learnerFor(learnerSettingsSchema.parse({ method: 'pc' }))` is PC at alpha 0.05 that marks conflicts. */
export function learnerFor(settings: LearnerSettings): Learner {
  switch (settings.method) {
    case 'pc': {
      const { alpha, conflicts, maxGiven, scale, singular } = settings;
      const bound = maxGiven === null ? {} : { maxGiven };
      return (data) =>
        pc(data, {
          alpha,
          conflicts,
          scale,
          singular,
          ...bound,
          knowledge: knowledgeFor(settings, data.columns),
        });
    }
    case 'ges': {
      const { penalty, scale, singular } = settings;
      return (data) =>
        ges(data, { penalty, scale, singular, knowledge: knowledgeFor(settings, data.columns) });
    }
    case 'direct-lingam':
      return (data) => directLingam(data, { knowledge: knowledgeFor(settings, data.columns) });
  }
}

/** Of what is known, the part about the chosen columns: leaving a column out must not make the rest an error. */
function knowledgeFor({ knowledge }: LearnerSettings, columns: readonly string[]): Knowledge {
  const chosen = new Set(columns);
  const within = (list: LearnerSettings['knowledge']['required']): typeof list =>
    list.filter(({ from, to }) => chosen.has(from) && chosen.has(to));
  return {
    required: within(knowledge.required),
    forbidden: within(knowledge.forbidden),
    tiers: knowledge.tiers.map((tier) => tier.filter((name) => chosen.has(name))),
  };
}
