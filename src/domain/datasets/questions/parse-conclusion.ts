import { BE, DO_VERBS, MODALS, NOT_BEFORE_VERB } from './words';

/** A conclusion taken apart: "The EU needs an army" is subject "The EU", auxiliary "does", rest "need an army". */
export type ParsedConclusion = {
  subject: string;
  auxiliary: string;
  /** What follows the auxiliary, without "not". */
  rest: string;
  negated: boolean;
};

const RELATIVE = /\b(who|whose|which|that)\b/i;
/** A second finite verb that would be left in the wrong order: "X is old and should end". */
const SECOND_VERB = new RegExp(`\\b(and|but|or) (${[...MODALS, ...BE, 'has'].join('|')})\\b`, 'i');
const SEVERAL_SENTENCES = /[.!?:;]\s+\p{Lu}/u;

/** Finds the finite verb of an English conclusion by the small word lists of words.ts; undefined where it isn't sure. */
export function parseConclusion(sentence: string): ParsedConclusion | undefined {
  if (SEVERAL_SENTENCES.test(sentence)) return undefined;
  const words = sentence.split(' ');
  const at = words.findIndex((word, index) => index > 0 && isFinite(words, index));
  if (at < 0) return undefined;
  const parsed = splitAt(words, at);
  return parsed && !SECOND_VERB.test(parsed.rest) ? parsed : undefined;
}

function isFinite(words: readonly string[], index: number): boolean {
  // As written: "May" is a month and "Will" a name, "may" and "will" are verbs.
  const word = words[index] ?? '';
  const before = words.slice(0, index).join(' ');
  if (RELATIVE.test(before)) {
    // Inside "people who are …" only a modal that nobody but the main clause can have is trusted.
    return word === 'should' || word === 'must';
  }
  if (MODALS.includes(word) || BE.includes(word) || /^(do|does)n['’]t$/.test(word)) return true;
  if ((word === 'do' || word === 'does') && words[index + 1] === 'not') return true;
  return DO_VERBS.has(word) && !NOT_BEFORE_VERB.includes(words[index - 1]?.toLowerCase() ?? '');
}

function splitAt(words: readonly string[], at: number): ParsedConclusion | undefined {
  const subject = words.slice(0, at).join(' ');
  const word = words[at] ?? '';
  const [next = '', ...later] = words.slice(at + 1);
  const after = (count: number) => words.slice(at + 1 + count).join(' ');
  if (later.length === 0 && next === '' && !DO_VERBS.has(word)) return undefined;
  const negated = next === 'not';
  if (/^(do|does)n['’]t$/.test(word))
    return { subject, auxiliary: word.slice(0, -3), rest: after(0), negated: true };
  if (word === 'cannot') return { subject, auxiliary: 'can', rest: after(0), negated: true };
  if ((word === 'do' || word === 'does') && negated)
    return { subject, auxiliary: word, rest: after(1), negated };
  if (MODALS.includes(word) || BE.includes(word)) {
    return { subject, auxiliary: word === 'shall' ? 'should' : word, rest: after(negated ? 1 : 0), negated };
  }
  // "has been" and "have caused" have their auxiliary; "has a plan" does not.
  if ((word === 'has' || word === 'have') && /^(been|become|\w+ed)$/.test(next)) {
    return { subject, auxiliary: word, rest: after(0), negated: false };
  }
  const verb = DO_VERBS.get(word);
  if (!verb) return undefined;
  return { subject, auxiliary: verb.auxiliary, rest: [verb.base, after(0)].join(' ').trim(), negated: false };
}
