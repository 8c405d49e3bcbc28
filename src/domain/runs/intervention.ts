import { z } from 'zod';
import { prioritySchema } from '../values/profile';
import { valueIdSchema } from '../values/value-system';

/** One active value in Δ = Σ |v'_i − v_i| (COUPLE, section 3.2). */
export const deviationSchema = z.object({
  valueId: valueIdSchema,
  /** v'_i. A set value that plays no part in the text counts as 1, "not important at all". */
  observed: prioritySchema,
  target: prioritySchema,
  distance: z.number().nonnegative(),
  /** True where `observed` is the stand-in for a value that plays no part. */
  absent: z.boolean(),
});
export type Deviation = z.infer<typeof deviationSchema>;

/** One value on its way through abduction, action and prediction. Numbers in priority points, not clipped to 1..5. */
export const valueEffectSchema = z.object({
  valueId: valueIdSchema,
  /** x'. */
  before: z.number(),
  /** False: the text gave no number, so x' is completed from the graph. */
  observed: z.boolean(),
  /** u = x' − Bx': what the graph does not explain, held fixed. */
  noise: z.number(),
  after: z.number(),
  change: z.number(),
  role: z.enum(['set', 'follows', 'unaffected']),
});
export type ValueEffect = z.infer<typeof valueEffectSchema>;

export const interventionSchema = z.object({
  deviations: z.array(deviationSchema),
  /** Δ in sum, in priority points. */
  delta: z.number().nonnegative(),
  theta: z.number().nonnegative(),
  /** Δ ≤ θ keeps the answer; otherwise do(V = v). */
  decision: z.enum(['keep', 'intervene']),
  /** In the graph's topological order: the order in which the ripple runs. */
  effects: z.array(valueEffectSchema),
  /** Edges into the values that are set. */
  cut: z.array(z.object({ from: valueIdSchema, to: valueIdSchema })),
  /** The strongest set change and what follows from it, in words. */
  sentence: z.string(),
});
export type Intervention = z.infer<typeof interventionSchema>;
