import { BUILTIN_ONLY } from './primitive';
import type { RunConfig } from './step-event';

/** What the configuration of a run without a language model says of language models: the same as one stored before they came. */
export const WITHOUT_MODEL = {
  candidates: 1,
  assignment: BUILTIN_ONLY,
  model: null,
  relations: 'words',
  rating: 'each',
} as const satisfies Partial<RunConfig>;
