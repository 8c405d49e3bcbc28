import { EngineFailure } from '../engine-failure';
import { failureOf } from './failure-of';
import { KNOWN_FAILURES, type Activity, type KnownFailure } from './known-failures';

/**
 * What an engine's error means. Errors come out of workers as strings, so it is known by its words; an EngineFailure is
 * given back as it is.
 * @throws the error itself where it is an AbortError: that is no failure
 */
export function recogniseFailure(error: unknown, during: Activity): EngineFailure {
  if (error instanceof EngineFailure) return error;
  const words = wordsOf(error);
  if (isAbort(words)) throw error instanceof Error ? error : new DOMException(words, 'AbortError');
  // What follows the first line is an engine's log: it may tell of an earlier failure too.
  const [message = ''] = words.split('\n');
  const row = knownBy(message, during) ?? knownBy(words, during);
  return failureOf(row?.kind ?? 'unknown', words, row?.step);
}

/** A lost GPU is told as an AbortError too, though nobody asked for it. */
function isAbort(words: string): boolean {
  return words.startsWith('AbortError') && !words.includes('GPU');
}

function knownBy(words: string, during: Activity): KnownFailure | undefined {
  return KNOWN_FAILURES.find((row) => (row.during?.includes(during) ?? true) && row.text.test(words));
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
