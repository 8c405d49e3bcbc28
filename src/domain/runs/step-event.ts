import { z } from 'zod';
import { questionSchema } from '../questions/question';
import { mergeChoiceSchema } from '../values/merge-choice';
import { targetSchema } from '../values/profile';
import { valueIdSchema } from '../values/value-system';
import { valueGraphSchema } from '../scm/value-graph';
import { attributionSchema, styleSketchSchema } from './attribution';
import { interventionSchema } from './intervention';
import { modelUsedSchema } from './model-used';
import { BUILTIN_ONLY } from './primitive';
import { assignmentSchema, performerKindSchema, primitiveSchema } from './primitive-schema';
import { conceptChangeSchema, responseSchema } from './response';
import { verificationSchema } from './verification';

/** Why a call to a language model was made again, or what of its reply could not be used. */
export const repairSchema = z.object({
  primitive: primitiveSchema,
  /** `longer`: asked again with room for more tokens; `narrower`: asked again for less, in a narrower shape; `again`: asked once more. */
  kind: z.enum(['longer', 'narrower', 'again']),
  /** What was wrong with the reply before. */
  reason: z.string(),
});
export type Repair = z.infer<typeof repairSchema>;

/** What language-model calls cost, in tokens and milliseconds. */
export const callCostSchema = z.object({
  calls: z.number().int().nonnegative(),
  /** Prompt tokens that were computed, and those that were still in memory. */
  prompt: z.number().int().nonnegative(),
  cached: z.number().int().nonnegative(),
  completion: z.number().int().nonnegative(),
  prefillMs: z.number().nonnegative(),
  decodeMs: z.number().nonnegative(),
});
export type CallCost = z.infer<typeof callCostSchema>;

const promptUsedSchema = z.object({ id: z.string(), version: z.number().int(), hash: z.string() });
export type PromptUsed = z.infer<typeof promptUsedSchema>;

/** Who computed a step: a reasoner, and the language model and prompts where there were any. */
export const performerSchema = z.object({
  reasoner: performerKindSchema,
  /** What the screen says, for instance "Built-in reasoner: no language model". */
  label: z.string(),
  model: z.string().optional(),
  /** The prompt that gave the result; `prompts` are all that were used, in the order of their first use. */
  prompt: promptUsedSchema.optional(),
  prompts: z.array(promptUsedSchema).optional(),
  tokens: z.object({ prompt: z.number().int(), completion: z.number().int() }).optional(),
  cost: callCostSchema.optional(),
  /** The engine's own figures of each call, in order and under its own names; `{}` for a call of which it told none. */
  engineFigures: z.array(z.record(z.string(), z.number())).optional(),
  repairs: z.array(repairSchema).optional(),
  /** What was left out of the model's reply: quotes that are not in the text, concepts that G or the question speaks against, a last sentence that broke off. */
  dropped: z
    .array(z.object({ what: z.enum(['quote', 'concept', 'sentence']), text: z.string(), reason: z.string() }))
    .optional(),
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
  /** Responses written side by side in each round, of which the best by verification goes on (best of n). */
  candidates: z.number().int().min(1).max(5).default(1),
  seed: z.number().int(),
  /** Who served each primitive. */
  assignment: assignmentSchema.default(BUILTIN_ONLY),
  /** The language model, or null where none took part. */
  model: modelUsedSchema.nullable().default(null),
  /** How G is put to a language model: typed relations in words, the matrix, or not at all. */
  relations: z.enum(['words', 'matrix', 'none']).default('words'),
  /** Whether a language model rates one value at a time, or all in one conversation in which it sees its ratings so far. */
  rating: z.enum(['each', 'joint']).default('each'),
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
  /** Who found the concepts, where it was not the same reasoner with the same prompt that scored them. */
  conceptsBy: performerSchema.optional(),
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
  /** What had been written of the text that was under way when the run was stopped. */
  partial: z.object({ primitive: primitiveSchema, text: z.string() }).optional(),
});
export const failedEventSchema = event('failed', {
  step: z.enum(['answer', 'attribution', 'intervention', 'concepts', 'response', 'verification']),
  /** What happened, what was kept and what to do. */
  message: z.string(),
  partial: z.object({ primitive: primitiveSchema, text: z.string() }).optional(),
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
