import { z } from 'zod';
import { attributionSchema } from './attribution';
import { deviationSchema } from './intervention';

/** How near two profiles are over the active values, in priority points (COUPLE, section 4: MAE and Spearman's ρ). */
export const agreementSchema = z.object({
  maeSum: z.number().nonnegative(),
  maeMean: z.number().nonnegative(),
  /** After each profile's own mean over the active values is taken off. */
  maeCentredSum: z.number().nonnegative(),
  maeCentredMean: z.number().nonnegative(),
  /** Null where ranks say nothing: fewer than two values, or all equal. */
  spearman: z.number().min(-1).max(1).nullable(),
});
export type Agreement = z.infer<typeof agreementSchema>;

export const verificationSchema = z.object({
  measured: attributionSchema,
  deviations: z.array(deviationSchema),
  /** Remaining Δ in sum. */
  delta: z.number().nonnegative(),
  theta: z.number().nonnegative(),
  passed: z.boolean(),
  agreement: agreementSchema,
  /** The same figures for the answer before steering. */
  before: z.object({ delta: z.number().nonnegative(), agreement: agreementSchema }),
});
export type Verification = z.infer<typeof verificationSchema>;
