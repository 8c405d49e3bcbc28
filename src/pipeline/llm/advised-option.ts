import type { Option, Question } from '../../domain/questions/question';
import { sentenceSpans } from '../../domain/text/sentences';
import type { Calls } from './calls';
import type { Prompts } from './prompts';
import { numberedSentences, questionText } from './question-text';

/** The likeliest option has to stand this far above the next one. */
const APART = 0.2;

export interface Advice {
  readonly optionId: string | null;
  readonly because: string;
}

/**
 * The option that a text advises: the one whose letter or words its first sentence has and the others' do not; where the
 * words leave it open, the one that the model takes it for; null where that is open too.
 */
export async function advisedOption(
  calls: Calls,
  prompts: Prompts,
  question: Question,
  text: string,
): Promise<Advice> {
  const { options } = question;
  if (options.length === 0) return { optionId: null, because: 'The question has no options.' };
  const named = namedOption(options, text);
  if (named) return { optionId: named.id, because: `The text names option ${named.id} in its own words.` };

  const shown = options.slice(0, calls.capabilities.maxLabels);
  const offered = shown.map(({ id }) => id);
  if (offered.length < 2) return { optionId: null, because: 'The text does not name the option.' };
  const message = calls.ask(prompts.of('advised-option'), {
    question: questionText(question),
    sentences: numberedSentences(text),
    options: shown.map(({ id, label }) => `${id}) ${label}`).join('\n'),
  });
  calls.left = 0;
  const { probabilities } = await calls.choose([message], offered, { about: 'option' });
  const ranked = offered.map((id, at) => ({ id, p: probabilities[at] })).sort((a, b) => b.p - a.p);
  const [first, second] = ranked;
  if (first.p - second.p < APART) {
    return {
      optionId: null,
      because: 'Neither the words of the text nor the language model tell which option it advises.',
    };
  }
  return {
    optionId: first.id,
    because: `The language model takes the text to advise option ${first.id} (probability ${first.p.toFixed(2)}).`,
  };
}

/**
 * The only option that the first sentence names, before its reasons, by letter or, by most of its words, in full. A sentence
 * that turns something down names none for certain, unless the option itself turns that down.
 */
export function namedOption(options: readonly Option[], text: string): Option | null {
  const [span] = sentenceSpans(text);
  if (!span) return null;
  const [lead] = text.slice(span.start, span.end).split(REASON);
  const option = likeliestNamed(options, lead);
  if (option && TURNS_DOWN.test(lead) && ![option.label, option.clause].some((own) => TURNS_DOWN.test(own))) {
    return null;
  }
  return option;
}

/** What comes after it may name the other option: "I would wait, because telling her the truth can be done any day." */
const REASON = /\bbecause\b/i;
const TURNS_DOWN =
  /\b(?:not|never|no|nor|neither|cannot|without|against|avoid|refuse|refrain|decline)\b|n['’]t\b|\binstead of\b|\bother than\b|\brather\b.*\bthan\b/i;

function likeliestNamed(options: readonly Option[], lead: string): Option | null {
  const lettered = options.filter(({ id }) =>
    new RegExp(`\\b[Oo]ption ${id}\\b|\\b${id}\\)|^\\W*${id}[.:]`).test(lead),
  );
  if (lettered.length === 1) return lettered[0];
  const words = new Set(wordsOf(lead));
  const shares = options.map((option) => ({
    option,
    share: Math.max(share(option.label, words), share(option.clause, words)),
  }));
  const [first, second] = [...shares].sort((a, b) => b.share - a.share);
  const clear = first.share >= NAMED && (second === undefined || second.share <= first.share / 2);
  return clear ? first.option : null;
}

/** From this share of an option's words on it counts as named. */
const NAMED = 0.6;

function share(phrase: string, words: ReadonlySet<string>): number {
  const own = wordsOf(phrase);
  return own.length === 0 ? 0 : own.filter((word) => words.has(word)).length / own.length;
}

const SMALL = new Set([
  'a',
  'an',
  'the',
  'to',
  'it',
  'of',
  'and',
  'or',
  'i',
  'would',
  'her',
  'his',
  'him',
  'she',
  'he',
  'that',
  'in',
  'on',
  'for',
]);

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !SMALL.has(word));
}
