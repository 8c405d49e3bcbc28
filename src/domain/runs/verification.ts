import { z } from 'zod';
import { attributionSchema } from './attribution';
import { deviationSchema } from './intervention';

/** How near two profiles are over the active values, in priority points (COUPLE, section 4: MAE and Spearman's ρ). */
export const agreementSchema = z.object({
  maeSum: z.number().nonnegative(),
  /** Null where no value is active. */
  maeMean: z.number().nonnegative().nullable(),
  /** After each profile's own mean over the active values is taken off; null with fewer than two of them. */
  maeCentredSum: z.number().nonnegative().nullable(),
  maeCentredMean: z.number().nonnegative().nullable(),
  /** Null where ranks say nothing; `spearmanReason` then says why. */
  spearman: z.number().min(-1).max(1).nullable(),
  spearmanReason: z.string().nullable(),
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
