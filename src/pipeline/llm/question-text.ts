import type { Question } from '../../domain/questions/question';
import { sentenceSpans } from '../../domain/text/sentences';
import type { Value, ValueId, ValueSystem } from '../../domain/values/value-system';

/** A question with its options, as every prompt begins with it: "Do I wait?\nOptions: Wait; or Go now.". */
export function questionText({ text, options }: Pick<Question, 'text' | 'options'>): string {
  if (options.length === 0) return text;
  // Without letters: a small model would write “The answer is C)” and nothing else.
  return `${text}\nOptions: ${options.map(({ label }) => label.replace(/[.\s]+$/, '')).join('; or ')}.`;
}

/** "Security (safety, health, stability)"; the definition where the value has no gloss. */
export function valueText({ name, gloss, definition }: Value): string {
  return `${name} (${(gloss ?? definition).replace(/\.$/, '')})`;
}

/** A text with its sentences numbered from 1, one a line. */
export function numberedSentences(text: string): string {
  return sentenceSpans(text)
    .map(({ start, end }, at) => `${at + 1}) ${text.slice(start, end).replace(/\s+/g, ' ')}`)
    .join('\n');
}

/** The value of this name in the system: names are unique there. */
export function idOfName(system: ValueSystem, name: string): ValueId | undefined {
  return system.values.find((value) => value.name === name)?.id;
}
