import { partIndices, isTwenty } from '../../domain/classifier/gather';
import type { Option, Question } from '../../domain/questions/question';
import type { ValueId, ValueSystem } from '../../domain/values/value-system';
import type { BuiltinResources } from './resources';

/** Values that an option's own words raise above the other options' by this many standard deviations are taken as served. */
const APART = 0.8;
const GUESSED_MAX = 2;
/** Words too few to tell a value from: "Yes", "No", "Not now". */
const WORDS_MIN = 2;

/**
 * What the options of a question serve, where nobody has said: the values that the classifier finds more in an option's own
 * words than in the others'. A question with any consideration, and one whose options are mere words such as yes and no,
 * is left as it is. The guess decides between options; it adds no words to a text.
 */
export function guessConsiderations(
  question: Question,
  system: ValueSystem,
  resources: BuiltinResources,
): Question {
  const { options } = question;
  const said = options.some((option) => option.considerations.length > 0);
  const wordless = options.some(({ label }) => (label.match(/\p{L}+/gu) ?? []).length < WORDS_MIN);
  if (said || wordless || options.length < 2) return question;
  const scores = options.map((option) => standing(option, system, resources));
  return {
    ...question,
    options: options.map((option, at) => ({
      ...option,
      considerations: servedBy(at, scores, system).map((valueId) => ({
        valueId,
        effect: 'serves' as const,
        text: '',
      })),
    })),
  };
}

/** For each value of the system: how many deviations the option's words stand above texts without the value. */
function standing({ label }: Option, system: ValueSystem, { classifier, merge }: BuiltinResources): number[] {
  const { logOdds } = classifier.read(label);
  const z = classifier.decisions.map(
    ({ strangers }, at) => (logOdds[at] - strangers.mean) / strangers.deviation,
  );
  const twenty = isTwenty(system);
  return system.values.map(({ id }) => Math.max(...partIndices(id, twenty, merge).map((part) => z[part])));
}

function servedBy(at: number, scores: readonly number[][], system: ValueSystem): ValueId[] {
  return system.values
    .map(({ id }, value) => {
      const others = scores.filter((_, other) => other !== at).map((each) => each[value]);
      return { id, apart: scores[at][value] - Math.max(...others) };
    })
    .filter(({ apart }) => apart >= APART)
    .sort((a, b) => b.apart - a.apart)
    .slice(0, GUESSED_MAX)
    .map(({ id }) => id);
}
