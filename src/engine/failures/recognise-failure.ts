import { EngineFailure } from '../engine-failure';
import { failureOf } from './failure-of';
import { KNOWN_FAILURES, type Activity } from './known-failures';

/**
 * What an engine's error means. Errors come out of workers as strings, so it is known by its words; an EngineFailure is
 * given back as it is.
 * @throws the error itself where it is an AbortError: that is no failure
 */
export function recogniseFailure(error: unknown, during: Activity): EngineFailure {
  if (error instanceof EngineFailure) return error;
  if (error instanceof Error && error.name === 'AbortError') throw error;
  const words = wordsOf(error);
  if (/^AbortError\b/.test(words)) throw new DOMException(words, 'AbortError');
  const row = KNOWN_FAILURES.find(
    (known) => (known.during?.includes(during) ?? true) && known.text.test(words),
  );
  return failureOf(row?.kind ?? 'unknown', words, row?.step);
}

/** `Name: message`, with the cause's words where it has one. */
function wordsOf(error: unknown): string {
  if (typeof error === 'string') return error;
  if (!(error instanceof Error)) return said(error);
  const own = `${error.name}: ${error.message}`;
  return error.cause === undefined ? own : `${own} (${wordsOf(error.cause)})`;
}

/** An error that crossed a worker as a plain object still has its message. */
function said(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return String(thrown);
  const name = 'name' in thrown ? `${String(thrown.name)}: ` : '';
  return 'message' in thrown ? `${name}${String(thrown.message)}` : JSON.stringify(thrown);
}
