import type { Question } from '../../domain/questions/question';

/** Words that any question may hold. */
const COMMON = new Set(
  'about after again being every everyone everything first never nobody other others people should since something their there these those where which while without would'.split(
    ' ',
  ),
);
const SHORTEST = 5;
/** Letters that two forms of a word share, as in "injury" and "injure". */
const STEM = 5;

/** The stems of the content words of a text, for instance {injur, healt} for "an injury to her health". */
export function stems(text: string): Set<string> {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return new Set(
    words.filter((word) => word.length >= SHORTEST && !COMMON.has(word)).map((word) => word.slice(0, STEM)),
  );
}

/** What a question is about: the stems of its text, its options and all that is said of them. */
export function topicOf(question: Question): Set<string> {
  const said = question.options.flatMap(({ label, considerations }) => [
    label,
    ...considerations.map(({ text }) => text),
  ]);
  return stems([question.text, ...said].join(' '));
}

/** How many of a sentence's stems belong to the topic: a general reason fits a question better the more it shares with it. */
export function sharedStems(sentence: string, topic: ReadonlySet<string>): number {
  let shared = 0;
  for (const stem of stems(sentence)) if (topic.has(stem)) shared += 1;
  return shared;
}
