import { type Assignment, BUILTIN_ONLY, type PerformerKind, PRIMITIVES } from '../../domain/runs/primitive';
import type { ModelEntry } from '../../engine/models/model-entry';
import type { Choice, Measured } from './model-notes';

/** Who said that it should be so: the person before the self-test, the self-test before the model's tier. */
export type SetBy = 'you' | 'self-test' | 'tier';

/** Who serves a primitive, and who said so. */
export interface Share {
  readonly by: PerformerKind;
  readonly setBy: SetBy;
}

export type Shares = Readonly<Record<keyof Assignment, Share>>;

export function sharesOf(entry: ModelEntry, measured: Measured | undefined, choice: Choice = {}): Shares {
  const proposed = measured?.proposed;
  const share = (primitive: keyof Assignment): Share => {
    const chosen = choice[primitive];
    if (chosen !== undefined) return { by: chosen, setBy: 'you' };
    if (proposed) return { by: proposed[primitive], setBy: 'self-test' };
    return { by: entry.assignment[primitive], setBy: 'tier' };
  };
  return {
    answer: share('answer'),
    extract: share('extract'),
    attribute: share('attribute'),
    predict: share('predict'),
    realise: share('realise'),
    judge: share('judge'),
  };
}

export function assignmentOf(shares: Shares): Assignment {
  return PRIMITIVES.reduce<Assignment>(
    (assignment, primitive) => ({ ...assignment, [primitive]: shares[primitive].by }),
    BUILTIN_ONLY,
  );
}
