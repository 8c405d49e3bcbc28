import { z } from 'zod';
import { valueIdSchema } from '../values/value-system';
import { nameSchema, noteSchema } from './graph-text-schema';
import { MAX_EDGES, MAX_NODES } from './limits';

/**
 * What a node is in the question that is asked of the graph, in DAGitty's words: `exposure` (the cause asked about), `outcome`,
 * `adjusted` (conditioned on), `latent` (not in any data), `selected` (the data were chosen by it).
 */
export const MARKS = ['exposure', 'outcome', 'adjusted', 'latent', 'selected'] as const;
export const markSchema = z.enum(MARKS);
export type Mark = z.infer<typeof markSchema>;

export const causalNodeSchema = z.object({
  /** Unique in the graph. */
  id: nameSchema,
  label: nameSchema,
  /** The value of `valueSystemId` that this node stands for. A node without one (age, say) is no value and can't be steered. */
  valueId: valueIdSchema.optional(),
  /** On the canvas, in pixels, y downwards. */
  position: z.object({ x: z.number(), y: z.number() }).optional(),
  /** Of the variable, in priority points (1 to 5) for a value; absent until it is fitted or entered. */
  mean: z.number().optional(),
  /** Variance of the noise term u, in squared priority points; absent until it is fitted or entered. */
  noiseVariance: z.number().nonnegative().optional(),
  marks: z.array(markSchema),
});
export type CausalNode = z.infer<typeof causalNodeSchema>;

/**
 * - directed: `from` is a cause of `to` (from → to);
 * - bidirected: an unseen common cause of the two (from ↔ to); their noise terms covary;
 * - undirected: associated, and the direction is not known (from — to), as in the result of a learning method.
 */
export const EDGE_KINDS = ['directed', 'bidirected', 'undirected'] as const;
export const edgeKindSchema = z.enum(EDGE_KINDS);
export type EdgeKind = z.infer<typeof edgeKindSchema>;

export const EDGE_STATUSES = ['given', 'learned', 'own'] as const;

export const causalEdgeSchema = z.object({
  kind: edgeKindSchema,
  from: nameSchema,
  to: nameSchema,
  /**
   * directed: points on `to` for one point on `from`, all else held fixed. bidirected: the covariance of the two noise terms,
   * in squared points. undirected: the strength of the association. Absent: not known.
   */
  weight: z.number().optional(),
  /** given: came with the graph; learned: from data; own: drawn or decided by the person. */
  status: z.enum(EDGE_STATUSES),
  note: noteSchema.optional(),
  /** 95 % interval of the weight. */
  interval: z.tuple([z.number(), z.number()]).optional(),
  /** Share of bootstrap samples in which the two are joined, and in which this direction was chosen; 0 to 1. */
  frequency: z.object({ joined: z.number().min(0).max(1), directed: z.number().min(0).max(1) }).optional(),
});
export type CausalEdge = z.infer<typeof causalEdgeSchema>;
export type EdgeStatus = CausalEdge['status'];

const arrowSchema = z.object({ from: nameSchema, to: nameSchema });

/** What a person knows before data are looked at. A learning method must contain the required arrows and none of the forbidden. */
export const knowledgeSchema = z.object({ forbidden: z.array(arrowSchema), required: z.array(arrowSchema) });

/** The graph that the editor edits: a ValueGraph (scm/value-graph.ts) that may be unfinished, persisted in this shape. */
export const causalGraphSchema = z.object({
  kind: z.literal('causal-graph'),
  version: z.literal(1),
  id: z.string().min(1),
  name: z.string().min(1),
  /** Absent: a graph of variables that are no values. */
  valueSystemId: valueIdSchema.optional(),
  /** Counts the edits, from 0. */
  revision: z.number().int().nonnegative(),
  nodes: z.array(causalNodeSchema).max(MAX_NODES),
  edges: z.array(causalEdgeSchema).max(MAX_EDGES),
  knowledge: knowledgeSchema,
  /** Σ of the data that the graph came with, between the nodes `of`, in that order, in squared points. */
  covariance: z.object({ of: z.array(nameSchema), matrix: z.array(z.array(z.number())) }).optional(),
  provenance: z.object({
    source: z.string(),
    licence: z.string(),
    n: z.number().int().positive().optional(),
    method: z.string(),
    /** What this graph can't tell. */
    limits: z.string(),
  }),
});
export type CausalGraph = z.infer<typeof causalGraphSchema>;
export type Provenance = CausalGraph['provenance'];
