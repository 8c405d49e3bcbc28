import { fail, ok, type Result } from '../result';
import type { ValueId } from '../values/value-system';
import { QUESTION_TEXT_MAX } from './question-limits';
import type { Option, Question } from './question';

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F'];
export const OPTIONS_MAX = LETTERS.length;

/** An option in a person's own words, and the values that it serves or strains in their eyes. */
export interface OwnOption {
  readonly label: string;
  readonly serves?: readonly ValueId[];
  readonly strains?: readonly ValueId[];
}

/**
 * A question in a person's own words. Options that are not given are read from the text: "A or B?" gives both sides,
 * a yes-or-no question gives yes and no, anything else none. Control characters go, the rest stays as typed: text is text.
 */
export function ownQuestion(id: string, typed: string, own: readonly OwnOption[] = []): Result<Question> {
  const text = stripControls(typed).trim();
  if (text === '') return fail('There is no question yet: type one, or choose one from the library.');
  if (text.length > QUESTION_TEXT_MAX) {
    return fail(
      `This question has ${text.length.toLocaleString('en')} characters; ${QUESTION_TEXT_MAX.toLocaleString('en')} is the most. ` +
        'Shorten it to the choice to be made. Nothing was changed.',
    );
  }
  const given = own
    .map((option) => ({ ...option, label: stripControls(option.label).trim() }))
    .filter(({ label }) => label !== '');
  if (given.length > LETTERS.length)
    return fail(
      `A question can have ${LETTERS.length} options; this one has ${given.length}. Leave some out.`,
    );
  if (given.some(({ label }) => label.length > 300))
    return fail('An option is longer than 300 characters. Shorten it.');
  const options =
    given.length > 0
      ? given.map((option, index) => withEffects(asOption(option.label, index), option))
      : readOptions(text);
  return ok({ kind: 'question', version: 1, id, theme: 'own', text, options });
}

function readOptions(text: string): Option[] {
  const sentence = text.match(/([^.!?\n]+)\?\s*$/)?.[1]?.trim();
  if (sentence === undefined || sentence.length > 240) return [];
  const asked = sentence.match(
    /^(?:.*?[,;:]\s*)?(should|shall|do|would|can|could|must|may|is|are|will)\s+(.+)$/i,
  );
  if (!asked) return [];
  const verb = asked[1].toLowerCase();
  const rest = asked[2];
  const sides = rest.split(/,?\s+or\s+/i);
  if (sides.length === 2 && verb !== 'is' && verb !== 'are' && !/^not$/i.test(sides[1])) {
    const left = sides[0].replace(/^(?:i|we|you)\s+/i, '');
    const right = sides[1].replace(/^(?:should|shall|do|would)?\s*(?:i|we|you)\s+/i, '');
    return [left, right].map((side, index) => ({ ...asOption(capitalise(side), index), clause: side }));
  }
  return [
    { id: 'A', label: 'Yes', clause: 'say yes', considerations: [] },
    { id: 'B', label: 'No', clause: 'say no', considerations: [] },
  ];
}

function asOption(label: string, index: number): Option {
  return { id: LETTERS[index], label, clause: clauseOf(label), considerations: [] };
}

function withEffects(option: Option, { serves = [], strains = [] }: OwnOption): Option {
  const effect = (kind: 'serves' | 'strains') => (valueId: ValueId) => ({ valueId, effect: kind, text: '' });
  return { ...option, considerations: [...serves.map(effect('serves')), ...strains.map(effect('strains'))] };
}

/** "Take the keys" continues "I would take the keys"; anything that does not look like an instruction is quoted. */
function clauseOf(label: string): string {
  const plain = label.replace(/[.!?]+$/, '');
  return /^[A-Z]?[a-z']+(?:\s|$)/.test(plain) && !/^(?:I|The|A|An|My|We|It|He|She|They|No|Yes)\b/.test(plain)
    ? plain.charAt(0).toLowerCase() + plain.slice(1)
    : `choose “${plain}”`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Control characters and direction overrides, which can hide or reorder text; line breaks and tabs stay. */
function stripControls(text: string): string {
  return text.replace(/\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu, (char) =>
    char === '\n' || char === '\t' ? char : '',
  );
}
