import { z } from 'zod';
import { questionSchema } from '../questions/question';
import { mergeChoiceSchema } from '../values/merge-choice';
import { targetSchema } from '../values/profile';
import { valueIdSchema } from '../values/value-system';
import { valueGraphSchema } from '../scm/value-graph';
import { attributionSchema, styleSketchSchema } from './attribution';
import { interventionSchema } from './intervention';
import { conceptChangeSchema, responseSchema } from './response';
import { verificationSchema } from './verification';

/** Who computed a step: a reasoner, and the language model and prompt where there was one. */
export const performerSchema = z.object({
  reasoner: z.enum(['builtin', 'llm']),
  /** What the screen says, for instance "Built-in reasoner: no language model". */
  label: z.string(),
  model: z.string().optional(),
  prompt: z.object({ id: z.string(), version: z.number().int(), hash: z.string() }).optional(),
  tokens: z.object({ prompt: z.number().int(), completion: z.number().int() }).optional(),
});
export type Performer = z.infer<typeof performerSchema>;

/** Everything that decides a run's outcome, kept with the run: the same configuration gives the same events. */
export const runConfigSchema = z.object({
  method: z.enum(['raw', 'couple']),
  question: questionSchema,
  valueSystemId: valueIdSchema,
  target: targetSchema,
  profileName: z.string().optional(),
  graph: valueGraphSchema,
  /** Where Face and Humility go when twenty values are read as ten. */
  merge: mergeChoiceSchema,
  /** Largest Δ in sum over the set values that needs no intervention (COUPLE, section 3.2: θ). */
  theta: z.number().nonnegative(),
  /** Most responses that may be written and verified in one run. */
  maxAttempts: z.number().int().min(1).max(10),
  seed: z.number().int(),
});
export type RunConfig = z.infer<typeof runConfigSchema>;

const envelope = {
  kind: z.literal('step-event'),
  version: z.literal(1),
  /** Position in the run, from 0. */
  seq: z.number().int().nonnegative(),
  /** Milliseconds since the epoch, from the clock the run was given. */
  at: z.number(),
  /** How long the step took, in milliseconds. */
  tookMs: z.number().nonnegative(),
};

const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ ...envelope, type: z.literal(type), ...shape });

export const startedEventSchema = event('started', { config: runConfigSchema });
/** Step 1: what is said unsteered, the factual world. */
export const answerEventSchema = event('answer', {
  by: performerSchema,
  text: z.string(),
  /** The option that it advises, or null where it advises none, or nobody can tell. */
  optionId: z.string().nullable(),
  /** How the text came about, in one sentence a person can follow. */
  because: z.string(),
});
/** Step 2: v' and C_r of the answer, and ε2, the style it keeps. */
export const attributionEventSchema = event('attribution', {
  by: performerSchema,
  attribution: attributionSchema,
  style: styleSketchSchema,
});
/** Step 3: abduction, action, prediction on the value level. */
export const interventionEventSchema = event('intervention', { intervention: interventionSchema });
/** Step 4, first half: C_v. */
export const conceptsEventSchema = event('concepts', {
  by: performerSchema,
  attempt: z.number().int().positive(),
  changes: z.array(conceptChangeSchema),
});
/** Step 4, second half: r_v. */
export const responseEventSchema = event('response', {
  by: performerSchema,
  attempt: z.number().int().positive(),
  response: responseSchema,
});
/** Step 5: r_v measured by a judge that did not write it. */
export const verificationEventSchema = event('verification', {
  by: performerSchema,
  attempt: z.number().int().positive(),
  verification: verificationSchema,
});
export const finishedEventSchema = event('finished', {
  outcome: z.enum(['kept', 'steered', 'unsteered', 'stopped']),
  /** The attempt whose response stands, or null where the answer was kept. */
  attempt: z.number().int().positive().nullable(),
});
export const failedEventSchema = event('failed', {
  step: z.enum(['answer', 'attribution', 'intervention', 'concepts', 'response', 'verification']),
  /** What happened, what was kept and what to do. */
  message: z.string(),
});

export const stepEventSchema = z.discriminatedUnion('type', [
  startedEventSchema,
  answerEventSchema,
  attributionEventSchema,
  interventionEventSchema,
  conceptsEventSchema,
  responseEventSchema,
  verificationEventSchema,
  finishedEventSchema,
  failedEventSchema,
]);
export type StepEvent = z.infer<typeof stepEventSchema>;
export type StepType = StepEvent['type'];
export type EventOf<T extends StepType> = Extract<StepEvent, { type: T }>;
