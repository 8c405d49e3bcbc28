import type { Question } from '../domain/questions/question';
import type { Attribution, Concept, StyleSketch, ValueScore } from '../domain/runs/attribution';
import type { Intervention } from '../domain/runs/intervention';
import type { ConceptChange, Response } from '../domain/runs/response';
import type { Primitive } from '../domain/runs/primitive';
import type { Performer, RunConfig } from '../domain/runs/step-event';
import type { Expression } from './correct-expression';
import type { Target } from '../domain/values/profile';
import type { ValueSystem } from '../domain/values/value-system';
import type { ValueGraph } from '../domain/scm/value-graph';

/** What a primitive gives back, and who gave it. */
export interface Outcome<T> {
  readonly value: T;
  readonly by: Performer;
}

/** One call to a language model on its way. Ephemeral: it is drawn and forgotten, only events are kept. */
export interface CallUnderWay {
  readonly primitive: Primitive;
  /** What the call is about where a primitive needs several: a value's name, for instance. */
  readonly about: string | null;
  readonly phase: 'prefill' | 'decode';
  /** Written so far, where it is text for people. */
  readonly text: string;
  readonly tokens: number;
  /** Calls of this primitive that are still to come after this one, as far as anybody knows. */
  readonly callsLeft: number;
}

export interface Context {
  readonly question: Question;
  readonly valueSystem: ValueSystem;
  readonly graph: ValueGraph;
  readonly seed: number;
  /** Which of the responses written side by side this one is, from 1; the first is the likeliest, the others vary. */
  readonly candidate?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onCall?: ((call: CallUnderWay) => void) | undefined;
  /** How G is put to a language model, and how it rates values: see RunConfig. */
  readonly relations: RunConfig['relations'];
  readonly rating: RunConfig['rating'];
}

export interface PredictInput {
  /** C_r and v' of the answer: ε1 is their observed mapping. */
  readonly observed: Attribution;
  readonly observedText: string;
  readonly target: Target;
  readonly intervention: Intervention;
  /** Starts at the target, and is corrected after each verification. */
  readonly expression: Expression;
}

export interface RealiseInput {
  readonly answer: string;
  readonly style: StyleSketch;
  readonly target: Target;
  readonly changes: readonly ConceptChange[];
  readonly expression: Expression;
}

export interface Answer {
  readonly text: string;
  /** The option that it advises, or null where it advises none, or nobody can tell. */
  readonly optionId: string | null;
  readonly because: string;
}

/**
 * The pipeline port: the primitives of the method, each of which any reasoner may serve.
 * All of them are deterministic in (input, context.seed), and reject with an AbortError when the context's signal fires.
 */
export interface Reasoner {
  /** r0: what is said to the question unsteered. */
  answer(context: Context): Promise<Outcome<Answer>>;
  /** C_r: the value concepts in a text, each with the words that show it. */
  extractConcepts(text: string, context: Context): Promise<Outcome<Concept[]>>;
  /** v': a score for each value of the system, in its order. */
  attribute(text: string, concepts: readonly Concept[], context: Context): Promise<Outcome<ValueScore[]>>;
  /** C_v: what to keep, drop and add so that the target holds. */
  predictConcepts(input: PredictInput, context: Context): Promise<Outcome<ConceptChange[]>>;
  /** r_v: the response that says C_v and keeps ε2. */
  realise(input: RealiseInput, context: Context): Promise<Outcome<Response>>;
  /** The profile of a text as a judge that did not write it reads it. */
  judge(text: string, context: Context): Promise<Outcome<Attribution>>;
}
