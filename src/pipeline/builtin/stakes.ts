import { classifyQuestion } from './question-values';
import type { Option } from '../../domain/questions/question';
import type { Target } from '../../domain/values/profile';
import { valueInSystem } from '../../domain/values/value-in-system';
import type { ValueId } from '../../domain/values/value-system';
import type { Context } from '../reasoner';
import type { BuiltinResources } from './resources';
import { decidedOption, describeScores, weighOptions } from './weigh-options';

/** Emphasis of the first and second value of an unsteered answer, in priority points. */
const UNSTEERED = [4, 3];

export interface Stakes {
  readonly emphasis: Target;
  readonly option: Option | null;
  readonly because: string;
}

/**
 * What an answer rests on when nobody's profile is asked for: the question's options weighed with the survey means
 * of the graph's respondents, and the two weightiest values that the better option serves.
 * Where the options say nothing about values, those that the question's own words draw on take their place.
 */
export function stakes(context: Context, resources: BuiltinResources): Stakes {
  const { question, valueSystem, graph } = context;
  const toSystem = (fine: ValueId) => valueInSystem(fine, resources.fineSystem, valueSystem, resources.merge);
  const means: Target = Object.fromEntries(graph.nodes.map((node) => [node.valueId, node.mean]));
  const scores = weighOptions(question, means, toSystem);
  const option = decidedOption(scores);

  const served = (option?.considerations ?? [])
    .filter(({ effect }) => effect === 'serves')
    .map(({ valueId }) => toSystem(valueId))
    .filter((value) => value !== undefined);
  const inQuestion = served.length > 0 ? [] : classifyQuestion(context, resources);
  const candidates = [...new Set(served.length > 0 ? served : inQuestion)];
  const pool = candidates.length > 0 ? candidates : valueSystem.values.map((value) => value.id);
  const strongest = [...pool].sort((a, b) => (means[b] ?? 0) - (means[a] ?? 0)).slice(0, UNSTEERED.length);

  const emphasis: Target = Object.fromEntries(strongest.map((value, rank) => [value, UNSTEERED[rank]]));
  const weighed = scores.length > 0 ? ` Options with those means: ${describeScores(scores)}.` : '';
  const from =
    served.length > 0
      ? 'the values that this option serves'
      : inQuestion.length > 0
        ? 'the values that the question’s own words draw on'
        : 'all values, since the question’s words draw on none';
  return {
    emphasis,
    option,
    because: `No profile asked for: ${from}, weighed with the means of the graph’s data.${weighed}`,
  };
}
