import { fail, ok, type Result } from '../../result';
import { QUESTION_TEXT_MAX } from '../../questions/question-limits';
import type { Consideration, Option, Question } from '../../questions/question';
import { asSentence, shorten } from '../clean-text';
import type { Dataset, DatasetItem } from '../dataset';
import { conclusionQuestion } from './conclusion-question';

/** Room for "In favour: " and "support the claim that " within the limits of an option. */
const CLAIM_MAX = 260;

/**
 * The question that an item asks: its conclusion to decide, with an option in favour and one against, and its premise as a
 * consideration of the option that its stance supports. The premise is given once for each value that annotators found in
 * it, with the same text each time: a text that speaks for several values is one reason, and whoever writes an answer says
 * it once. An item without labels gives no consideration. Items that have labels only can't be asked.
 */
export function toQuestion(item: DatasetItem, dataset: Pick<Dataset, 'id' | 'name'>): Result<Question> {
  if (item.question) return ok(item.question);
  const { argument } = item;
  if (!argument) return fail(`${item.id} is published with its labels only: there is no text to ask about.`);
  const { question, agreed, denied } = conclusionQuestion(argument.conclusion);
  const claim = shorten(agreed, CLAIM_MAX);
  const supports = (stance: 'for' | 'against'): Consideration[] =>
    argument.stance === stance ? considerationsOf(item.labels ?? [], asSentence(argument.premise)) : [];
  const options: Option[] = [
    {
      id: 'A',
      label: `In favour: ${claim}`,
      clause: `support the claim that ${claim}`,
      considerations: supports('for'),
    },
    {
      id: 'B',
      label: `Against: ${shorten(denied, CLAIM_MAX)}`,
      clause: `reject the claim that ${claim}`,
      considerations: supports('against'),
    },
  ];
  return ok({
    kind: 'question',
    version: 1,
    id: `${dataset.id}/${item.split}/${item.id}`,
    theme: 'dataset',
    text: shorten(question, QUESTION_TEXT_MAX),
    options,
    origin: {
      datasetId: dataset.id,
      itemId: item.id,
      note: `${dataset.name}, ${item.split}, ${item.id}: premise ${argument.stance === 'for' ? 'in favour' : 'against'}`,
    },
  });
}

function considerationsOf(labels: readonly string[], text: string): Consideration[] {
  return labels.map((valueId) => ({ valueId, effect: 'serves', text }));
}
