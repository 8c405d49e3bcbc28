import { EngineFailure, type FailureKind } from '../../engine/engine-failure';

/** A failure as the screen shows it, in the place where it happened. */
export interface Problem {
  readonly kind: FailureKind;
  /** What happened and what to do. */
  readonly message: string;
  /** What was kept, for instance the part of a download that is here. */
  readonly kept: string | null;
  /** What the app has tried by itself already. */
  readonly tried: string | null;
  /** Another model that is more likely to work: the twin without half precision, or a smaller one. */
  readonly insteadId: string | null;
  /** The engine's own words, for a bug report. */
  readonly detail: string;
}

/** Anything that was thrown as an EngineFailure; what is none is told as the unexpected thing that it is. */
export function toFailure(thrown: unknown): EngineFailure {
  if (thrown instanceof EngineFailure) return thrown;
  const detail = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return new EngineFailure(
    'unknown',
    'Something unexpected stopped the language model. Nothing that is stored was lost: try again, or use a smaller model.',
    'none',
    detail,
  );
}

export function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError';
}

export function problemOf(
  failure: EngineFailure,
  more: { kept?: string | null; tried?: string | null; insteadId?: string | null } = {},
): Problem {
  return {
    kind: failure.kind,
    message: failure.message,
    kept: more.kept ?? null,
    tried: more.tried ?? null,
    insteadId: more.insteadId ?? null,
    detail: failure.detail,
  };
}
