import type { ConceptChange } from '../../domain/runs/response';
import type { Value } from '../../domain/values/value-system';
import { stems } from '../builtin/on-topic';
import type { Wanted } from './wanted-values';

/** A concept that a model predicts, before it is looked at. */
export interface Predicted {
  readonly value: Value;
  readonly label: string;
  readonly stance: ConceptChange['stance'];
}

export interface Checked {
  readonly kept: readonly Predicted[];
  readonly dropped: readonly { readonly label: string; readonly reason: string }[];
}

/** What a predicted concept is held against. */
export interface Expected {
  readonly wanted: readonly Wanted[];
  /** What the graph asks of values that are not set. */
  readonly following: ReadonlyMap<string, ConceptChange['stance']>;
  /** Stems of the question and of what is said of it. */
  readonly topic: ReadonlySet<string>;
  /** Stems of a value's name, its definition and the project's phrases for it. */
  readonly wordsOf: (value: Value) => ReadonlySet<string>;
}

/**
 * The predicted concepts that can be used: those that the target or the graph asks for, with the stance that it asks for,
 * about the question or at least about their value, each once and no more of a value than are wanted.
 */
export function checkConcepts(predicted: readonly Predicted[], expected: Expected): Checked {
  const kept: Predicted[] = [];
  const dropped: { label: string; reason: string }[] = [];
  for (const concept of predicted) {
    const reason = reasonAgainst(concept, kept, expected);
    if (reason === null) kept.push(concept);
    else dropped.push({ label: concept.label, reason });
  }
  return { kept, dropped };
}

function reasonAgainst(
  { value, label, stance }: Predicted,
  kept: readonly Predicted[],
  { wanted, following, topic, wordsOf }: Expected,
): string | null {
  const set = wanted.find((each) => each.value.id === value.id);
  const asked = set ? set.stance : following.get(value.id);
  if (asked === undefined) return `Neither the target nor the graph asks for ${value.name}.`;
  if (asked !== stance) {
    return `It speaks ${stance === 'for' ? 'for' : 'against'} ${value.name}, which ${set ? `is set to ${set.priority}` : 'the graph moves the other way'}.`;
  }
  const words = stems(label);
  const own = wordsOf(value);
  if (![...words].some((stem) => topic.has(stem) || own.has(stem))) {
    return `It shares no word with the question, nor with what is said of ${value.name}.`;
  }
  const same = kept.filter((other) => other.value.id === value.id);
  if (same.some((other) => other.label.toLowerCase() === label.toLowerCase())) return 'It is named twice.';
  if (same.length >= (set ? set.count : 1)) return `More of ${value.name} than was asked for.`;
  return null;
}
