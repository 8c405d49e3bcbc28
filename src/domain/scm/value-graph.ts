import { z } from 'zod';
import { valueIdSchema } from '../values/value-system';

export const graphNodeSchema = z.object({
  valueId: valueIdSchema,
  /** Mean of the value in the graph's data, in priority points (1 to 5). */
  mean: z.number(),
  /** Variance of the noise term u of this value, in squared priority points. */
  noiseVariance: z.number().nonnegative(),
});
export type GraphNode = z.infer<typeof graphNodeSchema>;

export const graphEdgeSchema = z.object({
  from: valueIdSchema,
  to: valueIdSchema,
  /** Priority points on `to` for one point on `from`, all else held fixed. */
  weight: z.number(),
  status: z.enum(['given', 'learned', 'own']),
  /** 95 % percentile bootstrap interval of the weight. */
  interval: z.tuple([z.number(), z.number()]).optional(),
  /** Share of bootstrap samples in which the two values are joined, and in which this direction was chosen; 0 to 1. */
  frequency: z.object({ joined: z.number(), directed: z.number() }).optional(),
  note: z.string().optional(),
});
export type GraphEdge = z.infer<typeof graphEdgeSchema>;

/** A linear value causal graph: B (edges), the noise variances, and Σ. Persisted and shipped in this shape. */
export const valueGraphSchema = z.object({
  kind: z.literal('value-graph'),
  version: z.literal(1),
  id: z.string().min(1),
  name: z.string().min(1),
  valueSystemId: valueIdSchema,
  nodes: z.array(graphNodeSchema).min(1),
  edges: z.array(graphEdgeSchema),
  /** Σ between the values in the order of `nodes`, in squared priority points. */
  covariance: z.array(z.array(z.number())),
  provenance: z.object({
    source: z.string(),
    licence: z.string(),
    n: z.number().int().positive().optional(),
    method: z.string(),
    /** What this graph can't tell. */
    limits: z.string(),
  }),
});
export type ValueGraph = z.infer<typeof valueGraphSchema>;
