import { attributeText } from '../../domain/classifier/attribute-text';
import type { ValueId } from '../../domain/values/value-system';
import type { Context } from '../reasoner';
import type { BuiltinResources } from './resources';

/** The values that a question's own words draw on, most probable first; empty where there are none. */
export function classifyQuestion({ question, valueSystem }: Context, resources: BuiltinResources): ValueId[] {
  const { scores } = attributeText(resources.classifier, question.text, {
    system: valueSystem,
    merge: resources.merge,
  });
  return scores
    .filter(({ relevant }) => relevant)
    .sort((a, b) => b.probability - a.probability)
    .map(({ valueId }) => valueId);
}
