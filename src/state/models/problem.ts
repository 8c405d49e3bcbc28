import type { EngineFailure, FailureKind } from '../../engine/engine-failure';
import { failureOf, recogniseFailure } from '../../engine/failures';

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

/** What a failure means; an AbortError that nobody asked for is told as the unexpected thing that it is. */
export function toFailure(thrown: unknown, during: 'load' | 'call' | 'download'): EngineFailure {
  return isAbort(thrown) ? failureOf('unknown', String(thrown)) : recogniseFailure(thrown, during);
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
