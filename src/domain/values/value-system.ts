import { z } from 'zod';

/** Identifier of a value inside its value system: lower-case words joined by hyphens, for instance `self-direction`. */
export const valueIdSchema = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
export type ValueId = z.infer<typeof valueIdSchema>;

export const valueSchema = z.object({
  id: valueIdSchema,
  /** Two letters (or three where two would clash), shown wherever the value's colour is shown. */
  code: z.string().regex(/^[A-Z][A-Za-z]{1,2}$/),
  name: z.string().min(1),
  definition: z.string().min(1),
  /** The definition in a few words, for a prompt that has no room for it: "safety, health, stability". */
  gloss: z.string().min(1).optional(),
  /** Higher-order group, for instance `openness`. */
  group: z.string().min(1),
  /** Clockwise from the top, in degrees, 0 to 360: the place on the motivational circle. */
  angle: z.number().min(0).lt(360),
  /** The value of the coarser system that this one belongs to, or null where the coarser system has no place for it. */
  parent: valueIdSchema.nullable().optional(),
});
export type Value = z.infer<typeof valueSchema>;

/** A set of values that a profile, a graph and a classifier can share. Its values stand in circumplex order. */
export const valueSystemSchema = z.object({
  kind: z.literal('value-system'),
  version: z.literal(1),
  id: valueIdSchema,
  name: z.string().min(1),
  source: z.string().min(1),
  licence: z.string().min(1),
  /** The coarser system that `parent` refers to. */
  parentSystem: valueIdSchema.optional(),
  groups: z.array(z.object({ id: z.string(), name: z.string() })).min(1),
  values: z.array(valueSchema).min(2),
});
export type ValueSystem = z.infer<typeof valueSystemSchema>;
