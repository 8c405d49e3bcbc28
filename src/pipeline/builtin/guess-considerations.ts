import { attributeText } from '../../domain/classifier/attribute-text';
import type { Question } from '../../domain/questions/question';
import type { ValueSystem } from '../../domain/values/value-system';
import type { BuiltinResources } from './resources';

/**
 * What the options of a question serve, where nobody has said: the values that the classifier finds in an option's own words.
 * A question with any consideration is left as it is. The guess decides between options; it adds no words to a text.
 */
export function guessConsiderations(
  question: Question,
  system: ValueSystem,
  resources: BuiltinResources,
): Question {
  if (question.options.some((option) => option.considerations.length > 0)) return question;
  const options = question.options.map((option) => {
    const { scores } = attributeText(resources.classifier, option.label, { system, merge: resources.merge });
    const served = scores.filter(({ relevant }) => relevant);
    return {
      ...option,
      considerations: served.map(({ valueId }) => ({ valueId, effect: 'serves' as const, text: '' })),
    };
  });
  return { ...question, options };
}
