/** The six things that a run asks of a reasoner. */
export const PRIMITIVES = ['answer', 'extract', 'attribute', 'predict', 'realise', 'judge'] as const;
export type Primitive = (typeof PRIMITIVES)[number];

/** Who can serve a primitive. */
export const PERFORMER_KINDS = ['builtin', 'llm'] as const;
export type PerformerKind = (typeof PERFORMER_KINDS)[number];

/** Who does what: one reasoner for each primitive. */
export type Assignment = { [primitive in Primitive]: PerformerKind };

export const BUILTIN_ONLY: Assignment = {
  answer: 'builtin',
  extract: 'builtin',
  attribute: 'builtin',
  predict: 'builtin',
  realise: 'builtin',
  judge: 'builtin',
};
