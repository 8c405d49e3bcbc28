import { z } from 'zod';
import { assignmentSchema, performerKindSchema } from '../../domain/runs/primitive-schema';
import { modelEntrySchema } from '../../engine/models/model-entry';
import type { Storage } from '../../storage/storage';

const aurocSchema = z.object({
  /** 0.5 is chance, 1 tells every pair apart. */
  value: z.number(),
  /** The 95 % interval. */
  low: z.number(),
  high: z.number(),
});
export type Auroc = z.infer<typeof aurocSchema>;

/** What the self-test found on this device, kept so that it need not be made at every load. */
export const measuredSchema = z.object({
  /** Milliseconds since the epoch. */
  at: z.number(),
  /** In tokens a second. */
  prefill: z.number().nonnegative().nullable(),
  decode: z.number().nonnegative().nullable(),
  /** How well the model, and the built-in reasoner, told sentences with a value from those without; null: not measured. */
  model: aurocSchema.nullable(),
  builtin: aurocSchema.nullable(),
  /** Labelled sentences that this rests on. */
  sentences: z.number().int().nonnegative(),
  proposed: assignmentSchema.nullable(),
  /** Why the work is proposed to be divided so, one sentence each. */
  reasons: z.array(z.string()).readonly().default([]),
  /** Hash of what was measured with what; absent in what was stored before it was kept. */
  basis: z.string().optional(),
  /** What computed: figures of the CPU say nothing of the GPU. */
  backend: z.string(),
  loadMs: z.number().nonnegative(),
});
export type Measured = z.infer<typeof measuredSchema>;

/** Why a model is not recommended on this device any more. */
const troubleSchema = z.object({ kind: z.string(), at: z.number() });

const choiceSchema = z.object({
  answer: performerKindSchema.optional(),
  extract: performerKindSchema.optional(),
  attribute: performerKindSchema.optional(),
  predict: performerKindSchema.optional(),
  realise: performerKindSchema.optional(),
  judge: performerKindSchema.optional(),
});
/** Who does what as far as the person chose it; the rest follows the self-test or the tier. */
export type Choice = z.infer<typeof choiceSchema>;

/** Each note by the model's id. */
const SHAPES = {
  own: z.array(modelEntrySchema),
  measured: z.record(z.string(), measuredSchema),
  choices: z.record(z.string(), choiceSchema),
  troubles: z.record(z.string(), troubleSchema),
} as const;

/** What a person and this device have added to the catalogue. */
export type ModelNotes = { readonly [name in keyof typeof SHAPES]: z.infer<(typeof SHAPES)[name]> };

export const NO_NOTES: ModelNotes = { own: [], measured: {}, choices: {}, troubles: {} };

type Settings = Storage['settings'];

/** A note that can't be read any more counts as none. */
export async function readNotes(settings: Settings): Promise<ModelNotes> {
  const [own, measured, choices, troubles] = await Promise.all([
    settings.get('models-own', SHAPES.own),
    settings.get('models-measured', SHAPES.measured),
    settings.get('models-choices', SHAPES.choices),
    settings.get('models-troubles', SHAPES.troubles),
  ]);
  return {
    own: (own.ok ? own.value : undefined) ?? NO_NOTES.own,
    measured: (measured.ok ? measured.value : undefined) ?? NO_NOTES.measured,
    choices: (choices.ok ? choices.value : undefined) ?? NO_NOTES.choices,
    troubles: (troubles.ok ? troubles.value : undefined) ?? NO_NOTES.troubles,
  };
}

/** The reason where it could not be stored; then it holds until the page closes. */
export async function writeNote<N extends keyof ModelNotes>(
  settings: Settings,
  name: N,
  note: ModelNotes[N],
): Promise<string | null> {
  const stored = await settings.set(`models-${name}`, note);
  return stored.ok ? null : stored.error.message;
}
