import { z } from 'zod';
import type { DataMatrix } from '../domain/discovery/data-matrix';
import type { DiscoveryError } from '../domain/discovery/discovery-error';
import type { EdgeFrequencies } from '../domain/discovery/edge-frequencies';
import type { Falsification } from '../domain/discovery/falsification';
import type { LearnedGraph } from '../domain/discovery/learned-graph';
import { learnerSettingsSchema } from '../domain/discovery/learner-settings';

const dataSchema: z.ZodType<DataMatrix> = z.object({
  columns: z.array(z.string()),
  rows: z.number().int().nonnegative(),
  values: z.instanceof(Float64Array),
});

/** The one thing that a discovery worker is asked; it works on it alone, and ending the worker cancels it. */
export const discoveryTaskSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('learn'),
    data: dataSchema,
    settings: learnerSettingsSchema,
    /** Null for none. */
    bootstrap: z.object({ resamples: z.number().int().positive(), seed: z.number().int() }).nullable(),
  }),
  z.object({
    type: z.literal('falsify'),
    data: dataSchema,
    implications: z.array(z.object({ x: z.string(), y: z.string(), given: z.array(z.string()) })),
    alpha: z.number(),
    scale: z.enum(['linear', 'ranks']),
    singular: z.enum(['refuse', 'restore-level', 'keep']),
    shuffled: z.number().int().positive(),
    seed: z.number().int(),
  }),
]);
export type DiscoveryTask = z.infer<typeof discoveryTaskSchema>;
export type LearnTask = Extract<DiscoveryTask, { type: 'learn' }>;
export type FalsifyTask = Extract<DiscoveryTask, { type: 'falsify' }>;

export interface Learned {
  graph: LearnedGraph;
  frequencies: EdgeFrequencies | null;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const errorSchema: z.ZodType<DiscoveryError> = z.object({
  message: z.string(),
  columns: z.array(z.string()),
});

/** What it answers: progress, then one of the others. Results are our own code's of a moment ago: not parsed field by field. */
export const discoveryAnswerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), phase: z.string(), share: z.number().min(0).max(1) }),
  z.object({
    type: z.literal('learned'),
    result: z.custom<Learned>((value) => isObject(value) && 'graph' in value && 'frequencies' in value),
  }),
  z.object({
    type: z.literal('falsified'),
    result: z.custom<Falsification>((value) => isObject(value) && 'verdicts' in value),
  }),
  z.object({ type: z.literal('failed'), error: errorSchema }),
]);
export type DiscoveryAnswer = z.infer<typeof discoveryAnswerSchema>;
export type DiscoveryProgress = Pick<Extract<DiscoveryAnswer, { type: 'progress' }>, 'phase' | 'share'>;
