import { z } from 'zod';
import { targetSchema } from '../values/profile';
import { valueIdSchema } from '../values/value-system';
import { assignmentSchema } from './primitive-schema';
import { stepEventSchema } from './step-event';

/** A run is its stored events; the fields beside them are for lists and never differ from what the events say. */
export const runSchema = z.object({
  kind: z.literal('run'),
  version: z.literal(1),
  id: z.string().min(1),
  startedAt: z.number(),
  summary: z.object({
    question: z.string(),
    method: z.string(),
    profile: z.string(),
    /** What was set, and in which value system; absent in runs stored before lists showed it. */
    target: targetSchema.optional(),
    valueSystemId: valueIdSchema.optional(),
    /** The language model's name and who did what; absent where no language model took part. */
    model: z.string().optional(),
    assignment: assignmentSchema.optional(),
    deltaBefore: z.number().nullable(),
    deltaAfter: z.number().nullable(),
    outcome: z.string(),
  }),
  events: z.array(stepEventSchema).min(1),
});
export type Run = z.infer<typeof runSchema>;
export type RunSummary = Run['summary'];
