import type { CausalGraph } from '../../graph/causal-graph';
import { fail, ok, type Result } from '../../result';

/** Above this a text is refused, in characters. The largest graph, 10,000 edges with all their numbers, is below it in every format. */
const MAX_CHARACTERS = 5_000_000;

/** Why a text is no graph, where, and the way out. Lines and columns count from 1. */
export interface GraphTextError {
  message: string;
  line: number;
  column: number;
}

export interface ReadGraph {
  graph: CausalGraph;
  /** What the text held and the graph does not, a sentence each: to be shown. */
  report: string[];
}

/** What a text does not say about its graph. */
export interface ReadOptions {
  id: string;
  name: string;
  valueSystemId?: string;
}

export type GraphReader = (text: string, options: ReadOptions) => Result<ReadGraph, GraphTextError>;

/** Ends the reading of a text from deep inside. Never leaves this folder: readText turns it into a Result. */
class Stop extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** Gives up at a place in the text (an offset), with a sentence that says what to do. */
export function stop(message: string, at: number): never {
  throw new Stop(message, at);
}

/**
 * Runs a reader on a text: size limit first, byte order mark off, places as line and column.
 * Errors: what the reader stopped at; a text above five million characters.
 */
export function readText<T>(text: string, read: (text: string) => T): Result<T, GraphTextError> {
  if (text.length > MAX_CHARACTERS) {
    const message = `The text has ${text.length} characters; up to ${MAX_CHARACTERS} are read. Take a part of the graph.`;
    return fail({ message, line: 1, column: 1 });
  }
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    return ok(read(clean));
  } catch (error) {
    if (error instanceof Stop) return fail({ message: error.message, ...placeOf(clean, error.at) });
    throw error;
  }
}

/** Worked: offset 3 of "ab\ncd" is line 2, column 1. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
